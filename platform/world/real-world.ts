import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { realDisk } from './real-disk.ts'
import type { ProxyPlan } from './proxy.ts'
import { realNet } from './real-net.ts'
import type { Chance, Clock, Timers, World } from './world.ts'

/**
 * The world as it is: the system's clock, its random source, its disk, its network, reached through a proxy where one is given.
 *
 * Each call makes a world of its own, with its own kept-alive connections; one node needs one.
 */
export function realWorld(proxy: ProxyPlan | null = null): World {
  return { clock: realClock, chance: realChance, timers: realTimers, net: realNet(proxy), disk: realDisk }
}

const realClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
}

const FRACTION_STEPS = 2 ** 40

const realChance: Chance = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  uuid: () => randomUUID(),
  fraction: () => randomInt(FRACTION_STEPS) / FRACTION_STEPS,
}

const realTimers: Timers = {
  after(delayMs, act) {
    const timer = setTimeout(act, delayMs).unref()
    return () => clearTimeout(timer)
  },
  sleep(delayMs, signal) {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      // A sleeper is awaited work: unlike `after` it keeps the process alive.
      const timer = setTimeout(wake, delayMs)
      signal?.addEventListener('abort', wake, { once: true })
      function wake(): void {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
    })
  },
}

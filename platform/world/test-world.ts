import { createHash } from 'node:crypto'
import { realDisk } from './real-disk.ts'
import { realNet } from './real-net.ts'
import type { Chance, Disk, Net, Timers, World } from './world.ts'

/** What a test may fix; everything has a default, and the same options give the same world. */
export interface TestWorldOptions {
  /** The instant at which the clock stands still; by default noon UTC of 2 March 2026. */
  readonly now?: Date
  /** The same seed gives the same bytes, identifiers and fractions in the same order. */
  readonly seed?: string | number
  /** By default the real network. */
  readonly net?: Net
  /** By default the real disk. */
  readonly disk?: Disk
}

/** A world whose time moves only when told and whose chance repeats. */
export interface TestWorld extends World {
  /**
   * Moves the clock forward, and runs each timer that falls due at its own instant, in order; work that those timers begin
   * gets a turn before the next one runs.
   */
  advance(ms: number): Promise<void>
  /** Sets the wall clock, also backwards, as an administrator or a time server would. Timers do not notice. */
  setNow(now: Date): void
}

/** A {@link TestWorld}: given clock, seeded chance, timers that follow the clock. */
export function testWorld(options: TestWorldOptions = {}): TestWorld {
  const start = options.now ?? new Date('2026-03-02T12:00:00Z')
  const time = { passedMs: 0, offsetMs: start.getTime(), timers: new Set<Timer>(), order: 0 }
  const now = (): Date => new Date(time.offsetMs + time.passedMs)
  return {
    clock: { now, monotonicMs: () => time.passedMs },
    chance: seededChance(String(options.seed ?? 0)),
    timers: timersOf(time),
    net: options.net ?? realNet(),
    disk: options.disk ?? realDisk,
    advance: (ms) => advance(time, time.passedMs + ms),
    setNow(instant) {
      time.offsetMs = instant.getTime() - time.passedMs
    },
  }
}

interface Timer {
  readonly dueMs: number
  readonly order: number
  readonly act: () => void
}

interface Time {
  passedMs: number
  offsetMs: number
  order: number
  readonly timers: Set<Timer>
}

function timersOf(time: Time): Timers {
  function after(delayMs: number, act: () => void): () => void {
    const timer = { dueMs: time.passedMs + Math.max(0, delayMs), order: time.order++, act }
    time.timers.add(timer)
    return () => time.timers.delete(timer)
  }
  return {
    after,
    sleep(delayMs, signal) {
      const { promise, resolve } = Promise.withResolvers<void>()
      if (signal?.aborted) resolve()
      else signal?.addEventListener('abort', wake, { once: true })
      const cancel = signal?.aborted ? resolve : after(delayMs, wake)
      function wake(): void {
        cancel()
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      return promise
    },
  }
}

async function advance(time: Time, untilMs: number): Promise<void> {
  await aTurn()
  for (let next = earliest(time); next && next.dueMs <= untilMs; next = earliest(time)) {
    time.timers.delete(next)
    time.passedMs = Math.max(time.passedMs, next.dueMs)
    next.act()
    await aTurn()
  }
  time.passedMs = Math.max(time.passedMs, untilMs)
}

function earliest(time: Time): Timer | undefined {
  return [...time.timers].sort((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0]
}

function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** SHA-256 in counter mode over the seed: the same on every machine. */
function seededChance(seed: string): Chance {
  let counter = 0
  function bytes(count: number): Uint8Array<ArrayBuffer> {
    const made = new Uint8Array(count)
    for (let at = 0; at < count; at += 32) {
      const block = createHash('sha256').update(`${counter++}:${seed}`).digest()
      made.set(block.subarray(0, Math.min(32, count - at)), at)
    }
    return made
  }
  return { bytes, uuid: () => uuidFrom(bytes(16)), fraction: () => new DataView(bytes(8).buffer).getUint32(0) / 2 ** 32 }
}

function uuidFrom(bytes: Uint8Array): string {
  // RFC 9562 section 5.4: version 4 in octet 6, the variant in octet 8.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

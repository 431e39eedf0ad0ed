import { Agent, request } from 'node:http'
import { digits, median, percentile } from '../figures.ts'
import { cpuOf, less, type Share } from '../processes.ts'

/** What asking for so long over some connections came to. */
export interface Load {
  readonly perSecond: number
  readonly delaysMs: readonly number[]
  /** CPU seconds that it took the server and the PostgreSQL below it. */
  readonly cpu: Share
}

const NOT_TOLD: Share = { node: Number.NaN, postgres: Number.NaN }

/** A server and the header that signs a call. */
export interface Door {
  readonly origin: string
  /** Of the process whose CPU counts; left out where its share is not told. */
  readonly pid?: number
  readonly headers: Readonly<Record<string, string>>
}

/** Calls over kept-alive connections, one after the other on each, for so long; `next` says which path. @throws Error for any answer but 200. */
export async function load(
  door: Door,
  { connections, forMs, next }: { readonly connections: number; readonly forMs: number; readonly next: () => string },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const url = new URL(door.origin)
  const delaysMs: number[] = []
  const cpu = () => (door.pid === undefined ? NOT_TOLD : cpuOf(door.pid))
  const before = cpu()
  const began = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() - began < forMs) {
        const at = performance.now()
        await get(agent, url, { path: next(), headers: door.headers })
        delaysMs.push(performance.now() - at)
      }
    }),
  )
  const perSecond = delaysMs.length / ((performance.now() - began) / 1000)
  agent.destroy()
  return { perSecond, delaysMs, cpu: less(cpu(), before) }
}

/** The bytes of one answer. @throws Error for any answer but 200. */
export async function answerOf(door: Door, path: string): Promise<Buffer> {
  const agent = new Agent()
  const parts: Buffer[] = []
  await get(agent, new URL(door.origin), { path, headers: door.headers }, (part) => parts.push(part))
  agent.destroy()
  return Buffer.concat(parts)
}

function get(
  agent: Agent,
  url: URL,
  { path, headers }: { readonly path: string; readonly headers: Readonly<Record<string, string>> },
  take: (part: Buffer) => void = () => {},
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  // By address: not every system knows the names below `localhost`.
  const asked = request(
    { agent, host: '127.0.0.1', port: url.port, path, headers: { host: url.host, accept: 'application/json', ...headers } },
    (answer) => {
      answer.on('data', take)
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${answer.statusCode} for ${path}`))))
    },
  )
  asked.on('error', reject)
  asked.end()
  return promise
}

/** A row of figures: calls per second, how long half and all but one of a hundred took at most, and the CPU milliseconds of one call. */
export function rowOf(name: string, loads: readonly Load[]): string[] {
  const delays = loads.flatMap(({ delaysMs }) => delaysMs)
  const cpuMs = (part: keyof Share): number => (loads.reduce((sum, { cpu }) => sum + cpu[part], 0) * 1000) / delays.length
  return [
    name,
    digits(median(loads.map(({ perSecond }) => perSecond))),
    digits(percentile(delays, 50), 2),
    digits(percentile(delays, 99), 2),
    digits(cpuMs('node'), 2),
    digits(cpuMs('postgres'), 2),
  ]
}

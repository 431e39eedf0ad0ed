import type { Db } from '@comity/database'
import { digits, median, percentile, type Measured } from '../figures.ts'
import { largeFolder, openLarge } from '../large-database.ts'
import { cpuOf, less, type Share } from '../processes.ts'
import type { BenchOptions } from '../options.ts'
import { asks, dieOf } from './asks.ts'
import type { Ask, Die } from './asks.ts'
import { askersOf } from './readers.ts'
import type { Asker } from './readers.ts'

const CONNECTIONS = 8
const GOAL = { perSecond: 3000, p99Ms: 15 }

interface Load {
  readonly perSecond: number
  /** CPU of one call in ms. */
  readonly cpuMs: Share
  readonly delaysMs: readonly number[]
}

/** What lists, counts and searches cost on the requests of a large office, through the store, for readers who see all, much, little. */
export async function benchLists({ pairs, folder, requests }: BenchOptions): Promise<Measured> {
  await largeFolder({ folder, requests })
  const large = await openLarge(folder, CONNECTIONS)
  try {
    const askers = await askersOf(large.db)
    const forMs = pairs === 1 ? 700 : 1500
    const mixed: Load[] = []
    const each = new Map<string, Load[]>(asks.map(({ name }) => [name, []]))
    for (let round = 0; round <= pairs; round++) {
      const seed = round + 1
      for (const ask of asks) {
        const measured = await load(large.db, forMs, chosen([ask], askers, dieOf(seed)))
        if (round > 0) each.get(ask.name)?.push(measured)
      }
      const measured = await load(large.db, 4 * forMs, chosen(asks, askers, dieOf(seed)))
      if (round > 0) mixed.push(measured)
    }
    return {
      title: 'Lists, counts and searches among a million requests',
      about: `Through the store, over ${CONNECTIONS} connections to the node’s own PostgreSQL, on ${large.requests.toLocaleString('en')} requests of one office (\`npm run seed:large\`): pages of 25 rows as the lists show them, for a head who sees all (2 of 10 calls), an officer of nine units (2), of one unit (4), one who sees few (1) and a guest (1). Filters, words and places in the list differ from call to call. Mixed: all kinds as often as an office asks them (weight). Goal: ${GOAL.perSecond.toLocaleString('en')}/s, p99 ≤ ${GOAL.p99Ms} ms, mixed. Medians of ${pairs} rounds.`,
      head: ['asked for', 'weight', '/s', 'p50 ms', 'p99 ms', 'CPU ms: node', 'PG'],
      rows: [rowOf('mixed', '', mixed), ...asks.map(({ name, weight }) => rowOf(name, String(weight), each.get(name) ?? []))],
      bound:
        'CPU: about as much of it in PostgreSQL (planning and 25 rows from as many pages) as in the node (building the statement, reading its rows).',
    }
  } finally {
    await large.close()
  }
}

function rowOf(name: string, weight: string, loads: readonly Load[]): string[] {
  const delays = loads.flatMap(({ delaysMs }) => delaysMs)
  return [
    name,
    weight,
    digits(median(loads.map(({ perSecond }) => perSecond))),
    digits(percentile(delays, 50), 2),
    digits(percentile(delays, 99), 2),
    digits(median(loads.map(({ cpuMs }) => cpuMs.node)), 2),
    digits(median(loads.map(({ cpuMs }) => cpuMs.postgres)), 2),
  ]
}

/** The next call: who asks what, each as often as their weight. */
function chosen(from: readonly Ask[], askers: readonly Asker[], die: Die): (db: Db) => Promise<unknown> {
  return (db) => {
    const ask = weighed(from, die)
    const asker = weighed(askers, die)
    return ask.run(db, asker, die)
  }
}

function weighed<Item extends { readonly weight: number }>(items: readonly Item[], die: Die): Item {
  let left = die() * items.reduce((sum, { weight }) => sum + weight, 0)
  for (const item of items) {
    left -= item.weight
    if (left < 0) return item
  }
  throw new Error('the weights do not add up')
}

/** Asks over all connections for so long. */
async function load(db: Db, forMs: number, ask: (db: Db) => Promise<unknown>): Promise<Load> {
  const delaysMs: number[] = []
  const before = cpuOf(process.pid)
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() - began < forMs) {
        const at = performance.now()
        await ask(db)
        delaysMs.push(performance.now() - at)
      }
    }),
  )
  const perSecond = delaysMs.length / ((performance.now() - began) / 1000)
  const { node, postgres } = less(cpuOf(process.pid), before)
  return { perSecond, delaysMs, cpuMs: { node: (node * 1000) / delaysMs.length, postgres: (postgres * 1000) / delaysMs.length } }
}

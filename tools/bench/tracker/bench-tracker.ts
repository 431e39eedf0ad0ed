import { digits, median, type Measured } from '../figures.ts'
import type { BenchOptions } from '../options.ts'
import { load, type Door, type Load } from '../page/http-load.ts'
import { startLargeNode } from '../page/large-node.ts'
import { startTracker } from './start-tracker.ts'

const TICKETS = 20_000

/** What both are asked for, in the words of each. */
interface Pair {
  readonly name: string
  readonly ours: () => string
  readonly theirs: () => string
}

/** Showing, listing and searching by the API, beside Request Tracker 5 by its own, on the same machine in the same run. */
export async function benchTracker(options: BenchOptions): Promise<Measured> {
  const { pairs } = options
  const tracker = await startTracker(TICKETS)
  const node = await startLargeNode(options).catch((error: unknown) => {
    tracker.stop()
    throw error
  })
  try {
    let at = 0
    const ticket = (): number => 1 + ((at += 7919) % TICKETS)
    const fields = 'per_page=25&fields=Subject,Status,Owner,Created,LastUpdated'
    const query = (text: string): string =>
      `/REST/2.0/tickets?query=${encodeURIComponent(text)}&orderby=LastUpdated&order=DESC&${fields}`
    const asked: readonly Pair[] = [
      { name: 'show one', ours: node.oneOf, theirs: () => `/REST/2.0/ticket/${ticket()}` },
      {
        name: 'list 25 open',
        ours: () => '/api/requests?direction=incoming&open=yes&limit=25',
        theirs: () => query("Status = 'open'"),
      },
      {
        name: 'search',
        ours: () => `/api/requests?text=${encodeURIComponent(`Meridian ${ticket() % 4096}`)}&limit=25`,
        theirs: () => query(`Subject LIKE 'Meridian ${ticket()}'`),
      },
      {
        name: 'page of one, HTML',
        ours: () => node.oneOf().replace('/api', ''),
        theirs: () => `/Ticket/Display.html?id=${ticket()}`,
      },
    ]
    const rows: string[][] = []
    for (const clients of [4, 8])
      for (const { name, ours, theirs } of asked) {
        const rounds: { ours: Load; theirs: Load }[] = []
        for (let round = 0; round <= pairs; round++) {
          const run = (door: Door, next: () => string): Promise<Load> =>
            load(door, { connections: clients, forMs: pairs === 1 ? 1500 : 4000, next })
          const measured = { ours: await run(node, ours), theirs: await run(tracker, theirs) }
          if (round > 0) rounds.push(measured)
        }
        const rate = (of: 'ours' | 'theirs'): number => median(rounds.map((round) => round[of].perSecond))
        const p50 = (of: 'ours' | 'theirs'): number => median(rounds.flatMap((round) => [...round[of].delaysMs]))
        rows.push([
          name,
          String(clients),
          digits(rate('ours')),
          digits(rate('theirs'), 1),
          digits(median(rounds.map((round) => round.ours.perSecond / round.theirs.perSecond)), 1),
          digits(p50('ours'), 1),
          digits(p50('theirs'), 1),
        ])
      }
    return {
      title: 'Beside Request Tracker 5',
      about: `Debian’s Request Tracker 5 with four Starman workers and its own PostgreSQL 15, ${TICKETS.toLocaleString('en')} tickets with four answers each, asked through REST 2.0 and as pages with the cookie of a session; Comity’s one node process with ${node.requests.toLocaleString('en')} requests through its API and pages. Runs alternate; medians.`,
      head: ['asked for', 'clients', 'Comity /s', 'RT /s', 'ratio', 'Comity p50 ms', 'RT p50 ms'],
      rows,
      bound:
        'CPU of both; Request Tracker’s four Perl processes share the same cores that the node, its database and the load have.',
    }
  } finally {
    await node.stop()
    tracker.stop()
  }
}

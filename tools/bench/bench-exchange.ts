import { demoAuthorities } from '@comity/directory/server'
import { z } from 'zod'
import type { OwnProcess } from '../../testing/two-nodes.ts'
import { digits, median, percentile, type Measured } from './figures.ts'
import { benchNetwork, ordered } from './network.ts'
import { startPostfix, type Postfix } from './postfix.ts'
import { cpuOf, less, type Share } from './processes.ts'

const BODY_BYTES = 4096
/** Dossiers or messages of one measurement, by how many are under way at a time. */
const counts: Readonly<Record<number, number>> = { 1: 150, 16: 1500, 64: 2000 }

const Posted = z.object({ seconds: z.number(), delaysMs: z.array(z.number()) })

interface Round {
  readonly comity: number
  readonly bare: number
  readonly cms: number
  readonly delaysMs: readonly number[]
  readonly a: Share
  readonly b: Share
  readonly count: number
}

/** Dossiers with receipt between two node processes, in the same run as Postfix carrying the same content. */
export async function benchExchange(pairs: number): Promise<Measured> {
  const network = await benchNetwork()
  const postfix = startPostfix()
  const nodes = await Promise.all((['hub', 'a', 'b'] as const).map((name) => network.start(name)))
  try {
    await network.ready()
    const [hub, a, b] = nodes
    if (!hub || !a || !b) throw new Error('three nodes were started')
    await hub.stop() // the directory is with both authorities, and the secretariat takes no part from here on
    await ordered(a, Posted, { do: 'post', count: 200, bytes: BODY_BYTES, window: 16, addressee: demoAuthorities.b }) // warm
    const rows = []
    for (const window of [1, 16, 64]) {
      const rounds: Round[] = []
      for (let pair = 0; pair < pairs; pair++) rounds.push(await oneRound({ a, b, postfix }, window, pairs === 1))
      rows.push(rowOf(window, rounds))
    }
    return measured(rows)
  } finally {
    await Promise.all(nodes.map((node) => node.stop()))
    postfix.stop()
    network.remove()
  }
}

async function oneRound(
  { a, b, postfix }: { a: OwnProcess; b: OwnProcess; postfix: Postfix },
  window: number,
  quick: boolean,
): Promise<Round> {
  const count = Math.round((counts[window] ?? 1000) / (quick ? 3 : 1))
  const before = { a: cpuOf(a.pid), b: cpuOf(b.pid) }
  const posted = await ordered(a, Posted, { do: 'post', count, bytes: BODY_BYTES, window, addressee: demoAuthorities.b })
  const after = { a: cpuOf(a.pid), b: cpuOf(b.pid) }
  const bare = await postfix.bare(count, BODY_BYTES, window)
  // openssl starts two processes for each message: fewer of them say the same.
  const fewer = Math.ceil(count / 4)
  const cms = await postfix.withCms(fewer, BODY_BYTES, window)
  return {
    count,
    comity: count / posted.seconds,
    bare: count / bare,
    cms: fewer / cms,
    delaysMs: posted.delaysMs,
    a: less(after.a, before.a),
    b: less(after.b, before.b),
  }
}

function rowOf(window: number, rounds: readonly Round[]): string[] {
  const of = (pick: (round: Round) => number): number => median(rounds.map(pick))
  const delays = rounds.flatMap((round) => round.delaysMs)
  const perDossier = (pick: (round: Round) => number): string =>
    digits(
      of((round) => (pick(round) * 1000) / round.count),
      2,
    )
  return [
    String(window),
    digits(of(({ comity }) => comity)),
    digits(of(({ bare }) => bare)),
    digits(of(({ cms }) => cms)),
    digits(
      of(({ comity, bare }) => comity / bare),
      2,
    ),
    digits(
      of(({ comity, cms }) => comity / cms),
      2,
    ),
    digits(percentile(delays, 50), 1),
    digits(percentile(delays, 99), 1),
    perDossier(({ a }) => a.node),
    perDossier(({ a }) => a.postgres),
    perDossier(({ b }) => b.node),
    perDossier(({ b }) => b.postgres),
  ]
}

function measured(rows: readonly (readonly string[])[]): Measured {
  const cpu = (rows.at(-1) ?? []).slice(8).map(Number)
  const total = cpu.reduce((sum, one) => sum + one, 0)
  const names = ['node A', 'PostgreSQL of A', 'node B', 'PostgreSQL of B']
  const most = cpu.indexOf(Math.max(...cpu))
  return {
    title: 'Exchange: a dossier with its receipt, node to node',
    about:
      `Two node processes on one machine, each with its own embedded PostgreSQL (fsync on). Each dossier of ${BODY_BYTES / 1024} KiB is signed, sealed, stored, sent over HTTP, ` +
      'unsealed, verified and stored there, and its signed, time-stamped receipt is verified and stored here. Postfix takes the same number of bytes into its queue and relays it: bare, and ' +
      'with `openssl cms` signing and encrypting each message first; nothing comes back there. Runs alternate; medians. Window: dossiers (or SMTP sessions) under way at a time.',
    head: [
      'window',
      'Comity /s',
      'Postfix /s',
      'with cms /s',
      '÷ Postfix',
      '÷ with cms',
      'p50 ms',
      'p99 ms',
      'CPU ms: node A',
      'PG A',
      'node B',
      'PG B',
    ],
    rows,
    bound: `CPU: ${digits(total, 2)} ms of it for one dossier in the widest window, most of it in ${names[most] ?? '–'} (${digits(cpu[most] ?? 0, 2)} ms); at window 1 the commits to disk that follow each other on both sides.`,
  }
}

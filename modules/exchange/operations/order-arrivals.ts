import type { Context } from '@comity/accounts/contract'
import { type Ahead, inbound, type Inbound } from '../core/inbound.ts'
import { aheadOf, lockThreads, saveThreads } from '../store/inbox-store.ts'
import { tables, type ThreadInRow } from '../tables.ts'
import type { Examined } from './examine-arrival.ts'

type Good = Examined & { readonly ok: true }

/** What the order of the threads makes of a batch. */
export interface Placed {
  /** Not known before, with the state in which each is stored. */
  readonly fresh: readonly { readonly good: Good; readonly state: 'applied' | 'held' | 'refused' }[]
  /** Identities to hand over, in order: fresh ones and ones that were held. */
  readonly apply: readonly string[]
  readonly refuse: readonly string[]
  /** Of those two, the ones that were stored earlier. */
  readonly released: readonly string[]
}

/** Runs the inbound core over the rows of the threads concerned, locked until the transaction ends. */
export async function orderArrivals(ctx: Context, all: readonly Good[]): Promise<Placed> {
  if (all.length === 0) return { fresh: [], apply: [], refuse: [], released: [] }
  const rows = await lockThreads(
    ctx.db,
    all.map(({ read }) => ({ thread: read.dossier.thread, sender: read.dossier.sender })),
  )
  const threads = new Map(rows.map((row) => [keyOf(row), stateOf(row)]))
  for (const one of await aheadOf(
    ctx.db,
    rows.filter((row) => row.ahead > 0),
  )) {
    const thread = threads.get(keyOf(one))
    const ahead: Ahead = {
      sequence: one.sequence,
      dossierId: one.dossier_id,
      previous: one.previous,
      is: one.state === 'held' ? 'held' : 'settled',
    }
    if (thread) threads.set(keyOf(one), { ...thread, ahead: [...thread.ahead, ahead] })
  }
  const stored = await storedAmong(
    ctx,
    all.map(({ read }) => read.dossierId),
  )
  const news = all.filter(({ read }) => !stored.has(read.dossierId))
  const apply: string[] = []
  const refuse: string[] = []
  for (const { read } of news.toSorted(
    (a, b) => a.read.dossier.epoch - b.read.dossier.epoch || a.read.dossier.sequence - b.read.dossier.sequence,
  )) {
    const { dossier, dossierId } = read
    const key = keyOf(dossier)
    const before = threads.get(key)
    if (!before) continue
    const { epoch, sequence, previous } = dossier
    const step = inbound(before, { dossierId, epoch, sequence, previous, urgent: dossier.priority === 'urgent' })
    threads.set(key, step.state)
    apply.push(...step.effects.filter((effect) => effect.do === 'apply').map((effect) => effect.dossierId))
    refuse.push(...step.effects.filter((effect) => effect.do === 'refuse').map((effect) => effect.dossierId))
  }
  await saveThreads(
    ctx.db,
    rows.flatMap((row) => savedOf(row, threads.get(keyOf(row)))),
  )
  const fresh = news.map((good) => ({ good, state: placeOf(good.read.dossierId, apply, refuse) }))
  const own = new Set(news.map(({ read }) => read.dossierId))
  return { fresh, apply, refuse, released: [...apply, ...refuse].filter((one) => !own.has(one)) }
}

async function storedAmong(ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const found = await tables(ctx.db)
    .selectFrom('exchange.dossier')
    .select('dossier_id')
    .where('dossier_id', 'in', [...ids])
    .execute()
  return new Set(found.map((row) => row.dossier_id))
}

function placeOf(dossierId: string, apply: readonly string[], refuse: readonly string[]): 'applied' | 'held' | 'refused' {
  if (refuse.includes(dossierId)) return 'refused'
  return apply.includes(dossierId) ? 'applied' : 'held'
}

function stateOf(row: ThreadInRow & { next_sequence: number }): Inbound {
  return { epoch: row.epoch, next: row.next_sequence, last: row.last_dossier, ahead: [] }
}

function savedOf({ thread, sender }: { thread: string; sender: string }, state: Inbound | undefined) {
  return state === undefined
    ? []
    : [{ thread, sender, epoch: state.epoch, next: state.next, last: state.last, ahead: state.ahead.length }]
}

const keyOf = (one: { readonly thread: string; readonly sender: string }): string => `${one.thread} ${one.sender}`

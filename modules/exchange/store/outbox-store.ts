import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import { sql, type Insertable } from 'kysely'
import { type DossierRow, tables, type ThreadOutRow } from '../tables.ts'

/** Takes the next number of a conversation and keeps its row locked until the transaction ends. */
export async function takeNumber(db: Db, thread: string, addressee: string): Promise<ThreadOutRow> {
  const taken = await sql<ThreadOutRow>`
    insert into exchange.thread_out as own (thread, addressee, epoch, last_sequence) values (${thread}, ${addressee}, 1, 1)
    on conflict (thread, addressee) do update set
      epoch = own.epoch + own.broken::int,
      last_sequence = case when own.broken then 1 else own.last_sequence + 1 end,
      last_dossier = case when own.broken then null else own.last_dossier end,
      broken = false
    returning *`.execute(db)
  const [row] = taken.rows
  assert(row, 'an upsert returns its row')
  return row
}

/** Stores a dossier that is to be sent, and remembers it as the last of its thread: one statement. */
export async function storeOutgoing(db: Db, row: Insertable<DossierRow>): Promise<void> {
  await tables(db)
    .with('remembered', (query) =>
      query
        .updateTable('exchange.thread_out')
        .set({ last_dossier: row.dossier_id })
        .where('thread', '=', row.thread)
        .where('addressee', '=', row.addressee)
        .returning('epoch'),
    )
    .with('owed', (query) =>
      query
        .insertInto('exchange.receipt_due')
        .values({ dossier_id: row.dossier_id, event: 'submitted', code: null, at: row.stored_at }),
    )
    .insertInto('exchange.dossier')
    .values(row)
    .execute()
}

export interface ClaimedDossier {
  readonly dossier_id: string
  readonly addressee: string
  readonly kind: string
  readonly thread: string
  readonly attempts: number
  readonly due_at: Date
  readonly expires_at: Date
  readonly last_problem: string | null
  readonly sealed_sha256: string
  readonly sealed: Buffer
}

/**
 * Takes due dossiers for sending and puts their next attempt off until `leaseUntil`, so that no other process takes them too; nothing for `notTo`.
 * A dossier of a new epoch waits until all of the old one have their outcome.
 */
export async function claimDue(
  db: Db,
  claim: { now: Date; leaseUntil: Date; limit: number; notTo: readonly string[]; inFlight: readonly string[] },
): Promise<ClaimedDossier[]> {
  const claimed = await sql<ClaimedDossier>`
    with due as (
      select d.dossier_id, d.due_at from exchange.dossier d
      where d.state = 'queued' and d.due_at <= ${claim.now}
        and d.addressee <> all (${claim.notTo}::text[]) and d.dossier_id <> all (${claim.inFlight}::text[])
        and (d.epoch = 1 or not exists (
          select 1 from exchange.dossier o
          where o.thread = d.thread and o.sender = d.sender and o.addressee = d.addressee and o.epoch < d.epoch and o.state = 'queued'))
      order by d.urgent desc, d.due_at, d.sequence limit ${claim.limit} for update skip locked)
    update exchange.dossier d set due_at = ${claim.leaseUntil} from due where d.dossier_id = due.dossier_id
    returning d.dossier_id, d.addressee, d.kind, d.thread, d.attempts, due.due_at, d.expires_at, d.last_problem, d.sealed_sha256, d.sealed`.execute(
    db,
  )
  return claimed.rows
}

/** Everything that waits is tried again at once: a node that starts does not trust what it believed before. */
export async function makeAllDue(db: Db, now: Date): Promise<void> {
  await tables(db)
    .updateTable('exchange.dossier')
    .set({ due_at: now })
    .where('state', '=', 'queued')
    .where('due_at', '>', now)
    .execute()
}

export interface Outcome {
  readonly dossierId: string
  readonly state: 'queued' | 'delivered' | 'refused' | 'expired'
  readonly attempts: number
  readonly dueAt: Date | null
  readonly problem: string | null
}

/** Writes what became of many attempts: one statement. */
export async function saveOutcomes(db: Db, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return
  await sql`
    update exchange.dossier d set state = o.state, attempts = o.attempts, due_at = o.due_at, last_problem = o.problem
    from unnest(${outcomes.map((one) => one.dossierId)}::text[], ${outcomes.map((one) => one.state)}::text[], ${outcomes.map((one) => one.attempts)}::int[],
      ${outcomes.map((one) => one.dueAt)}::timestamptz[], ${outcomes.map((one) => one.problem)}::text[]) as o (dossier_id, state, attempts, due_at, problem)
    where d.dossier_id = o.dossier_id`.execute(db)
}

/** The numbers of these dossiers will never be taken by the addressee: the next dossier of each thread begins a new epoch. */
export async function breakEpochs(db: Db, dossierIds: readonly string[]): Promise<void> {
  if (dossierIds.length === 0) return
  await sql`
    update exchange.thread_out t set broken = true from exchange.dossier d
    where d.dossier_id = any (${dossierIds}::text[]) and t.thread = d.thread and t.addressee = d.addressee and t.epoch = d.epoch`.execute(
    db,
  )
}

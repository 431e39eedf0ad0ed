import type { Db } from '@comity/database'
import { sql } from 'kysely'
import { tables } from '../tables.ts'

/** A dossier that waits for its addressee to fetch it. */
export interface WaitingDossier {
  readonly sealedSha256: string
  readonly bytes: number
  readonly urgent: boolean
}

/** What waits for a peer in the order in which it is sent; one of a new epoch only once all of the old one have their outcome. */
export async function waitingFor(db: Db, peer: string, limit: number): Promise<WaitingDossier[]> {
  const found = await sql<WaitingDossier>`
    select d.sealed_sha256 as "sealedSha256", octet_length(d.sealed) as bytes, d.urgent from exchange.dossier d
    where d.state = 'queued' and d.addressee = ${peer}
      and (d.epoch = 1 or not exists (
        select 1 from exchange.dossier o
        where o.thread = d.thread and o.sender = d.sender and o.addressee = d.addressee and o.epoch < d.epoch and o.state = 'queued'))
    order by d.urgent desc, d.stored_at, d.sequence limit ${limit}`.execute(db)
  return found.rows
}

export async function countWaiting(db: Db, peer: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('exchange.dossier')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('addressee', '=', peer)
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow()
  return row.count
}

/** Bytes of one sealed dossier of ours from an offset, with its whole size and its addressee; undefined when none has that hash. */
export async function partOf(
  db: Db,
  part: { sealedSha256: string; from: number; bytes: number },
): Promise<{ addressee: string; size: number; bytes: Buffer } | undefined> {
  const found = await sql<{ addressee: string; size: number; bytes: Buffer }>`
    select addressee, octet_length(sealed) as size, substring(sealed from ${part.from + 1}::int for ${part.bytes}::int) as bytes
    from exchange.dossier where sealed_sha256 = ${part.sealedSha256} and direction = 'out'`.execute(db)
  return found.rows[0]
}

/** Receipts on their way to a peer, the longest due first. */
export async function receiptsFor(db: Db, peer: string, limit: number): Promise<Buffer[]> {
  const rows = await sql<{ container: Buffer }>`
    select r.container from exchange.receipt_outbox o join exchange.receipt r using (receipt_id)
    where o.peer = ${peer} order by r.sequence limit ${limit}`.execute(db)
  return rows.rows.map((row) => row.container)
}

/** The peer has stored these. */
export async function receiptsSettled(db: Db, peer: string, receiptIds: readonly string[]): Promise<void> {
  if (receiptIds.length === 0) return
  await tables(db)
    .deleteFrom('exchange.receipt_outbox')
    .where('peer', '=', peer)
    .where('receipt_id', 'in', [...receiptIds])
    .execute()
}

/** Everyone whom a dossier, one look into the index for each, or a receipt waits for. */
export async function queuedPeers(db: Db): Promise<string[]> {
  const found = await sql<{ addressee: string }>`
    with recursive q as (
      (select addressee from exchange.dossier where state = 'queued' order by addressee limit 1)
      union all
      select (select addressee from exchange.dossier where state = 'queued' and addressee > q.addressee order by addressee limit 1)
      from q where q.addressee is not null)
    select addressee from q where addressee is not null
    union select peer from exchange.receipt_outbox`.execute(db)
  return found.rows.map((row) => row.addressee)
}

/** Those whose time is over; what a process has in hand is left to it. */
export async function overdue(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ dossier_id: string; attempts: number; last_problem: string | null }[]> {
  return tables(db)
    .selectFrom('exchange.dossier')
    .select(['dossier_id', 'attempts', 'last_problem'])
    .where('state', '=', 'queued')
    .where('expires_at', '<=', now)
    .where('due_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

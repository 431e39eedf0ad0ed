import type { Db } from '@comity/database'
import { sql, type Insertable } from 'kysely'
import type { ReceiptEvent } from '../contract.ts'
import { type ReceiptChainRow, type ReceiptRow, type ReceiptDueRow, tables } from '../tables.ts'

/** The end of an authority's chain of receipts, locked until the transaction ends. */
export async function lockChain(db: Db, issuer: string): Promise<ReceiptChainRow> {
  const locked = await sql<ReceiptChainRow>`
    insert into exchange.receipt_chain as own (issuer, sequence, last_receipt) values (${issuer}, 0, null)
    on conflict (issuer) do update set sequence = own.sequence returning *`.execute(db)
  return locked.rows[0] ?? { issuer, sequence: 0, last_receipt: null }
}

/** Stores receipts of our own and moves the end of the chain. */
export async function storeOwnReceipts(db: Db, rows: readonly Insertable<ReceiptRow>[]): Promise<void> {
  const last = rows.at(-1)
  if (!last) return
  await tables(db)
    .with('moved', (query) =>
      query
        .updateTable('exchange.receipt_chain')
        .set({ sequence: last.sequence, last_receipt: last.receipt_id })
        .where('issuer', '=', last.issuer),
    )
    .insertInto('exchange.receipt')
    .values([...rows])
    .execute()
}

/** Stores receipts of peers; those that are stored already stay as they are. Returns the ids of the new ones. */
export async function storePeerReceipts(db: Db, rows: readonly Insertable<ReceiptRow>[]): Promise<string[]> {
  if (rows.length === 0) return []
  const stored = await tables(db)
    .insertInto('exchange.receipt')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('receipt_id')
    .execute()
  return stored.map((row) => row.receipt_id)
}

/** Receipts next to a number in a peer's chain: the one with the same number and its neighbours. */
export function chainNeighbours(
  db: Db,
  issuer: string,
  sequences: readonly number[],
): Promise<{ sequence: number; receipt_id: string; previous: string | null }[]> {
  const near = sequences.flatMap((sequence) => [sequence - 1, sequence, sequence + 1])
  return tables(db)
    .selectFrom('exchange.receipt')
    .select(['sequence', 'receipt_id', 'previous'])
    .where('issuer', '=', issuer)
    .where('sequence', '=', sql<number>`any (${near}::bigint[])`)
    .execute()
}

/** The answers already given about these sealed bytes or dossiers, whoever brought them; the latest last. */
export function answersGiven(
  db: Db,
  issuer: string,
  known: { sealed: readonly string[]; dossiers: readonly string[] },
): Promise<{ sender: string; sealed_sha256: string; dossier_id: string | null; container: Uint8Array }[]> {
  return tables(db)
    .selectFrom('exchange.receipt')
    .select(['sender', 'sealed_sha256', 'dossier_id', 'container'])
    .where('issuer', '=', issuer)
    .where('event', 'in', ['delivered', 'refused'])
    .where((where) =>
      where.or([
        where('sealed_sha256', '=', sql<string>`any (${known.sealed}::text[])`),
        where('dossier_id', '=', sql<string>`any (${known.dossiers}::text[])`),
      ]),
    )
    .orderBy('sequence')
    .execute()
}

export async function oweReceipts(db: Db, rows: readonly ReceiptDueRow[]): Promise<void> {
  if (rows.length === 0) return
  await tables(db)
    .insertInto('exchange.receipt_due')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export interface OwedReceipt {
  readonly dossier_id: string
  readonly event: ReceiptEvent
  readonly code: string | null
  readonly at: Date
  readonly sealed_sha256: string
  readonly thread: string
  readonly kind: string
  readonly sender: string
  readonly addressee: string
}

/** Dossiers about which this node owes receipts, the longest due first. */
export async function owedAbout(db: Db, limit: number): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('exchange.receipt_due')
    .select('dossier_id')
    .orderBy('at')
    .orderBy('dossier_id')
    .limit(limit)
    .execute()
  return [...new Set(rows.map((row) => row.dossier_id))]
}

/** Takes receipts that this node owes about these dossiers; they are gone from the list when the transaction commits. */
export async function takeOwed(db: Db, about: readonly string[]): Promise<OwedReceipt[]> {
  const taken = await sql<OwedReceipt>`
    with owed as (
      delete from exchange.receipt_due where (dossier_id, event) in (
        select dossier_id, event from exchange.receipt_due where dossier_id = any (${about}::text[]) for update skip locked)
      returning *)
    select owed.*, d.sealed_sha256, d.thread, d.kind, d.sender, d.addressee
    from owed join exchange.dossier d using (dossier_id) order by owed.at, owed.dossier_id, owed.event`.execute(db)
  return taken.rows
}

/** What is on its way already stays so. */
export async function sendLater(db: Db, rows: readonly { receipt_id: string; peer: string; due_at: Date }[]): Promise<void> {
  if (rows.length === 0) return
  await tables(db)
    .insertInto('exchange.receipt_outbox')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes receipts that are due to peers, and puts their next attempt off until `leaseUntil`. */
export async function claimReceipts(
  db: Db,
  claim: { now: Date; leaseUntil: Date; limit: number; notTo: readonly string[] },
): Promise<{ receipt_id: string; peer: string; attempts: number; container: Uint8Array }[]> {
  const claimed = await sql<{ receipt_id: string; peer: string; attempts: number; container: Uint8Array }>`
    with due as (select receipt_id from exchange.receipt_outbox where due_at <= ${claim.now} and peer <> all (${claim.notTo}::text[]) order by due_at limit ${claim.limit} for update skip locked)
    update exchange.receipt_outbox o set due_at = ${claim.leaseUntil}, attempts = o.attempts + 1
    from due join exchange.receipt r using (receipt_id) where o.receipt_id = due.receipt_id
    returning o.receipt_id, o.peer, o.attempts, r.container`.execute(db)
  return claimed.rows
}

export async function receiptSent(db: Db, receiptId: string): Promise<void> {
  await tables(db).deleteFrom('exchange.receipt_outbox').where('receipt_id', '=', receiptId).execute()
}

export async function receiptNotSent(db: Db, receiptId: string, next: { dueAt: Date; problem: string }): Promise<void> {
  await tables(db)
    .updateTable('exchange.receipt_outbox')
    .set({ due_at: next.dueAt, last_problem: next.problem })
    .where('receipt_id', '=', receiptId)
    .execute()
}

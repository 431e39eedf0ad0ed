import { AuthorityId } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { sql, type Selectable } from 'kysely'
import { type PouchRow, tables } from '../tables.ts'
import type { Pouch, Waiting } from './contract.ts'

/** Keeps what a pouch was; the same file taken in again replaces what was said of it. */
export async function keepPouch(db: Db, pouch: Pouch): Promise<void> {
  const row = {
    sha256: pouch.sha256,
    direction: pouch.direction,
    peer: pouch.peer,
    at: new Date(pouch.at),
    by_name: pouch.by,
    bytes: pouch.bytes,
    dossiers: pouch.dossiers,
    receipts: pouch.receipts,
    directory: pouch.directory,
    refused: JSON.stringify(pouch.refused),
  }
  await tables(db)
    .insertInto('exchange.pouch')
    .values(row)
    .onConflict((conflict) => conflict.columns(['sha256', 'direction']).doUpdateSet(row))
    .execute()
}

export async function latestPouches(
  db: Db,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<{ pouches: Pouch[]; total: number }> {
  const [rows, { total }] = await Promise.all([
    tables(db)
      .selectFrom('exchange.pouch')
      .selectAll()
      .orderBy('at', 'desc')
      .orderBy('sha256')
      .offset(skip)
      .limit(limit)
      .execute(),
    tables(db)
      .selectFrom('exchange.pouch')
      .select((each) => each.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { pouches: rows.map(pouchOf), total }
}

/** One that was packed here rather than one that came, where both have the same bytes. */
export async function pouchBySha256(db: Db, sha256: string): Promise<Pouch | null> {
  const rows = await tables(db)
    .selectFrom('exchange.pouch')
    .selectAll()
    .where('sha256', '=', sha256)
    .orderBy('direction', 'desc')
    .execute()
  const [row] = rows
  return row === undefined ? null : pouchOf(row)
}

function pouchOf(row: Selectable<PouchRow>): Pouch {
  return {
    sha256: row.sha256,
    direction: row.direction,
    peer: row.peer === null ? null : AuthorityId.parse(row.peer),
    at: row.at.toISOString(),
    by: row.by_name,
    bytes: row.bytes,
    dossiers: row.dossiers,
    receipts: row.receipts,
    directory: row.directory,
    refused: row.refused,
  }
}

/** For whom dossiers or receipts wait, and how many. */
export async function waitingByPeer(db: Db): Promise<Waiting[]> {
  const found = await sql<{ peer: string; dossiers: number; receipts: number }>`
    select peer, sum(dossiers)::int as dossiers, sum(receipts)::int as receipts from (
      select addressee as peer, count(*) as dossiers, 0 as receipts from exchange.dossier where state = 'queued' group by addressee
      union all
      select peer, 0, count(*) from exchange.receipt_outbox group by peer) as waiting
    group by peer order by peer`.execute(db)
  return found.rows.map(({ peer, dossiers, receipts }) => ({ peer: AuthorityId.parse(peer), dossiers, receipts }))
}

/** The bytes of one dossier of ours as they travel. */
export async function sealedOf(db: Db, sealedSha256: string): Promise<Uint8Array | null> {
  const row = await tables(db)
    .selectFrom('exchange.dossier')
    .select('sealed')
    .where('sealed_sha256', '=', sealedSha256)
    .where('direction', '=', 'out')
    .executeTakeFirst()
  return row?.sealed ?? null
}

/** Receipts of a peer that came by hand: the next pouch says that they are stored. */
export async function rememberSettled(db: Db, peer: string, receiptIds: readonly string[]): Promise<void> {
  if (receiptIds.length === 0) return
  await tables(db)
    .insertInto('exchange.pouch_settled')
    .values([...new Set(receiptIds)].map((receipt_id) => ({ peer, receipt_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes some to say; should that pouch be lost, the receipts come again and are remembered again. */
export async function takeSettled(db: Db, peer: string, limit: number): Promise<string[]> {
  const taken = await sql<{ receipt_id: string }>`
    delete from exchange.pouch_settled where (peer, receipt_id) in (
      select peer, receipt_id from exchange.pouch_settled where peer = ${peer} order by receipt_id limit ${limit} for update skip locked)
    returning receipt_id`.execute(db)
  return taken.rows.map(({ receipt_id }) => receipt_id)
}

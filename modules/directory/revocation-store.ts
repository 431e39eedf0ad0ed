import type { Db } from '@comity/database'
import type { HeldList } from './rules/effective.ts'
import type { DirectoryTables, RevocationDeliveryRow, RevocationListRow } from './tables.ts'
import type { Selectable } from 'kysely'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

export async function addList(db: Db, list: RevocationListRow): Promise<void> {
  await tables(db)
    .insertInto('directory.revocation_list')
    .values(list)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The latest list of one CA that this node holds, in DER; undefined when it holds none. */
export function latestList(db: Db, authorityId: string, caSha256: string): Promise<RevocationListRow | undefined> {
  return tables(db)
    .selectFrom('directory.revocation_list')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('ca_sha256', '=', caSha256)
    .orderBy('this_update', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** All lists of one authority, in DER: a key once revoked stays so, whatever CA it was under. */
export async function ownLists(db: Db, authorityId: string): Promise<Uint8Array[]> {
  const rows = await tables(db)
    .selectFrom('directory.revocation_list')
    .select('list')
    .where('authority_id', '=', authorityId)
    .orderBy('this_update')
    .execute()
  return rows.map((row) => row.list)
}

/** Until when the latest list of an authority counts; null when it has none. */
export async function ownListUntil(db: Db, authorityId: string): Promise<Date | null> {
  const row = await tables(db)
    .selectFrom('directory.revocation_list')
    .select('next_update')
    .where('authority_id', '=', authorityId)
    .orderBy('this_update', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.next_update ?? null
}

/** The latest list of every CA. */
export async function heldLists(db: Db): Promise<HeldList[]> {
  const rows = await tables(db)
    .selectFrom('directory.revocation_list')
    .distinctOn(['authority_id', 'ca_sha256'])
    .selectAll()
    .orderBy('authority_id')
    .orderBy('ca_sha256')
    .orderBy('this_update', 'desc')
    .execute()
  return rows.map((row) => ({
    authorityId: row.authority_id,
    caSha256: row.ca_sha256,
    thisUpdate: row.this_update,
    der: row.list,
  }))
}

/** Whoever is in the rows for reading, but for the node's own authority, is told of a list. */
export async function oweDeliveries(db: Db, sha256: string, own: { authorityId: string; at: Date }): Promise<void> {
  await tables(db)
    .insertInto('directory.revocation_delivery')
    .columns(['sha256', 'peer', 'due_at'])
    .expression((eb) =>
      eb
        .selectFrom('directory.authority')
        .select((one) => [one.val(sha256).as('sha256'), 'id as peer', one.val(own.at).as('due_at')])
        .where('id', '!=', own.authorityId),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A delivery with the list that it carries. */
export type DueDelivery = Pick<Selectable<RevocationDeliveryRow>, 'sha256' | 'peer' | 'attempts'> & {
  readonly list: Uint8Array
}

export function dueDeliveries(db: Db, at: Date, limit: number): Promise<DueDelivery[]> {
  return tables(db)
    .selectFrom('directory.revocation_delivery as d')
    .innerJoin('directory.revocation_list as l', 'l.sha256', 'd.sha256')
    .select(['d.sha256', 'd.peer', 'd.attempts', 'l.list'])
    .where('d.due_at', '<=', at)
    .orderBy('d.due_at')
    .limit(limit)
    .execute()
}

export async function settleDelivery(
  db: Db,
  { sha256, peer }: Pick<DueDelivery, 'sha256' | 'peer'>,
  outcome: Pick<Selectable<RevocationDeliveryRow>, 'attempts' | 'due_at' | 'delivered_at' | 'problem'>,
): Promise<void> {
  await tables(db)
    .updateTable('directory.revocation_delivery')
    .set(outcome)
    .where('sha256', '=', sha256)
    .where('peer', '=', peer)
    .execute()
}

/** How far the news of a list has come. */
export async function deliveriesOf(db: Db, sha256: string): Promise<{ told: number; waiting: number }> {
  const row = await tables(db)
    .selectFrom('directory.revocation_delivery')
    .select((eb) => [eb.fn.count<number>('delivered_at').as('told'), eb.fn.count<number>('due_at').as('waiting')])
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  return { told: row.told, waiting: row.waiting }
}

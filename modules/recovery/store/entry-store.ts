import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Db } from '@comity/database'
import { tables, type EntryTable, type OrderTable } from '../tables.ts'

export type EntryRecord = Selectable<EntryTable>
export type OrderRecord = Selectable<OrderTable>

/** The whole ledger of an asset, in the order in which it was written. */
export function entriesOf(db: Db, ownAuthority: string, assetId: string): Promise<EntryRecord[]> {
  return tables(db)
    .selectFrom('recovery.entry')
    .selectAll()
    .where('own_authority', '=', ownAuthority)
    .where('asset_id', '=', assetId)
    .orderBy('sequence')
    .execute()
}

export async function appendEntries(db: Db, entries: readonly EntryRecord[]): Promise<void> {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))
  await tables(db)
    .insertInto('recovery.entry')
    .values(
      entries.map((one) => ({
        ...one,
        original: json(one.original),
        rate: json(one.rate),
        valuation: json(one.valuation),
        details: JSON.stringify(one.details),
        document: json(one.document),
      })),
    )
    .execute()
}

/** An order by its reference, of the first of these tellers who told of one; nobody else enforces under it until this transaction ends. */
export async function orderForUpdate(
  db: Db,
  { ownAuthority, reference, tellers }: { ownAuthority: string; reference: string; tellers: readonly string[] },
): Promise<OrderRecord | null> {
  const found = await tables(db)
    .selectFrom('recovery.confiscation_order')
    .selectAll()
    .where('own_authority', '=', ownAuthority)
    .where('reference', '=', reference)
    .where('told_by', 'in', [...tellers])
    .orderBy(sql`array_position(${[...tellers]}::text[], told_by)`)
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return found ?? null
}

export async function insertOrder(db: Db, order: OrderRecord): Promise<void> {
  await tables(db).insertInto('recovery.confiscation_order').values(order).execute()
}

/** What was enforced under an order so far, over all its assets, in its own currency; what was reversed does not count. */
export async function enforcedUnder(db: Db, orderId: string): Promise<string> {
  const row = await tables(db)
    .selectFrom('recovery.entry as entry')
    .select((eb) => eb.fn.sum<string | null>('order_amount').as('sum'))
    .where('order_id', '=', orderId)
    .where('act', '=', 'enforce')
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('recovery.entry as later').select('later.id').whereRef('later.reverses', '=', 'entry.id'))),
    )
    .executeTakeFirst()
  return row?.sum ?? '0'
}

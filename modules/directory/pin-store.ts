import type { Db } from '@comity/database'
import type { Selectable } from 'kysely'
import { Authority, Names } from './contract.ts'
import type { PinnedEntry } from './rules/effective.ts'
import type { DirectoryTables, PinRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** A pin as stored. */
export type StoredPin = Selectable<PinRow>

type NewPin = Pick<
  StoredPin,
  'id' | 'authority_id' | 'fingerprint' | 'compared' | 'proposed_by' | 'proposed_by_name' | 'proposed_at'
> & { entry: string; state_names: string; warnings: string }

export async function addPin(db: Db, pin: NewPin): Promise<void> {
  await tables(db)
    .insertInto('directory.pin')
    .values({ ...pin, state: 'proposed' })
    .execute()
}

/** The pin, held until the transaction ends. */
export function pinForUpdate(db: Db, id: string): Promise<StoredPin | undefined> {
  return tables(db).selectFrom('directory.pin').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function changePin(db: Db, id: string, change: Partial<StoredPin>): Promise<void> {
  const { entry: _entry, state_names: _names, warnings: _warnings, ...plain } = change
  await tables(db).updateTable('directory.pin').set(plain).where('id', '=', id).execute()
}

/** A newer pin takes the place of an older one of the same authority. */
export async function replacePin(db: Db, authorityId: string, by: { id: string; name: string; at: Date }): Promise<void> {
  await tables(db)
    .updateTable('directory.pin')
    .set((eb) => ({
      state: 'ended',
      ended_by: by.id,
      ended_by_name: by.name,
      ended_at: by.at,
      // The one who proposed the newer key is the first of the two who end the older.
      ending_by: eb.fn.coalesce('ending_by', eb.val('replaced')),
      ending_at: by.at,
    }))
    .where('authority_id', '=', authorityId)
    .where('state', 'in', ['pinned', 'ending'])
    .execute()
}

export function latestPins(db: Db, limit: number): Promise<StoredPin[]> {
  return tables(db).selectFrom('directory.pin').selectAll().orderBy('proposed_at', 'desc').orderBy('id').limit(limit).execute()
}

/** Whether any key is pinned. */
export async function anyPin(db: Db): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('directory.pin')
    .select('id')
    .where('state', 'in', ['pinned', 'ending'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The entries that are believed without a directory. */
export async function pinsInForce(db: Db): Promise<PinnedEntry[]> {
  const rows = await tables(db)
    .selectFrom('directory.pin')
    .select(['entry', 'state_names'])
    .where('state', 'in', ['pinned', 'ending'])
    .orderBy('authority_id')
    .execute()
  return rows.map((row) => ({ authority: Authority.parse(row.entry), stateNames: Names.parse(row.state_names) }))
}

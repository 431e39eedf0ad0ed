import type { Db } from '@comity/database'
import type { Selectable } from 'kysely'
import type { DirectoryConflict } from './contract.ts'
import type { DirectoryTables, FurtherRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** A further directory as stored. */
export type StoredFurther = Selectable<FurtherRow>

type NewFurther = Pick<
  StoredFurther,
  'id' | 'network' | 'origin' | 'root' | 'fingerprint' | 'compared' | 'proposed_by' | 'proposed_by_name' | 'proposed_at'
>

export async function addFurther(db: Db, further: NewFurther): Promise<void> {
  await tables(db)
    .insertInto('directory.further')
    .values({ ...further, state: 'proposed' })
    .execute()
}

/** The directory, held until the transaction ends. */
export function furtherForUpdate(db: Db, id: string): Promise<StoredFurther | undefined> {
  return tables(db).selectFrom('directory.further').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function changeFurther(db: Db, id: string, change: Partial<StoredFurther>): Promise<void> {
  const { conflicts: _conflicts, ...plain } = change
  await tables(db).updateTable('directory.further').set(plain).where('id', '=', id).execute()
}

export async function putConflicts(db: Db, id: string, conflicts: readonly DirectoryConflict[]): Promise<void> {
  await tables(db)
    .updateTable('directory.further')
    .set({ conflicts: JSON.stringify(conflicts) })
    .where('id', '=', id)
    .execute()
}

export function latestFurther(db: Db, limit: number): Promise<StoredFurther[]> {
  return tables(db).selectFrom('directory.further').selectAll().orderBy('proposed_at', 'desc').limit(limit).execute()
}

/** Those that are believed, in the order in which they were joined. */
export function furtherInForce(db: Db): Promise<StoredFurther[]> {
  return tables(db)
    .selectFrom('directory.further')
    .selectAll()
    .where('state', 'in', ['followed', 'leaving'])
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
}

/** Whether this network is followed, or proposed. */
export async function followsNetwork(db: Db, network: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('directory.further')
    .select('id')
    .where('network', '=', network)
    .where('state', 'in', ['proposed', 'followed', 'leaving'])
    .executeTakeFirst()
  return row !== undefined
}

export async function firstKnownThrough(db: Db): Promise<Map<string, string>> {
  const rows = await tables(db).selectFrom('directory.first_known').selectAll().execute()
  return new Map(rows.map((row) => [row.authority_id, row.directory]))
}

/** PostgreSQL takes at most 65,535 parameters in one statement. */
const ROWS_AT_ONCE = 30_000

export async function putFirstKnown(db: Db, known: readonly (readonly [string, string])[]): Promise<void> {
  for (let at = 0; at < known.length; at += ROWS_AT_ONCE)
    await tables(db)
      .insertInto('directory.first_known')
      .values(known.slice(at, at + ROWS_AT_ONCE).map(([authority_id, directory]) => ({ authority_id, directory })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** What was known through a directory that two persons left belongs to nobody. */
export async function forgetFirstKnown(db: Db, directory: string): Promise<void> {
  await tables(db).deleteFrom('directory.first_known').where('directory', '=', directory).execute()
}

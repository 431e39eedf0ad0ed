import type { Db } from '@comity/database'
import type { Insertable, Selectable } from 'kysely'
import { tables } from '../tables.ts'
import type { MachineTable } from '../tables.ts'

export type MachineRow = Selectable<MachineTable>

export async function insertMachine(db: Db, row: Insertable<MachineTable>): Promise<void> {
  await tables(db).insertInto('bridge.machine').values(row).execute()
}

/** Machine accounts of an office, newest first; 200 at most. */
export function machinesOf(db: Db, authorityId: string): Promise<MachineRow[]> {
  return tables(db)
    .selectFrom('bridge.machine')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
}

export function machineById(db: Db, authorityId: string, id: string): Promise<MachineRow | undefined> {
  return tables(db)
    .selectFrom('bridge.machine')
    .selectAll()
    .where('id', '=', id)
    .where('authority_id', '=', authorityId)
    .executeTakeFirst()
}

export function machineForUpdate(db: Db, authorityId: string, id: string): Promise<MachineRow | undefined> {
  return tables(db)
    .selectFrom('bridge.machine')
    .selectAll()
    .where('id', '=', id)
    .where('authority_id', '=', authorityId)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateMachine(db: Db, id: string, change: Partial<Insertable<MachineTable>>): Promise<void> {
  await tables(db).updateTable('bridge.machine').set(change).where('id', '=', id).execute()
}

export function machineByKey(db: Db, keyHash: Buffer): Promise<MachineRow | undefined> {
  return tables(db).selectFrom('bridge.machine').selectAll().where('key_hash', '=', keyHash).executeTakeFirst()
}

/** The account in whose name the shared folder acts; also one that waits or has run out. */
export function machineOfFolder(db: Db, authorityId: string): Promise<MachineRow | undefined> {
  return tables(db)
    .selectFrom('bridge.machine')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('folder', '=', true)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

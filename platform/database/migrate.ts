import { ComityError } from '@comity/errors'
import type { Log } from '@comity/log'
import type { Clock } from '@comity/world'
import { sql } from 'kysely'
import { labelOf, readMigrations } from './migration-files.ts'
import type { Migration, ModuleMigrations } from './migration-files.ts'
import type { Db } from './open-database.ts'

/** A migration that this call applied. */
export interface AppliedMigration {
  readonly module: string
  readonly number: number
  readonly name: string
}

/**
 * Brings the database to the state which this release needs: forward only, module by module in the given order, each file in
 * a transaction of its own, one process at a time.
 *
 * @returns what was applied now; empty when the database was up to date.
 * @throws ComityError `migration-changed`, `database-newer`, `migration-out-of-order` (nothing is applied then);
 *   `migration-failed` (what was applied before it stays).
 */
export async function migrate(
  db: Db,
  modules: readonly ModuleMigrations[],
  { clock, log }: { readonly clock: Pick<Clock, 'now'>; readonly log: Log },
): Promise<AppliedMigration[]> {
  const known = (await Promise.all(modules.map(readMigrations))).flat()
  return db.connection().execute(async (connection) => {
    // A lock of the session, not of a transaction: it spans the transactions of all files.
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection)
    try {
      await makeTable(connection)
      const open = openOf(known, await appliedOf(connection))
      for (const migration of open) {
        await apply(connection, migration, clock.now())
        log.info({ module: migration.module, migration: labelOf(migration) }, 'a migration was applied')
      }
      return open.map(({ module, number, name }) => ({ module, number, name }))
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection)
    }
  })
}

/** Any number, the same in every release: "comi" in ASCII. */
const LOCK = 0x636f6d69

interface MigrationRow {
  readonly module: string
  readonly number: number
  readonly name: string
  readonly sha256: string
}

async function makeTable(db: Db): Promise<void> {
  await sql`create schema if not exists comity`.execute(db)
  await sql`
    create table if not exists comity.migration (
      module text not null,
      number integer not null check (number > 0),
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null,
      primary key (module, number)
    )`.execute(db)
}

async function appliedOf(db: Db): Promise<MigrationRow[]> {
  const found =
    await sql<MigrationRow>`select module, number, name, sha256 from comity.migration order by module, number`.execute(db)
  return found.rows
}

/** The migrations still to apply, once it is sure that those applied are what this release knows. */
function openOf(known: readonly Migration[], applied: readonly MigrationRow[]): Migration[] {
  const files = new Map(known.map((migration) => [keyOf(migration), migration]))
  for (const row of applied) {
    const file = files.get(keyOf(row))
    const values = { module: row.module, migration: labelOf(row) }
    if (file === undefined) throw new ComityError('database-newer', { values })
    if (file.sha256 !== row.sha256) throw new ComityError('migration-changed', { values })
    files.delete(keyOf(row))
  }
  return [...files.values()]
}

function keyOf(migration: { readonly module: string; readonly number: number }): string {
  return `${migration.module} ${migration.number}`
}

async function apply(db: Db, migration: Migration, at: Date): Promise<void> {
  try {
    await db.transaction().execute(async (tx) => {
      await sql.raw(migration.sql).execute(tx)
      await sql`
        insert into comity.migration (module, number, name, sha256, applied_at)
        values (${migration.module}, ${migration.number}, ${migration.name}, ${migration.sha256}, ${at})`.execute(tx)
    })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const values = { module: migration.module, migration: labelOf(migration), reason }
    throw new ComityError('migration-failed', { values, cause })
  }
}

import assert from 'node:assert/strict'
import type { Log } from '@comity/log'
import type { Clock } from '@comity/world'
import type { Db } from './open-database.ts'

/** The migrations of one module: `NNNN-name.sql` files in `folder`, as `new URL('./migrations/', import.meta.url)`. */
export interface ModuleMigrations {
  readonly module: string
  readonly folder: URL
}

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
  _db: Db,
  _modules: readonly ModuleMigrations[],
  _with: { readonly clock: Pick<Clock, 'now'>; readonly log: Log },
): Promise<AppliedMigration[]> {
  assert.fail('not yet')
}

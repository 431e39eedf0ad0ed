import assert from 'node:assert/strict'
import type { Db, ModuleMigrations } from '@comity/database'

/** A database of one test file, with the tables of the given modules. */
export interface TestDatabase {
  readonly db: Db
  /** The folder of the server's socket; the user is `comity`. */
  readonly host: string
  /** The name of this database. */
  readonly name: string
}

/**
 * A fresh database for the calling test file, migrated for these modules in this order; dropped after the file's tests.
 * Call it at the top level of the file or in `before`.
 */
export async function testDatabase(_modules: readonly ModuleMigrations[]): Promise<TestDatabase> {
  assert.fail('not yet')
}

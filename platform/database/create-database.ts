import { sql } from 'kysely'
import type { Db } from './open-database.ts'

/**
 * Makes an empty database on the server of `admin` (any database of that server) unless it exists, also when two processes
 * try at once.
 */
export async function createDatabaseIfMissing(admin: Db, name: string): Promise<void> {
  const found = await sql`select 1 from pg_database where datname = ${name}`.execute(admin)
  if (found.rows.length > 0) return
  await sql`create database ${sql.id(name)}`.execute(admin).catch((error: { code?: string }) => {
    if (error.code !== DUPLICATE_DATABASE && error.code !== UNIQUE_VIOLATION) throw error
  })
}

/** Removes a database with all that is in it, also when others are connected; one that is missing is no error. */
export async function dropDatabase(admin: Db, name: string): Promise<void> {
  await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin)
}

// PostgreSQL, appendix A: two that create the same database at once meet either of them.
const DUPLICATE_DATABASE = '42P04'
const UNIQUE_VIOLATION = '23505'

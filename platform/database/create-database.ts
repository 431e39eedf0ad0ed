import { silentLog } from '@comity/log'
import { sql } from 'kysely'
import { openDatabase } from './open-database.ts'
import type { Db } from './open-database.ts'

/** A server: the folder of its socket (embedded), or the URL of any of its databases, with a user who may create others. */
export type DatabaseServer = string | { readonly url: string }

/** Makes an empty database on a server unless it exists. Two may try at once. */
export async function createDatabaseIfMissing(host: DatabaseServer, name: string): Promise<void> {
  await onServer(host, async (server) => {
    const found = await sql`select 1 from pg_database where datname = ${name}`.execute(server)
    if (found.rows.length > 0) return
    await sql`create database ${sql.id(name)}`.execute(server).catch((error: { code?: string }) => {
      if (error.code !== DUPLICATE_DATABASE && error.code !== UNIQUE_VIOLATION) throw error
    })
  })
}

/** Removes a database with all that is in it, also when others are connected; one that is missing is no error. */
export async function dropDatabase(host: DatabaseServer, name: string): Promise<void> {
  await onServer(host, (server) => sql`drop database if exists ${sql.id(name)} with (force)`.execute(server))
}

// PostgreSQL, appendix A: two that create the same database at once meet either of them.
const DUPLICATE_DATABASE = '42P04'
const UNIQUE_VIOLATION = '23505'

async function onServer(host: DatabaseServer, act: (server: Db) => Promise<unknown>): Promise<void> {
  const server = await openDatabase(typeof host === 'string' ? { host, database: 'postgres' } : host, {
    log: silentLog,
    maxConnections: 1,
  })
  try {
    await act(server)
  } finally {
    await server.destroy()
  }
}

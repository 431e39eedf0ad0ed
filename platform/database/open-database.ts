import assert from 'node:assert/strict'
import { ComityError } from '@comity/errors'
import type { Log } from '@comity/log'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { keepPrepared, PLAN_ONCE, preparedStatements } from './prepared-statements.ts'
import { typeParsers } from './type-parsers.ts'

/**
 * One database, through a pool of connections, or one transaction in it. It knows no tables; each module's store names its own:
 *
 * ```ts
 * export const tables = (db: Db) => db.$extendTables<RequestsTables>()
 * await tables(db).selectFrom('requests.request').selectAll().where('id', '=', id).executeTakeFirst()
 * ```
 *
 * with `interface RequestsTables { 'requests.request': RequestRow }`. Values read: int8 a number, numeric a string, date a
 * string `YYYY-MM-DD`, timestamptz a Date, bytea a Buffer, jsonb parsed, interval a string. `db.destroy()` closes the pool.
 */
export type Db = Kysely<Record<never, never>>

/** Where a database is, on any server by URL (`COMITY_DATABASE_URL`), or the embedded one by the folder of its socket. */
export type DatabaseAddress =
  | { readonly url: string }
  | { readonly host: string; readonly database: string; readonly user?: string }

export interface DatabaseOptions {
  readonly log: Log
  /** Connections at most; 8 by default. */
  readonly maxConnections?: number
}

/**
 * Opens a database and makes sure that its server answers and is recent enough.
 *
 * @throws ComityError `database-unreachable`, `database-too-old`.
 */
export async function openDatabase(address: DatabaseAddress, options: DatabaseOptions): Promise<Db> {
  const pool = new pg.Pool({
    ...connectionOf(address),
    max: options.maxConnections ?? 8,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    types: typeParsers,
    ...planningOnce,
  })
  const statements = preparedStatements()
  pool.on('connect', (client) => keepPrepared(client, statements))
  // An idle connection that breaks is replaced by the pool; without a listener the process would end.
  // When the server is stopped in order it says so to each (57P01); that is no fault. Of the error only what it says: it drags the client along.
  pool.on('error', (error: Error & { readonly code?: string }) => {
    const level = error.code === ADMIN_SHUTDOWN ? 'debug' : 'warn'
    options.log[level]({ code: error.code, reason: error.message }, 'an idle database connection broke')
  })
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  try {
    await mustBeRecent(db, address)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}

/**
 * Runs `act` in one transaction: committed when it resolves, undone when it throws. Everything inside must use the `Db` that
 * `act` is given, which must not be kept.
 */
export function inTransaction<Result>(db: Db, act: (tx: Db) => Promise<Result>): Promise<Result> {
  assert(!db.isTransaction, 'a transaction inside a transaction')
  return db.transaction().execute(act)
}

/** PostgreSQL, appendix A: `deadlock_detected`. */
const DEADLOCK_DETECTED = '40P01'

/** Whether PostgreSQL undid the transaction because it and another waited for each other: it may be run again. */
export function isDeadlock(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === DEADLOCK_DETECTED
}

/** PostgreSQL, appendix A: `admin_shutdown`. */
const ADMIN_SHUTDOWN = '57P01'

/** The pool waits for it before it hands a new connection out. */
const planningOnce = { onConnect: (client: pg.ClientBase) => client.query(PLAN_ONCE) }

/** The user whom the embedded server knows. */
const EMBEDDED_USER = 'comity'

function connectionOf(address: DatabaseAddress): pg.PoolConfig {
  if ('url' in address) return { connectionString: address.url }
  return { host: address.host, database: address.database, user: address.user ?? EMBEDDED_USER }
}

/** PostgreSQL 16 is the oldest release that the queries and the tests were run on. */
const OLDEST_MAJOR = 16

async function mustBeRecent(db: Db, address: DatabaseAddress): Promise<void> {
  const version = await sql<{ number: number; name: string }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name`
    .execute(db)
    .catch((cause: Error) => {
      throw new ComityError('database-unreachable', { values: { server: nameOf(address), reason: cause.message }, cause })
    })
  const [found] = version.rows
  assert(found)
  if (found.number >= OLDEST_MAJOR * 10_000) return
  throw new ComityError('database-too-old', { values: { version: found.name, oldest: OLDEST_MAJOR } })
}

/** Without user and password: the name goes into logs. */
function nameOf(address: DatabaseAddress): string {
  if (!('url' in address)) return `${address.host} ${address.database}`
  const url = URL.parse(address.url)
  return url ? `${url.host}${url.pathname}` : 'COMITY_DATABASE_URL (not a URL)'
}

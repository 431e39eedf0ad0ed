import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { after } from 'node:test'
import { dropDatabase, migrate, openDatabase } from '@comity/database'
import type { Db, ModuleMigrations } from '@comity/database'
import { silentLog } from '@comity/log'
import { testWorld } from '@comity/world'
import { sql } from 'kysely'
import { startTestServer } from './test-server.ts'

/** A database of one test file, with the tables of the given modules. */
export interface TestDatabase {
  readonly db: Db
  /** The folder of the server's socket; the user is `comity`. */
  readonly host: string
  /** The name of this database. */
  readonly name: string
}

/**
 * A fresh database for the calling test file, migrated for these modules in this order; dropped after the file's tests. Call it
 * at the top level of the file (`const { db } = await testDatabase([…])`) or in `before`. A file that runs alone, without the
 * global set-up, starts a server of its own.
 */
export async function testDatabase(modules: readonly ModuleMigrations[]): Promise<TestDatabase> {
  const server = await serverOfThisRun()
  const name = `test_${randomBytes(8).toString('hex')}`
  await copyTemplate(server.host, modules, name)
  const db = await openDatabase({ host: server.host, database: name }, { log: silentLog })
  after(async () => {
    await db.destroy()
    await dropDatabase(server.host, name)
    await server.stop()
  })
  return { db, host: server.host, name }
}

/** The host of a test server for files that make databases of their own, with `stop` for their `after`. */
export async function serverOfThisRun(): Promise<{ readonly host: string; stop(): Promise<void> }> {
  const host = process.env['COMITY_TEST_PG']
  if (host === undefined) return startTestServer()
  return { host, stop: () => Promise.resolve() }
}

async function copyTemplate(host: string, modules: readonly ModuleMigrations[], name: string): Promise<void> {
  const template = templateName(modules)
  const server = await openDatabase({ host, database: 'postgres' }, { log: silentLog, maxConnections: 1 })
  try {
    await server.connection().execute(async (connection) => {
      // Test files run at the same time: one makes the template, the others wait. A template under copy may not be connected to.
      await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`.execute(connection)
      const found = await sql`select 1 from pg_database where datname = ${template}`.execute(connection)
      if (found.rows.length === 0) await makeTemplate(connection, host, template, modules)
      await sql`create database ${sql.id(name)} template ${sql.id(template)} strategy file_copy`.execute(connection)
    })
  } finally {
    await server.destroy() // and with the connection goes the lock
  }
}

const TEMPLATE_LOCK = 0x74657374

async function makeTemplate(server: Db, host: string, template: string, modules: readonly ModuleMigrations[]): Promise<void> {
  // Under another name until it is whole: a migration that fails must fail for every file, not for the first one only.
  const unfinished = `${template}_unfinished`
  await sql`drop database if exists ${sql.id(unfinished)} with (force)`.execute(server)
  await sql`create database ${sql.id(unfinished)} strategy file_copy`.execute(server)
  const db = await openDatabase({ host, database: unfinished }, { log: silentLog, maxConnections: 1 })
  await migrate(db, modules, { clock: testWorld().clock, log: silentLog }).finally(() => db.destroy())
  await sql`alter database ${sql.id(unfinished)} rename to ${sql.id(template)}`.execute(server)
}

/** The same migrations in the same order share a template; a changed file gets a new one. */
function templateName(modules: readonly ModuleMigrations[]): string {
  const hash = createHash('sha256')
  for (const { module, folder } of modules) {
    hash.update(`${module}\n`)
    for (const file of readdirSync(folder).sort()) hash.update(`${file}\n`).update(readFileSync(new URL(file, folder)))
  }
  return `template_${hash.digest('hex').slice(0, 16)}`
}

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { migrate } from '@comity/database'
import type { Db, ModuleMigrations } from '@comity/database'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import { sql } from 'kysely'

const { db } = await testDatabase([])
const base = mkdtempSync(path.join(tmpdir(), 'comity-migrate-'))
after(() => rmSync(base, { recursive: true }))
beforeEach(async () => {
  await sql`drop schema if exists cases cascade`.execute(db)
  await sql`delete from comity.migration`.execute(db)
})

const FIRST = { '0001-cases.sql': 'create schema cases; create table cases.item (id int);' }
const SECOND = { '0002-title.sql': 'alter table cases.item add title text;' }
const world = testWorld({ now: new Date('2026-05-01T08:00:00Z') })
const run = (modules: ModuleMigrations[]) => migrate(db, modules, { clock: world.clock, log: silentLog })

function cases(files: Record<string, string>): ModuleMigrations {
  const folder = mkdtempSync(path.join(base, 'm-'))
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return { module: 'cases', folder: pathToFileURL(folder) }
}

async function columns(of: Db): Promise<unknown[]> {
  const found = await sql<{ name: string }>`
    select column_name as name from information_schema.columns where table_schema = 'cases' order by ordinal_position`.execute(of)
  return found.rows.map((row) => row.name)
}

describe('migrating', () => {
  it('applies what is new, once, in order, at the given instant', async () => {
    assert.deepEqual(await run([cases(FIRST)]), [{ module: 'cases', number: 1, name: 'cases' }])
    assert.deepEqual(await run([cases({ ...FIRST, ...SECOND })]), [{ module: 'cases', number: 2, name: 'title' }])
    assert.deepEqual(await run([cases({ ...FIRST, ...SECOND })]), [])
    assert.deepEqual(await columns(db), ['id', 'title'])
    const rows = await sql`select number, applied_at from comity.migration order by number`.execute(db)
    assert.deepEqual(rows.rows[0], { number: 1, applied_at: world.clock.now() })
  })

  it('stops when a released file was changed, and applies nothing', async () => {
    await run([cases(FIRST)])
    const changed = { '0001-cases.sql': `${FIRST['0001-cases.sql']} -- edited` }
    await assert.rejects(run([cases({ ...changed, ...SECOND })]), {
      code: 'migration-changed',
      values: { module: 'cases', migration: '0001-cases' },
    })
    assert.deepEqual(await columns(db), ['id'])
  })

  it('stops when the database was used by a newer release', async () => {
    await run([cases({ ...FIRST, ...SECOND })])
    await assert.rejects(run([cases(FIRST)]), { code: 'database-newer', values: { module: 'cases', migration: '0002-title' } })
    await assert.rejects(run([]), { code: 'database-newer' })
  })

  it('stops at a gap and at a file that is not named like a migration', async () => {
    await assert.rejects(run([cases({ ...FIRST, '0003-late.sql': 'select 1' })]), { code: 'migration-out-of-order' })
    await assert.rejects(run([cases({ ...FIRST, 'fix.sql': 'select 1' })]), { code: 'migration-out-of-order' })
    await assert.rejects(run([cases({ ...FIRST, '0001-twice.sql': 'select 1' })]), { code: 'migration-out-of-order' })
  })

  it('leaves nothing of a migration that fails half-way, and keeps those before it', async () => {
    const bad = { '0002-bad.sql': 'alter table cases.item add half int; select no_such_function();' }
    await assert.rejects(run([cases({ ...FIRST, ...bad })]), { code: 'migration-failed', message: /0002-bad.*no_such_function/ })
    assert.deepEqual(await columns(db), ['id'])
    assert.equal((await run([cases({ ...FIRST, ...SECOND })])).length, 1)
  })

  it('is done by one process when several start at once', async () => {
    const modules = [cases({ ...FIRST, ...SECOND })]
    const applied = await Promise.all([run(modules), run(modules), run(modules)])
    assert.deepEqual(
      applied.map((list) => list.length).toSorted((a, b) => a - b),
      [0, 0, 2],
    )
  })
})

import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { testDatabase } from '@comity/testing/database'

const folder = mkdtempSync(path.join(tmpdir(), 'comity-migrations-'))
writeFileSync(path.join(folder, '0001-note.sql'), 'create schema notes; create table notes.note (id int primary key);')
const notes = { module: 'notes', folder: pathToFileURL(`${folder}/`) }

const one = await testDatabase([notes])
const other = await testDatabase([notes])

describe('a test database', () => {
  it('has the tables of the given modules', async () => {
    await sql`insert into notes.note values (1)`.execute(one.db)
    const found = await sql`select id from notes.note`.execute(one.db)
    assert.deepEqual(found.rows, [{ id: 1 }])
  })

  it('is not seen from another one of the same modules', async () => {
    const found = await sql`select id from notes.note`.execute(other.db)
    assert.deepEqual(found.rows, [])
    assert.notEqual(one.name, other.name)
  })

  it('without modules has no tables but those of the migrations', async () => {
    const { db } = await testDatabase([])
    const found =
      await sql`select schemaname || '.' || tablename as name from pg_tables where schemaname !~ '^(pg_|information)'`.execute(db)
    assert.deepEqual(found.rows, [{ name: 'comity.migration' }])
  })
})

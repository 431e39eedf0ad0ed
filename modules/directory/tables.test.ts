import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { testDatabase } from '@comity/testing/database'
import { sql } from 'kysely'
import { moduleMigrations } from './sample-migrations.ts'

const { db } = await testDatabase(moduleMigrations)

it('the row types name exactly the columns of the migrated tables', async () => {
  const { rows } = await sql<{ place: string }>`
    select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'directory'`.execute(db)
  const text = readFileSync(new URL('./tables.ts', import.meta.url), 'utf8')
  const tables = new Map([...text.matchAll(/'directory\.(\w+)': (\w+)/g)].map(([, table = '', row = '']) => [row, table]))
  const declared = [...text.matchAll(/interface (\w+Row) \{\n([^}]*)\}/g)].flatMap(([, row = '', body = '']) =>
    [...body.matchAll(/^ {2}(\w+):/gm)].map(([, column = '']) => `${tables.get(row)}.${column}`),
  )
  assert.deepEqual(declared.toSorted(), rows.map((row) => row.place).toSorted())
})

it('what was signed and served cannot be changed or deleted', async () => {
  await sql`insert into directory.edition values (1, 'x', '\\x00', '2026-03-01Z')`.execute(db)
  await assert.rejects(sql`update directory.edition set contents_sha256 = 'y'`.execute(db), /append-only/)
  await assert.rejects(sql`delete from directory.edition`.execute(db), /append-only/)
})

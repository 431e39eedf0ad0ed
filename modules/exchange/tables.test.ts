import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { testDatabase } from '@comity/testing/database'
import { sql } from 'kysely'
import { exchangeMigrations } from './sample-app.ts'

const { db } = await testDatabase(exchangeMigrations)

it('the row types name exactly the columns of the migrated tables', async () => {
  const { rows } = await sql<{ place: string }>`
    select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'exchange'`.execute(db)
  const text = readFileSync(new URL('./tables.ts', import.meta.url), 'utf8')
  const tables = new Map([...text.matchAll(/'exchange\.(\w+)': (\w+)/g)].map(([, table = '', row = '']) => [row, table]))
  const declared = [...text.matchAll(/interface (\w+Row) \{([^}]*)\}/g)].flatMap(([, row = '', body = '']) =>
    [...body.matchAll(/(?:^|[\n;])\s*(\w+):/g)].map(([, column = '']) => `${tables.get(row)}.${column}`),
  )
  assert.deepEqual(declared.toSorted(), rows.map((row) => row.place).toSorted())
})

it('a receipt can neither be changed nor removed', async () => {
  await sql`insert into exchange.receipt values ('r', 'd', 's', 'delivered', 'xb.a', 'xa.a', 'xb.a', '2026-03-01Z', null, 1, null, '\\x00')`.execute(
    db,
  )
  await assert.rejects(sql`update exchange.receipt set code = 'x'`.execute(db), /never changed/)
  await assert.rejects(sql`delete from exchange.receipt`.execute(db), /never changed/)
})

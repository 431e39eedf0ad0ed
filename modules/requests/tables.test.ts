import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '@comity/testing/database'

const { db } = await testDatabase([{ module: 'requests', folder: new URL('./migrations/', import.meta.url) }])

it('the row types name exactly the columns of the migrated tables, and admit null where they do', async () => {
  const { rows } = await sql<{ place: string; nullable: boolean }>`
    select table_name || '.' || column_name as place, is_nullable = 'YES' as nullable from information_schema.columns where table_schema = 'requests'`.execute(
    db,
  )
  const text = readFileSync(new URL('./tables.ts', import.meta.url), 'utf8')
  const tables = new Map([...text.matchAll(/'requests\.(\w+)': (\w+)/g)].map(([, table = '', row = '']) => [row, table]))
  const declared = [...text.matchAll(/interface (\w+) \{\n([^}]*)\}/g)].flatMap(([, row = '', body = '']) =>
    [...body.matchAll(/^ {2}(\w+): (.*)$/gm)].map(
      ([, column = '', type = '']) => `${tables.get(row)}.${column}${type.includes('| null') ? '?' : ''}`,
    ),
  )
  assert.deepEqual(declared.toSorted(), rows.map((row) => `${row.place}${row.nullable ? '?' : ''}`).toSorted())
})

it('the sides and registers that the types name are those that the tables admit', async () => {
  const checks = await sql<{ definition: string }>`
    select pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'c' and connamespace = 'requests'::regnamespace order by 1`.execute(
    db,
  )
  const admitted = checks.rows.map(({ definition }) => [...definition.matchAll(/'([a-z]+)'/g)].map(([, value]) => value).join())
  assert.deepEqual(admitted.filter((values) => values !== '').toSorted(), [
    'ours,theirs',
    'outgoing,incoming',
    'outgoing,incoming',
    'request,matter',
    'request,matter',
    'request,matter',
    'request,matter,step,file',
  ])
})

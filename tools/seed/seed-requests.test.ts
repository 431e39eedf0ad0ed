import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import { modulesOf } from '@comity/server-app'
import { testDatabase } from '@comity/testing/database'
import { sql } from 'kysely'
import { fromRow, toRow } from '../../modules/requests/stored-request.ts'
import { tables } from '../../modules/requests/tables.ts'
import { seedRequests } from './seed-requests.ts'
import { words } from './words.ts'

const modules = modulesOf({ directoryOrigin: null, graceHours: 24, window: 1 })
const { db } = await testDatabase(modules.map(({ name, migrations }) => ({ module: name, folder: migrations })))
const authority = AuthorityId.parse('xa.central-authority')
const units = Array.from({ length: 4 }, () => randomUUID())
const office = {
  authority,
  units,
  officers: Array.from({ length: 20 }, () => randomUUID()),
  head: randomUUID(),
  courts: ['xa.court-1', 'xa.court-2'],
  open: 0.1,
}
const requests = 4000

describe('the made-up life of an office', () => {
  before(async () => {
    await seedRequests(db, { office, requests, now: new Date('2026-11-30T12:00:00Z') })
  })

  it('is in the form in which the program itself would have stored it', async () => {
    const rows = await tables(db).selectFrom('requests.request').selectAll().execute()
    assert.equal(rows.length, requests)
    for (const row of rows) {
      const written = toRow(fromRow(row))
      for (const column of ['access', 'subject', 'urgency', 'named', 'contributors'] as const)
        assert.deepEqual(written[column], row[column], `${column} of ${row.own_reference}`)
      assert.deepEqual(JSON.parse(written.content), row.content)
      assert.deepEqual(JSON.parse(written.record), row.record)
    }
  })

  it('has requests in six languages, of every state, of nobody and of every unit', async () => {
    const found = await sql<{ languages: number; states: number; units: number; unassigned: number; matters: number }>`
      select count(distinct content ->> 'language')::int as languages, count(distinct direction || state)::int as states, count(distinct unit)::int as units,
        count(*) filter (where assignee is null)::int as unassigned, count(distinct matter_id)::int as matters from requests.request`.execute(
      db,
    )
    const [facts] = found.rows
    assert.ok(facts)
    assert.equal(facts.languages, words.length)
    assert.ok(
      facts.states > 25 && facts.units >= 3 && facts.unassigned > 100 && facts.matters === requests / 10,
      JSON.stringify(facts),
    )
  })

  it('leaves the tables as the migrations made them: indexes, keys, an append-only timeline', async () => {
    const keys = await sql<{
      name: string
    }>`select conname as name from pg_constraint where connamespace = 'requests'::regnamespace and contype in ('p', 'u', 'f')`.execute(
      db,
    )
    assert.ok(
      keys.rows.some(({ name }) => name === 'timeline_request_id_fkey') && keys.rows.some(({ name }) => name === 'request_pkey'),
    )
    await assert.rejects(sql`delete from requests.timeline`.execute(db), /append-only/)
    const clocks = await sql<{
      off: number
    }>`select count(*)::int as off from deadlines.clock join requests.request r on r.id = request_id
      where r.due_on <> (due_at at time zone 'UTC')::date or r.access <> clock.access`.execute(db)
    assert.equal(clocks.rows[0]?.off, 0)
  })
})

import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import { migrate } from '@comity/database'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import { sql } from 'kysely'
import { Matter, Request, SearchFilter } from './contract.ts'
import { linksOfMatter } from './matters/links.ts'
import { differencesOfRequest } from './matters/reconcile.ts'
import { getMatter, getRequest, listMatters, listRequests, timelineOf } from './operations.ts'
import { completeContent } from './rules/example-content.ts'
import { searchAll } from './search/search-all.ts'
import { rebuildSearch } from './search/store-rebuild.ts'
import { nextTodos } from './search/store-todo.ts'

const whole = new URL('./migrations/', import.meta.url)
const { db } = await testDatabase([])
const { clock } = testWorld()
const office = AuthorityId.parse('xa.central-authority')
const actor: Actor = { kind: 'person', id: 'ana', name: 'Ana', authorityId: office, roles: ['case-officer'] }
const [matter, linked, out, into, batch, filter] = [1, 2, 3, 4, 5, 6].map((n) => `6b3f0c1e-0000-4000-8000-00000000000${n}`)
assert(matter !== undefined && linked !== undefined && out !== undefined && into !== undefined)
const content = { ...completeContent(), subject: 'Dredger' }
const letter = '2025-06-01T23:30:00Z'

/** The migrations of the first release of the whole life, before matters, search and drafting together. */
function released(): URL {
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-released-'))
  after(() => rmSync(folder, { recursive: true }))
  for (const file of readdirSync(whole).filter((name) => name < '0005'))
    cpSync(fileURLToPath(new URL(file, whole)), path.join(folder, file))
  return pathToFileURL(`${folder}/`)
}

/** A row in every table, as that release wrote them. */
async function fill(): Promise<void> {
  const token = `{authority:${office},all:${office}}`
  const emptyRecord = JSON.stringify({
    decisions: [],
    consultations: [],
    conditions: [],
    enquiries: [],
    consents: [],
    disclosures: [],
    costs: [],
    corrections: [],
    urgency: [],
    material: [],
    liftings: [],
    agreements: [],
    withdrawal: null,
    misdirected: null,
    toBeReturned: false,
    feedback: null,
  })
  const exhibits = JSON.stringify([{ id: out, label: 'A', description: 'Logbook of the dredger' }])
  await sql`insert into requests.series values (${office}, 'request', 2025, 7)`.execute(db)
  for (const [id, title, links] of [
    [matter, 'Harbour', `{${linked}}`],
    [linked, 'Quay', `{${matter}}`],
  ] as const)
    await sql`
      insert into requests.matter (id, own_authority, reference, title, facts, persons, property, offences, revision, search_text,
        created_at, changed_at, exhibits, linked, named, access)
      values (${id}, ${office}, ${title}, ${title}, 'Facts.', '[]', '[]', '[]', 2, 'harbour', ${letter}, ${letter}, ${exhibits}, ${links}, '{ana}', ${token})`.execute(
      db,
    )
  for (const [id, direction, state, channel, matterId] of [
    [out, 'outgoing', 'draft', 'network', matter],
    [into, 'incoming', 'acknowledged', 'post', null],
  ] as const)
    await sql`
      insert into requests.request (id, direction, form, matter_id, thread, state, own_authority, counterpart, own_reference, subject, urgency,
        content, outcomes, attachments, prepared, unopened, contributors, revision, search_text, created_at, changed_at, record, channel,
        counterpart_name, access)
      values (${id}, ${direction}, 'mutual-legal-assistance', ${matterId}, ${id}, ${state}, ${office}, null, ${`R-${direction}`}, 'Dredger',
        'routine', ${JSON.stringify(content)}, '[]', '[]', '[]', '{}', '{ana}', 3, 'dredger', ${letter}, ${letter}, ${emptyRecord}, ${channel}, 'Ministry', ${token})`.execute(
      db,
    )
  await sql`insert into requests.draft_version values (${out}, 2, ${JSON.stringify(content)})`.execute(db)
  for (const [sequence, side, act, internal] of [
    [1, 'ours', 'registered', true],
    [2, 'ours', 'acknowledgement', false],
    [3, 'theirs', 'status-enquiry', false],
  ] as const)
    await sql`insert into requests.timeline values (${into}, ${sequence}, ${letter}, ${side}, ${act}, 'ana', 'Ana', ${internal}, '{}', '[]', null)`.execute(
      db,
    )
  await sql`insert into requests.import values (${batch}, ${office}, 'old.csv', 'ab', 'done', '[]', '{}', 1, 'ana', 'Ana', ${letter})`.execute(
    db,
  )
  await sql`insert into requests.import_row values (${batch}, 1, '[]', 'imported', '[]', ${into})`.execute(db)
  await sql`
    insert into requests.saved_filter values (${filter}, ${office}, 'ana', null, 'outgoing', 'Mine', '{"state":["draft"]}', 'ana', ${letter})`.execute(
    db,
  )
  await sql`insert into requests.start_view values ('ana', 'outgoing', ${filter})`.execute(db)
}

async function emptyTables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'requests'
    and (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from requests.%I', table_name), false, true, '')))[1]::text = '0'`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

describe('a database of the released register', () => {
  it('is brought to this release with everything in it readable', async () => {
    await migrate(db, [{ module: 'requests', folder: released() }], { clock, log: silentLog })
    await fill()
    assert.deepEqual(await emptyTables(), [])
    const applied = await migrate(db, [{ module: 'requests', folder: whole }], { clock, log: silentLog })
    assert.equal(applied.length, readdirSync(whole).length - 4)
    const viewer = { actor }
    const draft = await getRequest(db, viewer, out)
    assert.deepEqual([Request.parse(draft).content, draft.undoable, draft.renditions], [content, null, []])
    const received = Request.parse(await getRequest(db, viewer, into))
    assert.deepEqual(
      received.renditions.map(({ sequence, act, saidOn, sentOn }) => [sequence, act, saidOn, sentOn]),
      [[2, 'acknowledgement', '2025-06-01', null]],
    )
    assert.equal((await timelineOf(db, viewer, into)).length, 3)
    const kept = Matter.parse(await getMatter(db, viewer, matter))
    assert.deepEqual([kept.exhibits[0]?.label, kept.exhibits[0]?.kind, kept.closedBecause], ['A', 'other', null])
    assert.deepEqual(
      (await linksOfMatter(db, viewer, matter)).map(({ id }) => id),
      [linked],
    )
    assert.deepEqual(
      (await differencesOfRequest(db, viewer, out)).map(({ changedIn }) => changedIn).filter((side) => side !== 'request'),
      [],
    )
    assert.equal((await listRequests(db, viewer, { limit: 10 })).rows.length, 2)
    assert.equal((await listMatters(db, viewer, { limit: 10 })).rows.length, 2)
  })

  it('waits to be made findable, and then is', async () => {
    assert.equal((await nextTodos(db, 10)).length, 4)
    await rebuildSearch(db)
    const { hits } = await searchAll(db, { actor }, SearchFilter.parse({ text: 'dredger' }))
    assert.deepEqual(hits.map(({ kind }) => kind).toSorted(), ['matter', 'matter', 'request', 'request'])
  })
})

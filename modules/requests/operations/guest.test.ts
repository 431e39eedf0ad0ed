import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId, type Actor } from '@comity/accounts/contract'
import { placeRequest } from '../matters/place-request.ts'
import { sql } from 'kysely'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { exportRequests } from '../export/export-requests.ts'
import { sightOn } from '../rules/sight.ts'
import { indexWaiting } from '../search/index-in-background.ts'
import { searchAll } from '../search/search-all.ts'
import { countedTo } from '../store-lists.ts'
import { carry, openOffices } from '../testing-office.ts'
import { listTriage } from '../work/list-triage.ts'
import { myWork } from '../work/my-work.ts'
import { deskOf } from './desk-of.ts'

const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const ben = bresonia.person('ben', 'case-officer')
const chief = bresonia.person('chief', 'head')
const court = AuthorityId.parse('xb.anti-corruption-tribunal')
const judge: Actor = { kind: 'person', id: 'judge', name: 'Judge', authorityId: court, roles: ['executing-officer'] }

/** A request that Bresonia granted and passed on to its court, with a note that the office made for itself. */
async function passedOn() {
  const draft = await arlenia.as(ana, (ctx) =>
    door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
  )
  await arlenia.as(ana, (ctx) => door.perform(ctx, { requestId: draft.id, act: 'submit', input: {} }))
  await arlenia.as(hugo, (ctx) => door.perform(ctx, { requestId: draft.id, act: 'approve', input: {} }))
  await arlenia.as(hugo, (ctx) => door.perform(ctx, { requestId: draft.id, act: 'send', input: {} }))
  await carry(arlenia, bresonia, draft.thread, new Set())
  const { rows } = await sql<{ id: string }>`select id from requests.request where thread = ${draft.thread}`.execute(
    bresonia.node.db,
  )
  const requestId = rows[0]?.id ?? ''
  await bresonia.as(ben, (ctx) => door.perform(ctx, { requestId, act: 'acknowledge', input: {} }))
  await bresonia.as(ben, (ctx) =>
    door.perform(ctx, { requestId, act: 'note', input: { text: 'The minister must not know yet.' } }),
  )
  await bresonia.as(chief, (ctx) => door.perform(ctx, { requestId, act: 'decide', input: { decision: 'granted' } }))
  await bresonia.as(ben, (ctx) =>
    door.perform(ctx, { requestId, act: 'pass-on', input: { to: court, remarks: 'Hear the bank.' } }),
  )
  return requestId
}

describe('a court that executes for the office', () => {
  it('reads what passed between the States and what it was given, and nothing that the office noted for itself', async () => {
    const requestId = await passedOn()
    await bresonia.as(judge, (ctx) => door.perform(ctx, { requestId, act: 'note', input: { text: 'Hearing on Monday.' } }))
    const seen = (actor: Actor) => door.timelineOf(bresonia.node.db, { actor }, requestId)
    const whole = await seen(ben)
    const guests = await seen(judge)
    assert.ok(JSON.stringify(whole).includes('minister'))
    assert.ok(!JSON.stringify(guests).includes('minister'))
    assert.deepEqual(
      guests.filter(({ internal }) => internal).map(({ act }) => act),
      ['passed-on', 'noted'],
    )
    const crossed = (entries: typeof whole) => entries.filter(({ internal }) => !internal)
    assert.deepEqual(crossed(guests), crossed(whole))
  })

  it('sees and touches of what is prepared only what it prepared itself', async () => {
    const requestId = await passedOn()
    const of = { requestId, mediaType: 'application/pdf' }
    const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7 ${text}`)
    await bresonia.as(ben, (ctx) =>
      door.perform(ctx, { requestId, act: 'start-execution', input: { executingAuthority: 'Court' } }),
    )
    await bresonia.as(ben, (ctx) => door.attachFile(ctx, { ...of, name: 'office.pdf', bytes: pdf('of the office') }))
    const courts = { ...of, name: 'hearing.pdf', bytes: pdf('of the court') }
    const seen = await bresonia.as(judge, (ctx) => door.attachFile(ctx, courts))
    assert.deepEqual(names(seen), ['hearing.pdf'])
    const refused = (code: string) => ({ code })
    await assert.rejects(
      bresonia.as(judge, (ctx) => door.detachFile(ctx, { requestId, name: 'office.pdf' })),
      refused('not-found'),
    )
    await assert.rejects(
      bresonia.as(judge, (ctx) => door.attachFile(ctx, { ...courts, name: 'office.pdf' })),
      refused('conflict'),
    )
    const whole = await door.getRequest(bresonia.node.db, { actor: ben }, requestId)
    assert.deepEqual(names(whole), ['office.pdf', 'hearing.pdf'])
    const [office, own] = whole.prepared
    const read = (actor: Actor, sha256 = '') => door.readFile(bresonia.node, { actor }, { requestId, sha256 })
    await assert.rejects(read(judge, office?.sha256), refused('file-not-found'))
    assert.equal((await read(judge, own?.sha256)).name, 'hearing.pdf')
    assert.equal((await read(ben, office?.sha256)).name, 'office.pdf')
    const police: Actor = { ...judge, id: 'police', authorityId: AuthorityId.parse('xb.police') }
    await assert.rejects(read(police, own?.sha256), refused('request-not-found'))
    await bresonia.as(judge, (ctx) => door.attachFile(ctx, { ...courts, bytes: pdf('mended') }))
    await bresonia.as(judge, (ctx) => door.detachFile(ctx, { requestId, name: 'hearing.pdf' }))
    assert.deepEqual(names(await door.getRequest(bresonia.node.db, { actor: ben }, requestId)), ['office.pdf'])
  })

  it('what it prepared travels with the result as any other file', async () => {
    const requestId = await passedOn()
    await bresonia.as(ben, (ctx) =>
      door.perform(ctx, { requestId, act: 'start-execution', input: { executingAuthority: 'Court' } }),
    )
    const bytes = new TextEncoder().encode('%PDF-1.7 record')
    await bresonia.as(judge, (ctx) =>
      door.attachFile(ctx, { requestId, name: 'record.pdf', mediaType: 'application/pdf', bytes }),
    )
    const { content } = await door.getRequest(bresonia.node.db, { actor: ben }, requestId)
    const outcomes = (content.measures ?? []).map(({ id }) => ({ measureId: id, outcome: 'full' as const }))
    const sent = await bresonia.as(ben, (ctx) => door.sendResult(ctx, { requestId, summary: 'Enclosed.', outcomes, final: true }))
    assert.deepEqual(sent.prepared, [])
    const last = (await door.timelineOf(bresonia.node.db, { actor: ben }, requestId)).at(-1)
    assert.deepEqual(
      last?.attachments.map((file) => Object.keys(file).toSorted()),
      [['bytes', 'mediaType', 'name', 'sha256']],
    )
  })

  it('reads neither in which matter the office keeps it, nor who has it or was named', async () => {
    const requestId = await passedOn()
    const matter = await bresonia.as(chief, (ctx) =>
      door.openMatter(ctx, { title: 'The minister', facts: '', persons: [], property: [], offences: [] }),
    )
    await bresonia.as(chief, (ctx) => placeRequest(ctx, { requestId, matterId: matter.id }))
    await bresonia.as(chief, (ctx) => door.assignRequest(ctx, { requestId, assignee: chief.id, named: [chief.id] }))
    const { matterId, assignee, named, unit } = await door.getRequest(bresonia.node.db, { actor: judge }, requestId)
    assert.deepEqual({ matterId, assignee, named, unit }, { matterId: null, assignee: null, named: [], unit: null })
    const { rows } = await door.listRequests(bresonia.node.db, { actor: judge }, { limit: 50 })
    assert(rows.length > 0 && rows.every((row) => row.matterId === null && row.assignee === null))
    assert.equal((await door.getRequest(bresonia.node.db, { actor: ben }, requestId)).assignee, chief.id)
  })
})

describe('what a court could find out by asking differently', () => {
  const house = async () => {
    const requestId = await passedOn()
    const matter = await bresonia.as(chief, (ctx) =>
      door.openMatter(ctx, { title: 'The minister', facts: '', persons: [], property: [], offences: [] }),
    )
    await bresonia.as(chief, (ctx) => placeRequest(ctx, { requestId, matterId: matter.id }))
    await bresonia.as(chief, (ctx) => door.assignRequest(ctx, { requestId, assignee: chief.id }))
    return { requestId, matterId: matter.id }
  }

  it('is neither who has it nor in which matter it is: not by desk, day’s work or export', async () => {
    const { requestId, matterId } = await house()
    const { db } = bresonia.node
    const words = { lang: 'en' as const, names: new Map<string, string>(), staff: new Map<string, string>(), origin: '' }
    const exported = await bresonia.as(judge, (ctx) => exportRequests(ctx, { filter: {}, format: 'csv', words }))
    const shown = JSON.stringify([
      await deskOf(db, { actor: judge }, '2026-03-02'),
      await myWork(db, { actor: judge }, { limit: 50 }, '2026-03-02'),
      exported,
    ])
    assert(shown.includes(requestId))
    assert(!shown.includes(chief.id) && !shown.includes(matterId), shown)
  })

  it('nor by narrowing a list to it, nor among what nobody has', async () => {
    const { matterId } = await house()
    await passedOn()
    const { db } = bresonia.node
    const filters = [{ matterId }, { assignee: chief.id }, { assignee: 'nobody' as const }, { unit: 'office' as const }]
    for (const filter of filters) {
      const { rows } = await door.listRequests(db, { actor: judge }, { ...filter, limit: 50 })
      assert.deepEqual(rows, [], JSON.stringify(filter))
      assert.equal(await countedTo(db, sightOn(judge), filter, 50), 0)
    }
    assert.deepEqual((await listTriage(db, { actor: judge }, { limit: 50 })).rows, [])
    assert.notEqual((await door.listRequests(db, { actor: ben }, { assignee: chief.id, limit: 50 })).rows.length, 0)
  })

  it('nor, by searching, that the office prepared a file which says something', async () => {
    const requestId = await passedOn()
    await bresonia.as(ben, (ctx) =>
      door.perform(ctx, { requestId, act: 'start-execution', input: { executingAuthority: 'Court' } }),
    )
    for (const name of ['zebra one.txt', 'zebra two.txt', 'zebra three.txt']) {
      const bytes = new TextEncoder().encode(`zebra ${name}`)
      await bresonia.as(ben, (ctx) => door.attachFile(ctx, { requestId, name, mediaType: 'text/plain', bytes }))
    }
    const own = { requestId, name: 'zebra of the court.txt', mediaType: 'text/plain' }
    while (await indexWaiting(bresonia.node)) continue
    const search = (actor: Actor, limit: number) => searchAll(bresonia.node.db, { actor }, { text: 'zebra', limit })
    assert.equal((await search(ben, 50)).hits.length, 3)
    assert.deepEqual(await search(judge, 1), { hits: [], next: null })
    await bresonia.as(judge, (ctx) => door.attachFile(ctx, { ...own, bytes: new TextEncoder().encode('zebra of the court') }))
    while (await indexWaiting(bresonia.node)) continue
    const found = await search(judge, 1)
    assert.deepEqual([found.hits.map(({ file }) => file?.name), found.next], [['zebra of the court.txt'], null])
  })
})

const names = ({ prepared }: { readonly prepared: readonly { readonly name: string }[] }) => prepared.map(({ name }) => name)

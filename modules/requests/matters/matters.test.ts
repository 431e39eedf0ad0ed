import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ComityError } from '@comity/errors'
import { sql } from 'kysely'
import { MatterFilter, SearchFilter } from '../contract.ts'
import * as door from '../operations.ts'
import { openOffices } from '../testing-office.ts'
import { searchAll } from '../search/search-all.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { assignMatter, closeMatter, reopenMatter } from './matter-life.ts'
import { placeRequest } from './place-request.ts'
import { differencesOfRequest, laggardsOfMatter, reconcile } from './reconcile.ts'
import { draftOf, ivan, olga, openCase, withPersons } from './sample-matter.ts'
import { surveyMatter, wholeSurvey } from './survey.ts'

const { arlenia, bresonia, tribunal } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { node } = arlenia
const { db } = node
const auditor = arlenia.person('olga', 'auditor')
const foreigner = bresonia.person('emil', 'case-officer')
const nowhere = '6b3f0c1e-0000-4000-8000-000000000001'

const refused = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code
const audited = async (act: string) => {
  const found = await sql<{ count: number }>`select count(*)::integer as count from audit.entry where act = ${act}`.execute(db)
  return found.rows[0]?.count ?? 0
}

describe('a change of the matter', () => {
  it('shows in every draft that lags, goes into each when its writer says so, and keeps what the draft says itself', async () => {
    const matter = await openCase(arlenia, ben)
    const [first, second] = [await draftOf(arlenia, ben, matter, bresonia), await draftOf(arlenia, ben, matter, tribunal)]
    const { facts: _, ...content } = first.content
    await arlenia.as(ben, (ctx) =>
      door.saveDraft(ctx, {
        requestId: first.id,
        revision: 0,
        counterpart: first.counterpart,
        content: { ...content, facts: 'In our own words.' },
      }),
    )
    const moved = { ...ivan, address: 'Harbour Road 1' }
    await withPersons(arlenia, ben, matter, [moved, olga])
    const lag = async () =>
      (await laggardsOfMatter(db, { actor: ben }, matter.id)).map(({ behind, ownWords }) => [behind, ownWords])
    assert.deepEqual(await lag(), [
      [2, 1],
      [2, 0],
    ])
    const after = await arlenia.as(ben, (ctx) => reconcile(ctx, { requestId: first.id, everything: 'to-request' }))
    assert.deepEqual([after.content.persons, after.content.facts, after.revision], [[moved, olga], 'In our own words.', 2])
    assert.deepEqual(await lag(), [
      [0, 1],
      [2, 0],
    ])
    const [change] = await differencesOfRequest(db, { actor: ben }, second.id)
    assert.ok(change)
    const one = await arlenia.as(dora, (ctx) => reconcile(ctx, { requestId: second.id, toRequest: [change.key] }))
    assert.deepEqual(one.content.persons, [moved])
    await assert.rejects(
      arlenia.as(ben, (ctx) => reconcile(ctx, { requestId: second.id, toRequest: [change.key] })),
      refused('request-changed-meanwhile'),
    )
    const again = await arlenia.as(ben, (ctx) => reconcile(ctx, { requestId: first.id, everything: 'to-request' }))
    assert.equal(again.revision, 2, 'a second time changes nothing')
  })

  it('and a writer who saves from an earlier revision are brought together, or told', async () => {
    const matter = await openCase(arlenia, ben)
    const draft = await draftOf(arlenia, ben, matter, bresonia)
    await withPersons(arlenia, ben, matter, [ivan, olga])
    await arlenia.as(ben, (ctx) => reconcile(ctx, { requestId: draft.id, everything: 'to-request' }))
    const save = (content: object) =>
      arlenia.as(dora, (ctx) =>
        door.saveDraft(ctx, {
          requestId: draft.id,
          revision: 0,
          counterpart: draft.counterpart,
          content: { ...draft.content, ...content },
        }),
      )
    const merged = await save({ purpose: 'Another purpose.' })
    assert.deepEqual([merged.content.persons, merged.content.purpose], [[ivan, olga], 'Another purpose.'])
    await assert.rejects(save({ persons: [olga] }), refused('request-changed-meanwhile'))
  })

  it('the other way: what was typed in a draft goes into the matter, and then into the other drafts', async () => {
    const matter = await openCase(arlenia, ben)
    const [draft, other] = [await draftOf(arlenia, ben, matter, bresonia), await draftOf(arlenia, ben, matter, tribunal)]
    await arlenia.as(ben, (ctx) =>
      door.saveDraft(ctx, {
        requestId: draft.id,
        revision: 0,
        counterpart: draft.counterpart,
        content: { ...draft.content, persons: [ivan, olga] },
      }),
    )
    const [own] = await differencesOfRequest(db, { actor: ben }, draft.id)
    assert.equal(own?.changedIn, 'request')
    await arlenia.as(ben, (ctx) => reconcile(ctx, { requestId: draft.id, toMatter: [own.key] }))
    const after = await door.getMatter(db, { actor: ben }, matter.id)
    assert.deepEqual([after.persons, after.revision], [[ivan, olga], 1])
    assert.deepEqual(await differencesOfRequest(db, { actor: ben }, draft.id), [])
    assert.deepEqual(
      (await laggardsOfMatter(db, { actor: ben }, matter.id)).map(({ requestId, behind }) => [requestId, behind]),
      [
        [draft.id, 0],
        [other.id, 1],
      ],
    )
  })

  it('is no longer written into what left the draft, nor by who may not write there', async () => {
    const matter = await openCase(arlenia, ben)
    const draft = await draftOf(arlenia, ben, matter, bresonia)
    await withPersons(arlenia, ben, matter, [ivan, olga])
    await assert.rejects(
      arlenia.as(auditor, (ctx) => reconcile(ctx, { requestId: draft.id, everything: 'to-request' })),
      refused('not-allowed'),
    )
    await assert.rejects(
      arlenia.as(foreigner, (ctx) => reconcile(ctx, { requestId: draft.id, everything: 'to-request' })),
      refused('request-not-found'),
    )
    await withPersons(arlenia, ben, matter, [ivan])
    await arlenia.as(ben, (ctx) =>
      door.saveDraft(ctx, {
        requestId: draft.id,
        revision: 0,
        counterpart: draft.counterpart,
        content: { ...draft.content, offences: [{ title: 'Bribery', provision: 's. 214' }] },
      }),
    )
    await arlenia.as(ben, (ctx) => door.submitRequest(ctx, { requestId: draft.id }))
    await withPersons(arlenia, ben, matter, [ivan, olga])
    assert.deepEqual(
      (await laggardsOfMatter(db, { actor: ben }, matter.id)).map(({ state, behind }) => [state, behind]),
      [['in-review', 1]],
    )
    await assert.rejects(
      arlenia.as(ben, (ctx) => reconcile(ctx, { requestId: draft.id, everything: 'to-request' })),
      refused('step-not-possible'),
    )
  })
})

describe('a matter', () => {
  it('closes with a reason once none of its requests is open, and opens again', async () => {
    const matter = await openCase(arlenia, ben)
    const draft = await draftOf(arlenia, ben, matter, bresonia)
    const close = () => arlenia.as(ben, (ctx) => closeMatter(ctx, { matterId: matter.id, reasons: 'Acquitted.' }))
    await assert.rejects(close(), refused('matter-has-open-requests'))
    await arlenia.as(ben, (ctx) => door.perform(ctx, { requestId: draft.id, act: 'discard', input: { reasons: 'Not needed.' } }))
    const closed = await close()
    assert.deepEqual([closed.closedBy, closed.closedBecause], ['Ben', 'Acquitted.'])
    await assert.rejects(close(), refused('matter-closed'))
    await assert.rejects(draftOf(arlenia, ben, matter, bresonia), refused('matter-closed'))
    await assert.rejects(withPersons(arlenia, ben, matter, []), refused('matter-closed'))
    await assert.rejects(
      arlenia.as(rita, (ctx) => reopenMatter(ctx, { matterId: matter.id, reasons: 'None.' })),
      refused('not-allowed'),
    )
    const open = await arlenia.as(cleo, (ctx) => reopenMatter(ctx, { matterId: matter.id, reasons: 'New facts.' }))
    assert.deepEqual([open.closedAt, open.closedBecause], [null, null])
    assert.ok((await audited('matter.closed')) > 0 && (await audited('matter.reopened')) > 0)
  })

  it('given to a unit is seen by it, by who is named and by the head; nobody shuts themselves out', async () => {
    const matter = await openCase(arlenia, ben)
    const given = await arlenia.as(ben, (ctx) => assignMatter(ctx, { matterId: matter.id, unit: unit.id, assignee: dora.id }))
    assert.deepEqual(given.named, [ben.id])
    await arlenia.as(cleo, (ctx) => assignMatter(ctx, { matterId: matter.id, named: [] }))
    await assert.rejects(door.getMatter(db, { actor: ben }, matter.id), refused('matter-not-found'))
    assert.equal((await door.getMatter(db, { actor: dora }, matter.id)).assignee, dora.id)
    for (const wrong of [{ assignee: nowhere }, { named: [nowhere] }, { unit: nowhere }])
      await assert.rejects(
        arlenia.as(cleo, (ctx) => assignMatter(ctx, { matterId: matter.id, ...wrong })),
        refused('bad-input'),
      )
    await assert.rejects(
      arlenia.as(arlenia.person('ori', 'originator'), (ctx) => assignMatter(ctx, { matterId: matter.id, named: [] })),
      refused('matter-not-found'),
    )
  })

  it('is listed by what is open, mine, of a unit, with the counts that the reader may see', async () => {
    await sql`update requests.matter set closed_at = now(), assignee = null, unit = null, named = '{}'`.execute(db)
    const matter = await openCase(arlenia, ben, 'Listed')
    await draftOf(arlenia, ben, matter, bresonia)
    const hidden = await draftOf(arlenia, ben, matter, tribunal)
    await arlenia.as(rita, (ctx) => door.assignRequest(ctx, { requestId: hidden.id, assignee: null, unit: unit.id, named: [] }))
    const list = async (actor: typeof ben, filter: object) =>
      (await door.listMatters(db, { actor }, MatterFilter.parse(filter))).rows.map(({ title, requests, openRequests }) => [
        title,
        requests,
        openRequests,
      ])
    assert.deepEqual(await list(ben, { state: 'open', mine: 'yes' }), [['Listed', 1, 1]])
    assert.deepEqual(await list(cleo, { state: 'open' }), [['Listed', 2, 2]])
    assert.deepEqual(await list(dora, { state: 'open', mine: 'yes' }), [])
    assert.deepEqual(await list(ben, { state: 'open', unit: unit.id }), [])
    assert.deepEqual(await list(ben, { state: 'closed', text: 'listed' }), [])
    const paged: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const page = await door.listMatters(db, { actor: ben }, { limit: 2, after })
      paged.push(...page.rows.map(({ id }) => id))
      after = page.next
    }
    assert.equal(new Set(paged).size, paged.length)
  })

  it('takes in a request that came, and gives it up again; neither side of a move may be hidden', async () => {
    const [matter, sealed] = [await openCase(arlenia, ben), await openCase(arlenia, dora, 'Sealed')]
    await arlenia.as(cleo, (ctx) => assignMatter(ctx, { matterId: sealed.id, unit: unit.id, named: [] }))
    const came = await arrived(arlenia, rita, 'Incoming')
    const place = (actor: typeof ben, matterId: string | null) =>
      arlenia.as(actor, (ctx) => placeRequest(ctx, { requestId: came.id, matterId }))
    assert.equal((await place(ben, matter.id)).matterId, matter.id)
    await assert.rejects(place(ben, sealed.id), refused('matter-not-found'))
    await place(dora, sealed.id)
    const told = async (actor: typeof ben) => JSON.stringify(await door.timelineOf(db, { actor }, came.id))
    assert((await told(dora)).includes(sealed.reference))
    assert((await told(ben)).includes(matter.reference) && !(await told(ben)).includes(sealed.reference), 'nor its number')
    const found = await searchAll(db, { actor: ben }, SearchFilter.parse({ text: `"${sealed.reference}"` }))
    assert.deepEqual(found.hits, [], 'nor found by it')
    await assert.rejects(place(ben, null), refused('matter-not-found'))
    await assert.rejects(place(auditor, null), refused('not-allowed'))
    assert.equal((await place(dora, null)).matterId, null)
  })

  it('is surveyed page by page, each request once, and whole in its file', async () => {
    const matter = await openCase(arlenia, ben)
    const { id } = await draftOf(arlenia, ben, matter, bresonia)
    const columns = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_schema = 'requests' and table_name = 'request' and is_generated = 'NEVER'`.execute(db)
    const names = columns.rows.map(({ name }) => name)
    await sql`insert into requests.request (${sql.join(names.map((name) => sql.ref(name)))})
      select ${sql.join(names.map((name) => sql.ref(`copy.${name}`)))} from requests.request r, generate_series(1, 204) n,
      json_populate_record(r, json_build_object('id', gen_random_uuid(), 'thread', gen_random_uuid(), 'own_reference', 'COPY-' || n)) copy
      where r.id = ${id}`.execute(db)
    const pages = []
    for (let after: string | null | undefined; after !== null;) {
      const page = await surveyMatter(db, { actor: ben }, matter.id, { after })
      pages.push(page.requests.map((one) => one.reference))
      after = page.next
    }
    assert.deepEqual(
      pages.map((page) => page.length),
      [100, 100, 5],
    )
    assert.equal(new Set(pages.flat()).size, 205)
    assert.equal((await wholeSurvey(db, { actor: ben }, matter.id)).requests.length, 205)
    await assert.rejects(surveyMatter(db, { actor: ben }, matter.id, { after: nowhere }), refused('bad-input'))
  })

  it('shows what was sent where: who owes what, what is proven of the other side, and only what the reader sees', async () => {
    const matter = await openCase(arlenia, ben)
    const [draft, hidden] = [await draftOf(arlenia, ben, matter, bresonia), await draftOf(arlenia, ben, matter, tribunal)]
    await arlenia.as(rita, (ctx) => door.assignRequest(ctx, { requestId: hidden.id, assignee: null, unit: unit.id, named: [] }))
    const { requests, items } = await surveyMatter(db, { actor: ben }, matter.id)
    assert.deepEqual(
      requests.map(({ id, counterpartState, owes, theirState, measures }) => [id, counterpartState, owes, theirState, measures]),
      [[draft.id, 'XB', 'us', null, [{ kind: 'provide-records', outcome: null }]]],
    )
    assert.deepEqual(items, [{ part: 'persons', name: 'Ivan Petrov', inMatter: true, requests: [{ id: draft.id, how: 'same' }] }])
    assert.equal((await surveyMatter(db, { actor: cleo }, matter.id)).requests.length, 2)
  })
})

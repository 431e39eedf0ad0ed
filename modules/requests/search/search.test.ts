import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor, Role } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import fc from 'fast-check'
import { sql } from 'kysely'
import { SearchFilter } from '../contract.ts'
import { addExhibit } from '../matters/exhibits.ts'
import * as door from '../operations.ts'
import { completeContent } from '../rules/example-content.ts'
import { accessOf, sees } from '../rules/sight.ts'
import type { Guarded } from '../rules/sight.ts'
import { openOffices } from '../testing-office.ts'
import { arrived, staffOf } from '../work/sample-staff.ts'
import { searchAll } from './search-all.ts'

const { arlenia, bresonia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { db } = arlenia.node
const court = AuthorityId.parse('xa.court-of-appeal')

async function search(actor: Actor, text: string, more: object = {}) {
  return (await searchAll(db, { actor }, SearchFilter.parse({ text, limit: 50, ...more }))).hits
}

const kinds = async (actor: Actor, text: string, more: object = {}) =>
  (await search(actor, text, more)).map(({ kind, step }) => (step === null ? kind : `${kind} ${step.act}`))

const assign = (id: string, to: { assignee?: string | null; unit?: string | null; named?: string[] }) =>
  arlenia.as(cleo, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: null, unit: null, named: [], ...to }))

describe('what a search finds', () => {
  it('finds a request by its references, persons, property, measures, offences and translations', async () => {
    const { id, ownReference } = await arrived(arlenia, rita, 'Quarry licence', {
      ...completeContent(),
      property: [{ kind: 'money', description: 'Yacht Selene', account: 'XB77-4410' }],
      translations: [
        {
          language: 'fr',
          texts: { facts: 'Le pot-de-vin fut versé à Montclair.' },
          translatedBy: 'Odile Renard',
          translatedOn: '2026-01-05',
        },
      ],
    })
    for (const text of [
      ownReference,
      'quarry',
      'Selene yacht',
      'XB77-4410',
      'Meridian statement',
      'bribery passive',
      'Montclair',
      'Renard',
    ])
      assert.deepEqual(
        (await search(ben, text)).map(({ requestId, kind }) => [requestId, kind]).filter(([of]) => of === id),
        [[id, 'request']],
        text,
      )
  })

  it('finds a matter by its facts and exhibits, and forgets what it no longer says', async () => {
    const matter = await arlenia.as(ben, (ctx) =>
      door.openMatter(ctx, {
        title: 'Ferry concession',
        facts: 'Payments through Kestrel Holding.',
        persons: [],
        property: [],
        offences: [],
      }),
    )
    await arlenia.as(ben, (ctx) =>
      addExhibit(ctx, { matterId: matter.id, kind: 'object', label: 'E-7', description: 'Ledger bound in oxblood leather' }),
    )
    assert.deepEqual(await kinds(ben, 'kestrel'), ['matter'])
    assert.equal((await search(ben, 'oxblood ledger'))[0]?.matterId, matter.id)
    const { title, persons, property, offences } = matter
    await arlenia.as(ben, (ctx) =>
      door.saveMatter(ctx, {
        matterId: matter.id,
        revision: 0,
        title,
        persons,
        property,
        offences,
        facts: 'Payments through Osprey.',
      }),
    )
    assert.deepEqual(await kinds(ben, 'kestrel'), [])
    assert.deepEqual(await kinds(ben, 'osprey'), ['matter'])
  })

  it('finds a draft as it stands after each saving, and a line that says something once', async () => {
    const { id, revision } = await arlenia.as(ben, (ctx) =>
      door.draftRequest(ctx, {
        counterpart: bresonia.authorityId,
        form: 'mutual-legal-assistance',
        content: { subject: 'Tungsten' },
      }),
    )
    assert.deepEqual(await kinds(ben, 'tungsten'), ['request'])
    await arlenia.as(ben, (ctx) =>
      door.saveDraft(ctx, { requestId: id, revision, counterpart: bresonia.authorityId, content: { subject: 'Vanadium' } }),
    )
    assert.deepEqual(await kinds(ben, 'tungsten'), [])
    await arlenia.as(ben, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'Ask Ottoline about vanadium prices' }))
    assert.deepEqual((await kinds(ben, 'vanadium')).toSorted(), ['request', 'step noted'])
    assert.equal((await search(ben, 'ottoline'))[0]?.reference, (await search(ben, 'vanadium'))[0]?.reference)
  })

  it('narrows by kind, direction, counterpart and days', async () => {
    const { id } = await arrived(arlenia, rita, 'Periscope', { ...completeContent(), facts: 'Periscope' })
    await arlenia.as(ben, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'periscope noted' }))
    assert.deepEqual(await kinds(ben, 'periscope', { kind: 'step' }), ['step noted'])
    assert.deepEqual(await kinds(ben, 'periscope', { direction: 'outgoing' }), [])
    assert.equal((await kinds(ben, 'periscope', { direction: 'incoming' })).length, 2)
    assert.deepEqual(await kinds(ben, 'periscope', { counterpart: bresonia.authorityId }), [])
    assert.deepEqual(await kinds(ben, 'tungsten vanadium', {}), [])
    assert.deepEqual(await kinds(ben, 'periscope', { from: '2026-03-03' }), [])
    assert.deepEqual(await kinds(ben, 'periscope', { to: '2026-03-01' }), [])
    assert.equal((await kinds(ben, 'periscope', { from: '2026-03-02', to: '2026-03-02' })).length, 2)
    assert.equal((await kinds(ben, 'vanadium', { counterpart: bresonia.authorityId })).length, 2)
  })

  it('is paged newest first, over years, and nothing is left out or told twice', async () => {
    const made: string[] = []
    for (const [at, days] of [0, 0, 0.01, 1, 3, 30, 200, 900].entries()) {
      const { id } = await arrived(arlenia, rita, `Gazelle ${at}`, { ...completeContent(), facts: 'x' })
      await sql`update requests.search_entry set at = at - ${days} * interval '1 day' where thing_id = ${id} and kind = 'request'`.execute(
        db,
      )
      made.push(`Gazelle ${at}`)
    }
    const seen: string[] = []
    for (let after: string | undefined | null; after !== null;) {
      const page = await searchAll(db, { actor: ben }, SearchFilter.parse({ text: 'gazel', limit: 3, after }))
      seen.push(...page.hits.map(({ subject }) => subject))
      after = page.next
    }
    assert.deepEqual(seen.toSorted(), made)
    assert.deepEqual(seen.slice(2), made.slice(2))
  })

  it('refuses a foreign place, an administrator and nobody else who reads', async () => {
    const refused = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code
    await assert.rejects(search(ben, 'x1', { after: 'bm8' }), refused('bad-input'))
    await assert.rejects(search(arlenia.person('ida', 'administrator'), 'x1'), refused('not-allowed'))
    assert.deepEqual(await search(arlenia.person('olga', 'auditor'), 'nowhere at all'), [])
  })
})

describe('a search under need-to-know', () => {
  it('follows every change of who may see a request at once, its lines and their words too', async () => {
    const { id } = await arrived(arlenia, rita, 'Zirconium', { ...completeContent(), facts: 'Zirconium' })
    await arlenia.as(rita, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'zirconium note' }))
    const counts = async () => [
      (await search(ben, 'zirconium')).length,
      (await search(dora, 'zirconium')).length,
      (await search(cleo, 'zirconium')).length,
      (await search({ ...ben, id: 'deputy', deputyFor: [ben.id] }, 'zirconium')).length,
    ]
    assert.deepEqual(await counts(), [2, 2, 2, 2])
    await assign(id, { unit: unit.id })
    assert.deepEqual(await counts(), [0, 2, 2, 0], 'the unit, and who is over all')
    await assign(id, { unit: unit.id, named: [ben.id] })
    assert.deepEqual(await counts(), [2, 2, 2, 2], 'a named person, and their deputy')
    await assign(id, { unit: unit.id })
    assert.deepEqual(await counts(), [0, 2, 2, 0])
    await assign(id, { unit: unit.id, assignee: ben.id })
    assert.deepEqual(await counts(), [2, 2, 2, 2])
    await assert.rejects(
      arlenia.as(cleo, async (ctx) => {
        await door.assignRequest(ctx, { requestId: id, assignee: null, unit: null, named: [] })
        throw new RangeError('undone')
      }),
    )
    assert.deepEqual(await counts(), [2, 2, 2, 2], 'what is undone changes nothing')
  })

  it('shows an executing authority what was passed on to it, and no internal line', async () => {
    const { id } = await arlenia.as(rita, (ctx) =>
      door.registerRequest(ctx, {
        direction: 'incoming',
        form: 'mutual-legal-assistance',
        channel: 'post',
        counterpartName: 'Ministry of Justice of Ostmark',
        counterpartState: 'XO',
        datedOn: '2026-02-20',
        state: 'decided',
        decided: 'granted',
        content: { ...completeContent(), subject: 'Obsidian' },
      }),
    )
    const judge: Actor = { kind: 'person', id: 'gil', name: 'Gil', authorityId: court, roles: ['executing-officer'] }
    await arlenia.as(ben, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'obsidian for us only' }))
    assert.deepEqual(await kinds(judge, 'obsidian'), [])
    await arlenia.as(ben, (ctx) => door.doing('pass-on')(ctx, { requestId: id, to: court }))
    assert.deepEqual(await kinds(judge, 'obsidian'), ['request'])
    await arlenia.as(ben, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'obsidian later' }))
    assert.deepEqual(await kinds(judge, 'obsidian'), ['request'])
    assert.equal((await search(ben, 'obsidian')).length, 3)
  })

  it('shows exactly what the person sees, whoever they are and whatever was given to whom', async () => {
    const ids: string[] = []
    for (let count = 0; count < 6; count += 1) {
      const { id } = await arrived(arlenia, rita, 'Oracle', { ...completeContent(), facts: 'Oracle' })
      await arlenia.as(rita, (ctx) => door.doing('note')(ctx, { requestId: id, text: 'oracle' }))
      ids.push(id)
    }
    await fc.assert(
      fc.asyncProperty(fc.array(guarded, { minLength: ids.length, maxLength: ids.length }), actors, async (things, actor) => {
        for (const [at, thing] of things.entries()) await give(ids[at] ?? '', thing)
        const shown = await search(actor, 'oracle')
        for (const [at, thing] of things.entries()) {
          const of = shown.filter(({ requestId }) => requestId === ids[at]).map(({ kind }) => kind)
          assert.equal(of.includes('request'), sees(actor, thing), JSON.stringify(thing))
          assert.equal(of.includes('step'), sees(actor, { ...thing, executingAuthority: null }), 'internal')
        }
      }),
      { numRuns: 60 },
    )
  })
})

const ownAuthority = arlenia.authorityId
const units = ['6b3f0c1e-0000-4000-8000-0000000000a1', '6b3f0c1e-0000-4000-8000-0000000000a2']
const persons = ['p1', 'p2', 'p3']
const guarded = fc.record({
  ownAuthority: fc.constant(ownAuthority),
  unit: fc.constantFrom(null, ...units),
  named: fc.uniqueArray(fc.constantFrom(...persons), { maxLength: 2 }),
  assignee: fc.constantFrom(null, ...persons),
  executingAuthority: fc.constantFrom(null, court),
})
const roles: fc.Arbitrary<Role[]> = fc.uniqueArray(
  fc.constantFrom<Role>('case-officer', 'head', 'registrar', 'auditor', 'translator', 'executing-officer'),
  { minLength: 1, maxLength: 2 },
)
const person: fc.Arbitrary<Actor> = fc
  .record({ id: fc.constantFrom(...persons), roles, units: fc.uniqueArray(fc.constantFrom(...units), { maxLength: 1 }) })
  .map((one) => ({ ...one, kind: 'person', name: one.id, authorityId: ownAuthority }))
const deputy = fc.tuple(person, person).map(([one, { id, ...place }]): Actor => ({
  ...one,
  deputyFor: [id],
  places: [{ ...place, units: place.units ?? [], personId: id }],
}))
const machine = fc.uniqueArray(fc.constantFrom(...units), { maxLength: 1 }).map((own): Actor => ({
  kind: 'machine',
  id: 'm',
  name: 'm',
  authorityId: ownAuthority,
  roles: [],
  acts: ['read'],
  units: own,
}))
const judge: fc.Arbitrary<Actor> = fc.constantFrom(...persons).map((id) => ({
  kind: 'person',
  id,
  name: id,
  authorityId: court,
  roles: ['executing-officer'],
}))
const actors = fc.oneof(person, deputy, machine, judge)

/** As an operation stores it. */
async function give(id: string, thing: Guarded): Promise<void> {
  await sql`
    update requests.request set unit = ${thing.unit}, named = ${[...thing.named]}::text[], assignee = ${thing.assignee ?? null},
      executing_authority = ${thing.executingAuthority ?? null}, access = ${accessOf(thing)}::text[] where id = ${id}`.execute(db)
}

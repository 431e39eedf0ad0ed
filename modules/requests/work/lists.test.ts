import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { sql } from 'kysely'
import { RequestFilter, requestSorts } from '../contract.ts'
import * as door from '../operations.ts'
import { noteDue } from '../operations/note-due.ts'
import { bankRecords, completeContent } from '../rules/example-content.ts'
import { sightOn } from '../rules/sight.ts'
import { countedTo } from '../store-lists.ts'
import { openOffices } from '../testing-office.ts'
import { deleteFilter, listFilters, restoreFilter, saveFilter, startWith } from './filters.ts'
import { arrived, staffOf } from './sample-staff.ts'

const { arlenia, bresonia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { db } = arlenia.node
const today = '2026-03-02'
const admin = arlenia.person('ida', 'administrator')
const foreigner = bresonia.person('emil', 'case-officer', 'registrar')

const refused = (code: string) => (error: unknown) => error instanceof ComityError && error.code === code
const subjects = (rows: readonly { readonly subject: string }[]) => rows.map(({ subject }) => subject)
const assign = (id: string, to: Actor | null, unitId: string | null = null) =>
  arlenia.as(rita, (ctx) => door.assignRequest(ctx, { requestId: id, assignee: to?.id ?? null, unit: unitId, named: [] }))
const list = async (actor: Actor, filter: object) =>
  subjects((await door.listRequests(db, { actor }, RequestFilter.parse(filter))).rows)

/** Nothing of the tests before is open. */
async function emptied(): Promise<void> {
  await sql`update requests.request set state = 'closed', rendition_due = null`.execute(db)
}

describe('a list', () => {
  it('is narrowed by who has it, unit, measure, day and being open, and is paged in every order', async () => {
    await emptied()
    const mine = await arrived(arlenia, rita, 'A mine')
    await assign(mine.id, ben)
    await arlenia.as(rita, (ctx) => noteDue(ctx, { requestId: mine.id, dueOn: '2026-03-01', dueFor: null }))
    const served = { ...completeContent(), measures: [{ ...bankRecords, kind: 'serve-document' as const }] }
    const theirs = await arrived(arlenia, rita, 'B theirs', served)
    await assign(theirs.id, null, unit.id)
    const open = { open: 'yes', sort: 'reference' }
    assert.deepEqual(await list(cleo, open), ['A mine', 'B theirs'])
    assert.deepEqual(await list(ben, { ...open, mine: 'yes' }), ['A mine'])
    assert.deepEqual(await list(cleo, { ...open, assignee: ben.id }), ['A mine'])
    assert.deepEqual(await list(cleo, { ...open, assignee: 'nobody' }), ['B theirs'])
    assert.deepEqual(await list(cleo, { ...open, unit: 'office' }), ['A mine'])
    assert.deepEqual(await list(cleo, { ...open, unit: unit.id }), ['B theirs'])
    assert.deepEqual(await list(cleo, { ...open, measure: 'serve-document' }), ['B theirs'])
    assert.deepEqual(await list(cleo, { ...open, dueBefore: today }), ['A mine'])
    assert.deepEqual(await list(cleo, { ids: theirs.id }), ['B theirs'])
    assert.deepEqual(await list(ben, { ...open, unit: unit.id }), [], 'another unit’s is not his to see')
    for (const sort of requestSorts) {
      const paged: string[] = []
      for (let after: string | null | undefined; after !== null;) {
        const page = await door.listRequests(db, { actor: cleo }, { direction: 'incoming', sort, limit: 3, after })
        paged.push(...page.rows.map(({ id }) => id))
        after = page.next
      }
      const whole = await door.listRequests(db, { actor: cleo }, { direction: 'incoming', sort, limit: 100 })
      assert.deepEqual(
        paged,
        whole.rows.map(({ id }) => id),
        sort,
      )
    }
    assert.equal(
      (await door.listRequests(db, { actor: cleo }, { sort: 'due', open: 'yes', limit: 10 })).rows[0]?.subject,
      'A mine',
    )
  })

  it('counts no further than it is told, and only what its reader sees', async () => {
    await emptied()
    for (let at = 0; at < 4; at += 1) await arrived(arlenia, rita, `Counted ${at}`)
    const hidden = await arrived(arlenia, rita, 'Hidden')
    await assign(hidden.id, null, unit.id)
    const count = (actor: Actor, most: number) => countedTo(db, sightOn(actor), { open: 'yes' }, most)
    assert.deepEqual(
      [await count(cleo, 10), await count(ben, 10), await count(cleo, 2), await count(foreigner, 10)],
      [5, 4, 3, 0],
    )
  })
})

describe('saved filters', () => {
  const mine = { direction: 'incoming', filter: { mine: 'yes', open: 'yes' } } as const
  const named = async (actor: Actor) => (await listFilters(db, { actor })).map(({ name, count, start }) => [name, count, start])

  it('are kept by a person for themselves or their unit, with the count of what each reader sees', async () => {
    await emptied()
    await assign((await arrived(arlenia, rita, 'Bens')).id, ben)
    await arlenia.as(ben, (ctx) => saveFilter(ctx, { ...mine, name: 'Mine' }))
    await arlenia.as(dora, (ctx) => saveFilter(ctx, { ...mine, name: 'Ours', unit: unit.id }))
    assert.deepEqual(await named(ben), [['Mine', 1, false]])
    assert.deepEqual(await named(dora), [['Ours', 0, false]])
    assert.deepEqual(await named({ ...ben, units: [unit.id] }), [
      ['Mine', 1, false],
      ['Ours', 1, false],
    ])
    await assert.rejects(
      arlenia.as(ben, (ctx) => saveFilter(ctx, { ...mine, name: 'mine' })),
      refused('conflict'),
    )
    await assert.rejects(
      arlenia.as(ben, (ctx) => saveFilter(ctx, { ...mine, name: 'X', unit: unit.id })),
      refused('not-allowed'),
    )
    await assert.rejects(listFilters(db, { actor: admin }), refused('not-allowed'))
  })

  it('begin a list, are deleted and brought back as they were, and are nobody else’s', async () => {
    const { id } = await arlenia.as(ben, (ctx) => saveFilter(ctx, { ...mine, name: 'Start' }))
    await arlenia.as(ben, (ctx) => startWith(ctx, { direction: 'incoming', filter: id }))
    const started = async () => (await listFilters(db, { actor: ben })).filter(({ start }) => start).map(({ name }) => name)
    assert.deepEqual(await started(), ['Start'])
    for (const other of [dora, cleo])
      for (const act of [deleteFilter, restoreFilter])
        await assert.rejects(
          arlenia.as(other, (ctx) => act(ctx, id)),
          refused('filter-not-found'),
        )
    await assert.rejects(
      arlenia.as(ben, (ctx) => startWith(ctx, { direction: 'outgoing', filter: id })),
      refused('filter-not-found'),
    )
    await arlenia.as(ben, (ctx) => deleteFilter(ctx, id))
    assert.deepEqual(await started(), [])
    await assert.rejects(
      arlenia.as(ben, (ctx) => deleteFilter(ctx, id)),
      refused('filter-not-found'),
    )
    await arlenia.as(ben, (ctx) => restoreFilter(ctx, id))
    assert.deepEqual(await started(), ['Start'])
    await arlenia.as(ben, (ctx) => startWith(ctx, { direction: 'incoming', filter: null }))
    assert.deepEqual(await started(), [])
  })
})

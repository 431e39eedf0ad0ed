import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { catalogueFaults } from '@comity/i18n'
import { sql } from 'kysely'
import { RequestFilter, bulkActs, workDays } from '../contract.ts'
import * as door from '../operations.ts'
import { noteDue } from '../operations/note-due.ts'
import { completeContent } from '../rules/example-content.ts'
import { openOffices } from '../testing-office.ts'
import { performBulk, planBulk } from './bulk.ts'
import { listTriage } from './list-triage.ts'
import { myWork } from './my-work.ts'
import { arrived, staffOf } from './sample-staff.ts'
import { workTexts } from './texts.ts'

const { arlenia, bresonia } = await openOffices()
const { rita, ben, dora, cleo, unit } = await staffOf(arlenia)
const { db } = arlenia.node
const today = '2026-03-02'
const admin = arlenia.person('ida', 'administrator')
const olga = arlenia.person('olga', 'auditor')

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

const workOf = async (actor: Actor) =>
  Object.fromEntries(
    (await myWork(db, { actor }, { limit: 10 }, today)).map(({ day, rows }) => [
      day,
      rows.map((row) => `${row.subject} ${row.owed}`).toSorted(),
    ]),
  )

describe('my work', () => {
  it('asks for the answer that the other side waits for, in whatever state, of whoever may give it', async () => {
    await emptied()
    const { id } = await arrived(arlenia, rita, 'Asked')
    await assign(id, ben)
    const owed = (dueFor: string) => arlenia.as(rita, (ctx) => noteDue(ctx, { requestId: id, dueOn: today, dueFor }))
    await sql`update requests.request set state = 'result-sent' where id = ${id}`.execute(db)
    assert.deepEqual(await workOf(ben), {})
    await owed('consultation-reply')
    assert.deepEqual(await workOf(ben), { today: ['Asked reply-consultation'] })
    assert.deepEqual([await workOf(dora), await workOf(cleo)], [{}, {}])
    await owed('agreement-answer')
    assert.deepEqual([await workOf(ben), await workOf(cleo)], [{}, { today: ['Asked answer-agreement'] }])
    await sql`update requests.request set state = 'executing' where id = ${id}`.execute(db)
    await owed('status-reply')
    assert.deepEqual(await workOf(ben), { today: ['Asked reply-enquiry'] })
    await owed('agreement-answer')
    assert.deepEqual(
      await workOf(cleo),
      { today: ['Asked answer-agreement'] },
      'also where its state asks something of its holder',
    )
    await owed('result')
    assert.deepEqual(await workOf(ben), { today: ['Asked send-result'] })
  })

  it('stands in piles by the day on which it is owed, soonest first', async () => {
    await emptied()
    for (const [subject, dueOn] of [
      ['Later', '2026-03-10'],
      ['Undated', null],
      ['Late', '2026-03-01'],
      ['Now', today],
      ['Later than late', '2026-02-28'],
      ['Soon', '2026-03-09'],
    ] as const) {
      const { id } = await arrived(arlenia, rita, subject)
      await assign(id, ben)
      await arlenia.as(rita, (ctx) => noteDue(ctx, { requestId: id, dueOn, dueFor: null }))
    }
    const piles = await myWork(db, { actor: ben }, { limit: 10 }, today)
    assert.deepEqual(
      piles.map(({ day, rows }) => [day, ...subjects(rows)]),
      [
        ['overdue', 'Later than late', 'Late'],
        ['today', 'Now'],
        ['week', 'Soon'],
        ['later', 'Later'],
        ['undated', 'Undated'],
      ],
    )
    assert.deepEqual(
      piles.map(({ day }) => day),
      [...workDays],
    )
  })

  it('is what I have or nobody has; what only a head may do waits for the head, whoever has the request', async () => {
    await emptied()
    const mine = await arrived(arlenia, rita, 'Mine')
    await assign(mine.id, ben)
    const hers = await arrived(arlenia, rita, 'Hers')
    await assign(hers.id, dora)
    await arrived(arlenia, rita, 'Nobody’s')
    assert.deepEqual(await workOf(ben), { undated: ['Mine acknowledge', 'Nobody’s acknowledge'] })
    assert.deepEqual(await workOf(dora), { undated: ['Hers acknowledge', 'Nobody’s acknowledge'] })
    assert.deepEqual(await workOf(cleo), {})
    await arlenia.as(ben, (ctx) => door.acknowledgeRequest(ctx, { requestId: mine.id }))
    assert.deepEqual(await workOf(cleo), { undated: ['Mine decide'] })
    assert.deepEqual(await workOf(olga), {})
  })

  it('asks a reviewer and a head to review what another wrote, and its writers nothing', async () => {
    await emptied()
    const { id } = await arlenia.as(ben, (ctx) =>
      door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: completeContent() }),
    )
    assert.deepEqual(Object.values(await workOf(dora)), [], 'a draft is its writer’s')
    assert.match(String(Object.values(await workOf(ben))), / save$/)
    await arlenia.as(ben, (ctx) => door.submitRequest(ctx, { requestId: id }))
    assert.match(String(Object.values(await workOf(arlenia.person('vera', 'reviewer')))), / return$/)
    assert.match(String(Object.values(await workOf(cleo))), / approve$/)
    assert.deepEqual(await workOf({ ...ben, roles: ['head'] }), {})
  })

  it('is paged pile by pile, and nothing is left out or said twice', async () => {
    await emptied()
    for (let at = 0; at < 5; at += 1) await assign((await arrived(arlenia, rita, `Paged ${at}`)).id, ben)
    const seen: string[] = []
    for (let after: string | undefined | null; after !== null;) {
      const [pile] = await myWork(db, { actor: ben }, { day: 'undated', limit: 2, after }, today)
      assert.equal(pile?.count, 5)
      seen.push(...subjects(pile.rows))
      after = pile.next
    }
    assert.deepEqual(seen.toSorted(), ['Paged 0', 'Paged 1', 'Paged 2', 'Paged 3', 'Paged 4'])
  })
})

describe('triage', () => {
  it('lists what nobody has, newest first, with what it asks for and lacks; an assigned one leaves it', async () => {
    await emptied()
    const whole = await arrived(arlenia, rita, 'Whole')
    await arlenia.world.advance(1000)
    const { facts: _, ...without } = completeContent()
    await arrived(arlenia, rita, 'Without facts', without)
    const { rows } = await listTriage(db, { actor: rita }, { limit: 10 })
    assert.deepEqual(
      rows.map(({ subject, lacking }) => [subject, lacking.filter(({ level }) => level === 'block').map(({ path }) => path)]),
      [
        ['Without facts', ['content.facts']],
        ['Whole', []],
      ],
    )
    assert.ok(rows.every(({ measures }) => measures.length > 0))
    await assign(whole.id, ben)
    assert.deepEqual(subjects((await listTriage(db, { actor: rita }, { limit: 10 })).rows), ['Without facts'])
  })
})

describe('a bulk act', () => {
  it('tells before what would happen to which, does each as an operation of its own, and says what was refused and why', async () => {
    await emptied()
    const [one, two, gone] = [
      await arrived(arlenia, rita, 'One'),
      await arrived(arlenia, rita, 'Two'),
      await arrived(arlenia, rita, 'Acknowledged already'),
    ]
    await arlenia.as(ben, (ctx) => door.acknowledgeRequest(ctx, { requestId: gone.id }))
    const nowhere = '6b3f0c1e-0000-4000-8000-000000000001'
    const input = { act: 'acknowledge' as const, ids: [one.id, gone.id, nowhere, two.id, one.id] }
    const expected = [
      ['One', null],
      ['Acknowledged already', 'step-not-possible'],
      [null, 'request-not-found'],
      ['Two', null],
    ]
    const told = (outcomes: Awaited<ReturnType<typeof planBulk>>) => outcomes.map(({ subject, refusal }) => [subject, refusal])
    assert.deepEqual(told(await planBulk(db, { actor: rita }, input, today)), expected)
    assert.equal((await door.getRequest(db, { actor: rita }, one.id)).state, 'received', 'a plan changes nothing')
    const before = await audited('request.acknowledge')
    assert.deepEqual(told(await performBulk(arlenia.node, { actor: rita }, input)), expected)
    assert.equal((await audited('request.acknowledge')) - before, 2)
    assert.equal((await door.getRequest(db, { actor: rita }, two.id)).state, 'acknowledged')
  })

  it('assigns to an officer or a unit, and refuses one of another office for each', async () => {
    await emptied()
    const { id } = await arrived(arlenia, rita, 'For the unit')
    await performBulk(arlenia.node, { actor: rita }, { act: 'assign', ids: [id], assignee: dora.id, unit: unit.id })
    assert.deepEqual(await list(dora, { unit: unit.id }), ['For the unit'])
    const stranger = '6b3f0c1e-0000-4000-8000-000000000001'
    const [outcome] = await performBulk(arlenia.node, { actor: rita }, { act: 'assign', ids: [id], assignee: stranger })
    assert.equal(outcome?.refusal, 'bad-input')
    await assert.rejects(planBulk(db, { actor: rita }, { act: 'assign', ids: [id] }, today), refused('bad-input'))
  })

  it('tells nothing of what the reader may not see, and does nothing to it', async () => {
    await emptied()
    const { id, ownReference } = await arrived(arlenia, rita, 'Sealed matter')
    await assign(id, null, unit.id)
    for (const act of bulkActs) {
      const input = { act, ids: [id], assignee: ben.id }
      for (const outcomes of [
        await planBulk(db, { actor: ben }, input, today),
        await performBulk(arlenia.node, { actor: ben }, input),
      ]) {
        assert.deepEqual(outcomes, [{ id, reference: null, subject: null, refusal: 'request-not-found' }])
        assert.ok(!JSON.stringify(outcomes).includes(ownReference))
      }
      const [auditors] = await performBulk(arlenia.node, { actor: olga }, input)
      assert.equal(auditors?.refusal, 'not-allowed')
    }
    await assert.rejects(planBulk(db, { actor: admin }, { act: 'acknowledge', ids: [id] }, today), refused('not-allowed'))
  })
})

async function audited(act: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::integer as count from audit.entry where act = ${act}`.execute(db)
  return found.rows[0]?.count ?? 0
}

it('the texts of the working pages are whole in six languages', () => {
  assert.deepEqual(catalogueFaults(workTexts), [])
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import fc from 'fast-check'
import { sql } from 'kysely'
import { MatterFilter, workDays, WORK_COUNTED_TO } from '../contract.ts'
import type { WorkDay } from '../contract.ts'
import { dashboard, deskOf, listMatters } from '../operations.ts'
import { sightFor, table } from '../policy.ts'
import { awaitedAnswers, heapsFor, owedBy } from '../rules/desk.ts'
import type { OwnAct } from '../rules/lifecycle.ts'
import { openLoads } from '../store-desk.ts'
import { listTriage } from './list-triage.ts'
import { myWork } from './my-work.ts'
import {
  db,
  today,
  actors,
  people,
  request,
  type Made,
  laidDown,
  changedAt,
  isOpen,
  capped,
  inOrder,
  seenBy,
  ownAuthorityOf,
  expectedDesk,
  expectedDashboard,
  expectedWork,
} from './sample-situations.ts'

async function pagedWork(actor: Actor, day: WorkDay, limit: number): Promise<{ counts: number[]; rows: string[] }> {
  const [rows, counts]: [string[], number[]] = [[], []]
  for (let after: string | undefined; ;) {
    const [pile] = await myWork(db, { actor }, { day, after, limit }, today)
    assert(pile)
    counts.push(pile.count)
    rows.push(...pile.rows.map(({ id, owed }) => `${id} ${owed}`))
    if (pile.next === null) return { counts, rows }
    after = pile.next
  }
}

async function paged(page: (after: string | undefined) => Promise<{ rows: readonly { id: string }[]; next: string | null }>) {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const { rows, next } = await page(after)
    ids.push(...rows.map(({ id }) => id))
    if (next === null) return ids
    after = next
  }
}

async function compare(name: string, actor: Actor, made: readonly Made[], limit: number): Promise<void> {
  const seen = seenBy(actor, made)
  const viewer = { actor }
  const desk = await deskOf(db, viewer, today)
  assert.deepEqual(
    Object.fromEntries(desk.map(({ heap, count, rows }) => [heap, { count, first: rows.map(({ id }) => id) }])),
    expectedDesk(seen),
    `the desk of ${name}`,
  )
  assert.deepEqual(await dashboard(db, viewer), expectedDashboard(seen), `the first page of ${name}`)
  const work = expectedWork(seen)
  const piles = await myWork(db, viewer, { limit: 10 }, today)
  assert.deepEqual(
    Object.fromEntries(piles.map(({ day, count, rows }) => [day, [count, ...rows.map(({ id, owed }) => `${id} ${owed}`)]])),
    Object.fromEntries(Object.entries(work).map(([day, all]) => [day, [capped(all.length), ...all.slice(0, 10)]])),
    `the work of ${name}`,
  )
  for (const day of workDays) {
    const all = work[day]
    if (all === undefined) continue
    const { rows, counts } = await pagedWork(actor, day, limit)
    assert.deepEqual(rows, all, `${day}, of ${name}, page by page`)
    assert(counts.every((count) => count === capped(all.length)))
  }
  const newest = (all: readonly Made[]) =>
    inOrder(all, (one) => `${changedAt(one)} ${one.id}`)
      .map(({ id }) => id)
      .toReversed()
  // What was passed on to a court is the office's to deal out: whether somebody there has it is not the court's to know.
  const unassigned = seen.all.filter(
    ({ direction, assignee, state, owner }) =>
      owner === ownAuthorityOf(actor) &&
      direction === 'incoming' &&
      assignee === null &&
      ['awaiting-confirmation', 'received', 'acknowledged', 'under-assessment'].includes(state),
  )
  assert.deepEqual(await paged((after) => listTriage(db, viewer, { after, limit })), newest(unassigned), `triage of ${name}`)
  const loads = await openLoads(db, sightFor(actor), people)
  for (const id of people)
    assert.equal(
      loads.get(id),
      capped(seen.all.filter((one) => isOpen(one) && one.assignee === id).length),
      `loads, seen by ${name}`,
    )
  const matters = await paged((after) => listMatters(db, viewer, MatterFilter.parse({ after, limit })))
  assert.deepEqual(matters, newest(seen.all.filter(({ executing }) => executing === null)), `matters of ${name}`)
}

describe('the working pages', () => {
  it('say where to look for what is owed as the rules say whose it is to do', async () => {
    const isOfficers = (act: OwnAct) => table[act].includes('case-officer')
    const everybody = { isOfficers, allowed: () => true, byHolder: isOfficers }
    const owed = owedBy(everybody)
    const open = [...heapsFor(() => true).keys()].filter((situation) => situation !== 'outgoing in-review written')
    for (const situation of open) {
      const [direction, state, turn = ''] = situation.split(' ')
      // A question that is not overdue is walked past.
      if (situation === 'incoming clarification-asked') continue
      const found = await sql<{ among: string | null; as: string }>`select
        requests.owed_among(null, ${direction}, ${state}, ${turn === '' ? 'granted' : turn}, ${turn === 'execute' ? 'executing' : 'acknowledged'}, null, null) as among,
        requests.decided_as(${direction}, ${state}, ${turn}) as as`.execute(db)
      const among = owed.get(situation)?.among
      assert.equal(found.rows[0]?.among ?? null, among === undefined ? null : `nobody ${among}`, situation)
      if (state === 'decided') assert.equal(found.rows[0]?.as, turn)
    }
    for (const rule of Object.keys(awaitedAnswers)) {
      const found = await sql<{
        among: string
      }>`select requests.owed_among('x', 'incoming', 'executing', null, null, ${today}, ${rule}) as among`.execute(db)
      assert.equal(found.rows[0]?.among, 'somebody answer', rule)
    }
  })

  it('show each reader the first of what is theirs, page by page all of it, and count as a full count does up to the bound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 90 }), fc.integer({ min: 1, max: 7 }), async (made, limit) => {
        const once = [...new Map(made.map((one) => [one.id, one])).values()]
        await laidDown(once)
        for (const [name, actor] of Object.entries(actors)) await compare(name, actor, once, limit)
      }),
      { numRuns: 6 },
    )
  })

  it('stop counting at the bound in an office that has more', async () => {
    const made = fc
      .sample(request, { numRuns: 700, seed: 7 })
      .map(
        (one) => ({ ...one, state: isOpen(one) ? one.state : one.direction === 'outgoing' ? 'approved' : 'received' }) as const,
      )
    await laidDown(made)
    const head = actors['a head']
    assert(head)
    const desk = await deskOf(db, { actor: head }, today)
    assert(desk.some(({ count }) => count === WORK_COUNTED_TO + 1))
    for (const [name, actor] of Object.entries(actors)) await compare(name, actor, made, 40)
  })
})

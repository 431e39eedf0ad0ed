import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { inTransaction } from '@comity/database'
import { addPerson, actorFor, systemActor } from '@comity/accounts/server'
import type { Role } from '@comity/accounts/contract'
import * as requests from '@comity/requests/server'
import { carry, grantedRequest } from '@comity/testing/granted-request'
import { catchUp, catchUpUntil } from './catch-up.ts'
import { ClockFilter } from './contract.ts'
import { giveNotices } from './escalate.ts'
import { getClock, listClocks } from './operations/list-clocks.ts'
import { calendars, openOffices, type Office } from './testing-offices.ts'

const { arlenia, bresonia } = await openOffices()
const DAY_MS = 86_400_000
const ana = arlenia.person('ana', 'case-officer')
const ben = bresonia.person('ben', 'case-officer', 'registrar')
const cleo = bresonia.person('cleo', 'head')
const carried = new Set<string>()

const readingOf = (office: Office) => ({
  db: office.node.db,
  actor: office.person('reader', 'head'),
  now: office.world.clock.now(),
  calendars,
})
const clocksOf = async (office: Office, requestId?: string) =>
  (await listClocks(readingOf(office), ClockFilter.parse({ requestId, limit: 200 }))).clocks
/** What of running clocks both ways must give alike. */
const running = async (office: Office, requestId: string) =>
  (await clocksOf(office, requestId))
    .filter(({ metAt, endedAt }) => metAt === null && endedAt === null)
    .map(({ ruleId, key, owner, dueAt, startedAt, stoppedAt }) => [ruleId, key, owner, dueAt, startedAt, stoppedAt])
    .toSorted((a, b) => `${a[0]} ${a[1]}`.localeCompare(`${b[0]} ${b[1]}`))

/** As the node was before clocks were kept. */
async function asBefore(office: Office): Promise<void> {
  await sql`delete from deadlines.entry`.execute(office.node.db)
  await sql`delete from deadlines.clock`.execute(office.node.db)
  await sql`delete from deadlines.catch_up`.execute(office.node.db)
  await sql`update requests.request set due_on = null, due_for = null`.execute(office.node.db)
}

async function caughtUp(office: Office, limit?: number): Promise<number> {
  for (let rounds = 1; ; rounds++) if ((await catchUp(office.node, calendars, limit)) === 'done') return rounds
}

/** In the background, in a world whose time somebody must let pass. */
async function inBackground(): Promise<void> {
  const done = new AbortController()
  const work = catchUpUntil(arlenia.node, calendars, new AbortController().signal).finally(() => done.abort())
  while (!done.signal.aborted) {
    await setTimeout(5)
    await arlenia.world.advance(1_000)
  }
  await work
}

const person = async (login: string, ...roles: Role[]) => {
  const added = await arlenia.as(systemActor(arlenia.authorityId), (ctx) =>
    addPerson(ctx, { name: login, login, roles, authorityId: arlenia.authorityId }),
  )
  return actorFor(arlenia.node.db, added, arlenia.world.clock.now())
}

type Letter = Parameters<typeof requests.registerRequest>[1]
const registered = (actor: typeof ana, daysAgo: number, more: Partial<Letter> = {}) =>
  arlenia.as(actor, (ctx) =>
    requests.registerRequest(ctx, {
      direction: 'incoming',
      form: 'mutual-legal-assistance',
      channel: 'post',
      counterpartName: 'Ministry of Caldova',
      counterpartState: 'xc',
      datedOn: new Date(ctx.now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10),
      content: { subject: 'Harbour accounts', language: 'en' },
      ...more,
    }),
  )

describe('requests from before there were clocks', () => {
  it('get exactly those that they would have had, on both sides, also what stands still and what is keyed', async () => {
    const condition = { kind: 'confidentiality' as const, text: 'Sealed until the trial', dueOn: '2026-09-01' }
    const decision = { decision: 'granted-with-conditions' as const, conditions: [condition] }
    const { out, into } = await grantedRequest(arlenia, bresonia, carried, decision)
    await arlenia.world.advance(DAY_MS)
    await bresonia.world.advance(DAY_MS)
    const { record } = await requests.getRequest(arlenia.node.db, { actor: ana }, out)
    const answers = [{ conditionId: record.conditions[0]?.id ?? '', accepted: true }]
    const hugo = arlenia.person('hugo', 'head')
    await arlenia.as(hugo, (ctx) => requests.perform(ctx, { act: 'answer-conditions', requestId: out, input: { answers } }))
    await arlenia.as(ana, (ctx) =>
      requests.perform(ctx, { act: 'enquire', requestId: out, input: { question: 'When?', replyBy: '2026-04-01' } }),
    )
    await carry(arlenia, bresonia, out, carried)
    await bresonia.as(ben, (ctx) => requests.openDossiers(ctx, { requestId: into }))
    await bresonia.as(cleo, (ctx) =>
      requests.perform(ctx, { act: 'start-execution', requestId: into, input: { executingAuthority: 'Bank supervision' } }),
    )
    await bresonia.as(ben, (ctx) => requests.askClarification(ctx, { requestId: into, question: 'Which branch?' }))
    await carry(bresonia, arlenia, into, carried)
    for (const [office, id] of [
      [arlenia, out],
      [bresonia, into],
    ] as const) {
      const { dueOn, dueFor } = await requests.getRequest(office.node.db, { actor: office.person('reader', 'head') }, id)
      const heard = await running(office, id)
      assert.ok(heard.length > 3 && heard.some((clock) => clock[5] !== null), JSON.stringify(heard))
      await asBefore(office)
      await caughtUp(office)
      assert.deepEqual(await running(office, id), heard)
      const again = await requests.getRequest(office.node.db, { actor: office.person('reader', 'head') }, id)
      assert.deepEqual([again.dueOn, again.dueFor], [dueOn, dueFor])
    }
  })

  it('are gone through a round at a time, go on where a stop left them, and once done are left alone', async () => {
    const many = await Promise.all([1, 2, 3, 4, 5].map((days) => registered(ana, days)))
    await asBefore(arlenia)
    assert.equal(await catchUp(arlenia.node, calendars, 2), 'more')
    const some = (await clocksOf(arlenia)).length
    await catchUpUntil(arlenia.node, calendars, AbortSignal.abort())
    assert.equal((await clocksOf(arlenia)).length, some)
    assert.ok((await caughtUp(arlenia, 2)) > 2)
    for (const { id } of many)
      assert.deepEqual(
        (await running(arlenia, id)).map(([rule]) => rule),
        ['acknowledgement', 'first-decision'],
      )
    const all = (await clocksOf(arlenia)).length
    await sql`delete from deadlines.entry`.execute(arlenia.node.db)
    await sql`delete from deadlines.clock`.execute(arlenia.node.db)
    assert.equal(await catchUp(arlenia.node, calendars), 'done')
    assert.deepEqual([(await clocksOf(arlenia)).length, all > some], [0, true])
  })

  it('are not gone through by two processes at once, and whoever works on one of them is waited for', async () => {
    const [one, two] = [await registered(ana, 1), await registered(ana, 2)]
    await asBefore(arlenia)
    await Promise.all([inBackground(), inBackground(), inBackground()])
    for (const { id } of [one, two]) assert.equal((await running(arlenia, id)).length, 2)
    await asBefore(arlenia)
    const last = [one.id, two.id].toSorted()[1] ?? ''
    await inTransaction(arlenia.node.db, async (tx) => {
      await sql`select id from requests.request where id = ${last} for update`.execute(tx)
      for (let round = 0; round < 50; round++) {
        const found = await sql<{ after_id: string | null }>`select after_id from deadlines.catch_up`.execute(arlenia.node.db)
        const next = await requests.openRequestsAfter(arlenia.node.db, { after: found.rows[0]?.after_id ?? null, limit: 1 })
        if (next[0] === last) break
        await catchUp(arlenia.node, calendars)
      }
      assert.deepEqual(await running(arlenia, last), [])
    })
    await caughtUp(arlenia)
    assert.equal((await running(arlenia, last)).length, 2)
  })

  it('keep what a step has begun meanwhile, get what is older, and nothing that it met', async () => {
    const { into } = await grantedRequest(arlenia, bresonia, carried)
    await asBefore(bresonia)
    await bresonia.world.advance(DAY_MS)
    await bresonia.as(cleo, (ctx) =>
      requests.perform(ctx, {
        act: 'consult',
        requestId: into,
        input: { about: 'conditions', grounds: [], text: 'May it be used?', replyBy: '2026-09-01' },
      }),
    )
    const rulesOf = async () => (await running(bresonia, into)).map(([rule, , owner]) => `${rule} ${owner}`)
    assert.deepEqual(await rulesOf(), ['consultation-reply them', 'unopened them'])
    await caughtUp(bresonia)
    assert.deepEqual(await rulesOf(), ['consultation-reply them', 'result us', 'unopened them', 'unopened them'])
  })

  it('of which one cannot be read hold up no other', async () => {
    const [bad, good] = [await registered(ana, 1), await registered(ana, 2)]
    await asBefore(arlenia)
    const { rows } = await sql<{ record: unknown }>`select record from requests.request where id = ${bad.id}`.execute(
      arlenia.node.db,
    )
    await sql`update requests.request set record = '{"decisions": 7}' where id = ${bad.id}`.execute(arlenia.node.db)
    await inBackground()
    assert.equal((await running(arlenia, good.id)).length, 2)
    assert.deepEqual(await running(arlenia, bad.id), [])
    await sql`update requests.request set record = ${JSON.stringify(rows[0]?.record)} where id = ${bad.id}`.execute(
      arlenia.node.db,
    )
  })
})

describe('deadlines that had passed before their clocks began', () => {
  it('are told to each person once for all of them, to the officer and then the head, never to the secretariat', async () => {
    const [officer, other, head] = [
      await person('one', 'case-officer'),
      await person('two', 'case-officer'),
      await person('chief', 'head'),
    ]
    const mine: requests.RequestCourse['request'][] = []
    for (const days of [40, 50, 60]) mine.push(await registered(officer, days, { direction: 'outgoing' }))
    await registered(other, 45)
    await asBefore(arlenia)
    await caughtUp(arlenia)
    const told: { to: readonly string[]; kind: string; on: string; key: string }[] = []
    const notify = async (_: unknown, notice: (typeof told)[number]) => void told.push(notice)
    await giveNotices(arlenia.node, notify)
    const keysOf = (id: string) => new Set(told.filter(({ to }) => to.includes(id)).map(({ key }) => key))
    assert.deepEqual([keysOf(officer.id).size, keysOf(other.id).size, keysOf(head.id).size], [1, 1, 0])
    assert.ok(told.every(({ kind, on }) => kind === 'deadlines-late' && on === '/deadlines?only=overdue'))
    await arlenia.world.advance(4 * DAY_MS)
    told.splice(0)
    await giveNotices(arlenia.node, notify)
    assert.equal(keysOf(head.id).size, 1)
    await arlenia.world.advance(60 * DAY_MS)
    told.splice(0)
    await giveNotices(arlenia.node, notify)
    assert.ok(told.every(({ on }) => !mine.some(({ id }) => on.endsWith(id))))
    const sent = await sql<{
      count: number
    }>`select count(*)::int as count from exchange.dossier where kind = 'unanswered'`.execute(arlenia.node.db)
    assert.equal(sent.rows[0]?.count, 0)
    const [first] = mine
    assert.ok(first)
    const { dueOn } = await requests.getRequest(arlenia.node.db, { actor: officer }, first.id)
    const [clock] = (await clocksOf(arlenia, first.id)).filter(({ ruleId }) => ruleId === 'acknowledgement')
    assert.deepEqual([clock?.state, dueOn], ['overdue', null], 'the other side owes it')
    const { history } = await getClock(readingOf(arlenia), clock?.id ?? '')
    assert.deepEqual(
      history.map(({ what, reason }) => [what, reason]),
      [
        ['started', null],
        ['noticed', 'officer'],
        ['noticed', 'head'],
      ],
    )
  })
})

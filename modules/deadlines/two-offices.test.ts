import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { addUnit, peerActor, systemActor } from '@comity/accounts/server'
import { AuthorityId } from '@comity/accounts/contract'
import { openContainer } from '@comity/crypto'
import { DossierId } from '@comity/exchange/contract'
import type { ReceivedDossier } from '@comity/exchange/contract'
import { dossierFile } from '@comity/exchange/server'
import * as requests from '@comity/requests/server'
import { carry, grantedRequest } from '@comity/testing/granted-request'
import { ClockFilter } from './contract.ts'
import type { DeadlineRule } from './contract.ts'
import { unansweredReceiver } from './receive-unanswered.ts'
import { giveNotices } from './escalate.ts'
import { extendClock, resumeClock, stopClock } from './operations/change-clock.ts'
import { getClock, listClocks, overdueCounts } from './operations/list-clocks.ts'
import { listUnanswered } from './operations/unanswered.ts'
import { changeRule, listRules, ruleHistory } from './operations/rules.ts'
import { calendars, openOffices, type Office } from './testing-offices.ts'

const { arlenia, bresonia, tribunal: secretariat } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const ben = bresonia.person('ben', 'case-officer', 'registrar')
const stranger = { ...arlenia.person('olga', 'case-officer'), units: [] }
const DAY_MS = 86_400_000

const reading = (office: Office, actor = ana) => ({ db: office.node.db, actor, now: office.world.clock.now(), calendars })
const clocksOf = async (office: Office, requestId: string, actor = ana) =>
  (await listClocks(reading(office, actor), ClockFilter.parse({ requestId }))).clocks
const going = async (office: Office, requestId: string, actor = ana) =>
  (await clocksOf(office, requestId, actor))
    .filter(({ state }) => state === 'running' || state === 'overdue' || state === 'stopped')
    .map(({ ruleId, owner }) => `${ruleId} ${owner}`)
    .toSorted()
const carried = new Set<string>()

describe('a report that an answer is owed', () => {
  const marta = secretariat.person('marta', 'head')
  const receiver = unansweredReceiver()
  const dossierOf = (body: unknown, to: Office, sender = arlenia.authorityId): ReceivedDossier => ({
    dossierId: DossierId.parse(Buffer.from(arlenia.world.chance.bytes(32)).toString('hex')),
    kind: 'unanswered',
    sender,
    addressee: to.authorityId,
    thread: arlenia.world.chance.uuid(),
    sequence: 1,
    createdAt: arlenia.world.clock.now(),
    body,
    attachments: [],
    language: 'en',
  })
  const arrive = (to: Office, dossier: ReceivedDossier) =>
    to.as(peerActor(dossier.sender), (ctx) => receiver.receive(ctx, dossier))

  it('leaves once when the rule says so, says nothing of the case, and the secretariat lists it', async () => {
    const { rule } = (await ruleHistory(arlenia.node.db, ana, 'result'))[0] ?? assert.fail()
    const change = (length: DeadlineRule['length'], steps: DeadlineRule['steps']) =>
      arlenia.as(hugo, (ctx) => changeRule(ctx, { id: 'result', length, steps, reason: 'to see it happen' }))
    await change({ amount: 1, unit: 'hours' }, [{ days: 0, to: 'secretariat' }])
    const { out } = await grantedRequest(arlenia, bresonia, carried)
    await change(rule.length, rule.steps)
    const { ownReference } = await requests.getRequest(arlenia.node.db, { actor: ana }, out)
    await arlenia.world.advance(2 * 3_600_000)
    await giveNotices(arlenia.node, async () => {})
    await giveNotices(arlenia.node, async () => {})
    const posted = await sql<{ dossier_id: string; addressee: string }>`
      select dossier_id, addressee from exchange.dossier where kind = 'unanswered'`.execute(arlenia.node.db)
    assert.deepEqual(
      posted.rows.map(({ addressee }) => addressee),
      [secretariat.authorityId],
    )
    const container = await dossierFile(arlenia.node.db, posted.rows[0]?.dossier_id ?? '', 'container')
    assert.ok(container)
    const { files } = openContainer(container)
    const read = [...files.values()].map((bytes) => Buffer.from(bytes).toString()).join('\n')
    for (const secret of [ownReference, 'Meridian', 'mbezzlement', 'freeze']) assert.ok(!read.includes(secret), secret)
    const { body } = JSON.parse(Buffer.from(files.get('dossier.json') ?? []).toString())
    await arrive(secretariat, dossierOf(body, secretariat))
    const { reports } = await listUnanswered(secretariat.node.db, marta)
    assert.deepEqual(
      reports.map(({ requestingAuthority, requestedAuthority, days }) => [requestingAuthority, requestedAuthority, days]),
      [[arlenia.authorityId, bresonia.authorityId, 0]],
    )
    await assert.rejects(listUnanswered(secretariat.node.db, secretariat.person('olaf', 'originator')), { code: 'not-allowed' })
  })

  it('is refused where it names others than its sender, says more, or comes to an authority that is no secretariat', async () => {
    const body = {
      requestingAuthority: arlenia.authorityId,
      requestedAuthority: bresonia.authorityId,
      days: 30,
      since: '2026-03-01',
    }
    const refused = { code: 'dossier-schema' }
    await assert.rejects(arrive(bresonia, dossierOf(body, bresonia)), refused)
    await assert.rejects(arrive(secretariat, dossierOf(body, secretariat, secretariat.authorityId)), refused)
    await assert.rejects(arrive(secretariat, dossierOf({ ...body, subject: 'Harbour accounts' }, secretariat)), refused)
  })
})

describe('clocks in two offices', () => {
  it('say the same on both sides from the request to the decision, and the request knows its next day', async () => {
    const { out, into } = await grantedRequest(arlenia, bresonia, carried)
    assert.deepEqual(await going(arlenia, out), ['result them', 'unopened us'])
    assert.deepEqual(await going(bresonia, into, ben), ['result us', 'unopened them'])
    const met = (await clocksOf(arlenia, out)).filter(({ state }) => state === 'met').map(({ ruleId }) => ruleId)
    assert.deepEqual(met.toSorted(), ['acknowledgement', 'first-decision', 'unopened'])
    const request = await requests.getRequest(bresonia.node.db, { actor: ben }, into)
    assert.equal(request.dueFor, 'result')
    await arlenia.as(ana, (ctx) => requests.openDossiers(ctx, { requestId: out }))
    assert.deepEqual(await going(arlenia, out), ['result them'])
    await bresonia.as(ben, (ctx) =>
      requests.perform(ctx, { act: 'start-execution', requestId: into, input: { executingAuthority: 'Bank supervision' } }),
    )
    await bresonia.as(ben, (ctx) => requests.askClarification(ctx, { requestId: into, question: 'Which branch?' }))
    const [stopped] = (await clocksOf(bresonia, into, ben)).filter(({ ruleId }) => ruleId === 'result')
    assert.equal(stopped?.state, 'stopped')
    await carry(bresonia, arlenia, into, carried)
    assert.deepEqual(await going(arlenia, out), ['clarification-answer us', 'result them', 'unopened us'])
  })

  it('are extended, stopped and resumed with reasons, within what the rule allows', async () => {
    const { id } = await registered('outgoing')
    const [clock] = (await clocksOf(arlenia, id)).filter(({ ruleId }) => ruleId === 'first-decision')
    assert.ok(clock)
    const later = (days: number) => new Date(Date.parse(clock.dueAt) + days * DAY_MS).toISOString().slice(0, 10)
    const extend = (to: string) =>
      arlenia.as(ana, (ctx) => extendClock(ctx, { id: clock.id, to, reason: 'agreed by phone' }, calendars))
    await assert.rejects(extend(later(31)), { code: 'extension-not-allowed' })
    await assert.rejects(extend(later(-1)), { code: 'extension-not-allowed' })
    assert.equal((await extend(later(30))).dueAt.slice(0, 10), later(30))
    await assert.rejects(extend(later(31)), { code: 'extension-not-allowed' })
    await arlenia.as(hugo, (ctx) => stopClock(ctx, { id: clock.id, reason: 'the court is closed' }, calendars))
    await arlenia.world.advance(5 * DAY_MS)
    const resumed = await arlenia.as(hugo, (ctx) => resumeClock(ctx, { id: clock.id, reason: 'open again' }, calendars))
    assert.equal(Date.parse(resumed.dueAt) - Date.parse(`${later(30)}T23:59:59Z`), 5 * DAY_MS)
    const { history } = await getClock(reading(arlenia), clock.id)
    assert.deepEqual(
      history.map(({ what, reason }) => [what, reason]),
      [
        ['started', null],
        ['extended', 'agreed by phone'],
        ['stopped', 'the court is closed'],
        ['resumed', 'open again'],
      ],
    )
  })

  it('are seen by nobody who may not see the request, in lists, counts and by their number', async () => {
    const { id: unit } = await arlenia.as(systemActor(arlenia.authorityId), (ctx) =>
      addUnit(ctx, { name: 'Asset recovery', names: {} }),
    )
    const { id } = await registered('incoming')
    await arlenia.as(hugo, (ctx) => requests.assignRequest(ctx, { requestId: id, unit, assignee: null, named: [] }))
    const [clock] = await clocksOf(arlenia, id, hugo)
    assert.ok(clock)
    assert.deepEqual(await clocksOf(arlenia, id, stranger), [])
    await assert.rejects(getClock(reading(arlenia, stranger), clock.id), { code: 'clock-not-found' })
    // Whoever reads all and deputises for somebody who writes does not thereby write in all.
    const absent = { personId: 'absent', roles: ['case-officer' as const], units: ['7b1f4b1e-0d8e-4a77-9a52-58c1f0a3d002'] }
    const reader = { ...arlenia.person('ada', 'auditor', 'case-officer'), ownRoles: ['auditor' as const] }
    const deputy = { ...reader, deputyFor: [absent.personId], places: [absent] }
    await assert.rejects(
      arlenia.as(deputy, (ctx) => stopClock(ctx, { id: clock.id, reason: 'as a deputy' }, calendars)),
      { code: 'not-allowed' },
    )
    await assert.rejects(
      arlenia.as(stranger, (ctx) => stopClock(ctx, { id: clock.id, reason: 'curious' }, calendars)),
      { code: 'clock-not-found' },
    )
    const before = await overdueCounts(reading(arlenia, stranger))
    await arlenia.world.advance(40 * DAY_MS)
    const [seen, unseen] = [await overdueCounts(reading(arlenia, hugo)), await overdueCounts(reading(arlenia, stranger))]
    assert.ok(seen.us > unseen.us, JSON.stringify({ before, seen, unseen }))
  })

  it('are the office’s own: a court to which the request was passed on neither reads nor stops them', async () => {
    const { id } = await registered('incoming')
    const [clock] = await clocksOf(arlenia, id, hugo)
    assert(clock)
    const court = AuthorityId.parse('xa.court')
    const judge = { ...arlenia.person('judge', 'case-officer', 'head', 'executing-officer'), authorityId: court }
    await sql`update deadlines.clock set access = access || ${[`authority:${court}`]}::text[] where id = ${clock.id}`.execute(
      arlenia.node.db,
    )
    const unknown = { code: 'clock-not-found' }
    await assert.rejects(getClock(reading(arlenia, judge), clock.id), unknown)
    await assert.rejects(
      arlenia.as(judge, (ctx) => stopClock(ctx, { id: clock.id, reason: 'no hurry' }, calendars)),
      unknown,
    )
  })

  it('follow a changed rule when they start later, and never when they run', async () => {
    const first = await registered('outgoing')
    const [old] = (await clocksOf(arlenia, first.id)).filter(({ ruleId }) => ruleId === 'acknowledgement')
    const length = { amount: 3, unit: 'working-days' as const }
    await assert.rejects(
      arlenia.as(ana, (ctx) => changeRule(ctx, { id: 'acknowledgement', length, reason: 'too long' })),
      { code: 'not-allowed' },
    )
    await arlenia.as(hugo, (ctx) => changeRule(ctx, { id: 'acknowledgement', length, reason: 'agreed at the network meeting' }))
    const second = await registered('outgoing')
    const [anew] = (await clocksOf(arlenia, second.id)).filter(({ ruleId }) => ruleId === 'acknowledgement')
    const [still] = (await clocksOf(arlenia, first.id)).filter(({ ruleId }) => ruleId === 'acknowledgement')
    assert.deepEqual([old?.ruleVersion, still?.dueAt, anew?.ruleVersion], [0, old?.dueAt, 1])
    assert.deepEqual(
      (await ruleHistory(arlenia.node.db, ana, 'acknowledgement')).map(({ version }) => version),
      [1, 0],
    )
    const week = { amount: 7, unit: 'days' as const }
    await arlenia.as(hugo, (ctx) => changeRule(ctx, { id: 'acknowledgement', length: week, reason: 'as before' }))
    assert.ok((await listRules(arlenia.node.db, ana)).length > 25)
  })

  it('begin for what was registered late on its own day, and not for what was done since', async () => {
    const day = new Date(arlenia.world.clock.now().getTime() - 20 * DAY_MS).toISOString().slice(0, 10)
    const { id } = await registered('incoming', { datedOn: day, state: 'acknowledged' })
    const clocks = await clocksOf(arlenia, id)
    assert.deepEqual(
      clocks.map(({ ruleId, startedAt }) => [ruleId, startedAt.slice(0, 10)]),
      [['first-decision', day]],
    )
    assert.deepEqual(await clocksOf(arlenia, (await registered('incoming', { state: 'closed' })).id), [])
  })
})

type Letter = Parameters<typeof requests.registerRequest>[1]

function letter(direction: 'incoming' | 'outgoing', more: Partial<Letter> = {}): Letter {
  return {
    direction,
    form: 'mutual-legal-assistance',
    channel: 'post',
    counterpartName: 'Ministry of Caldova',
    counterpartState: 'xc',
    datedOn: arlenia.world.clock.now().toISOString().slice(0, 10),
    content: { subject: 'Harbour accounts', language: 'en' },
    ...more,
  }
}

function registered(direction: 'incoming' | 'outgoing', more: Partial<Letter> = {}) {
  return arlenia.as(ana, (ctx) => requests.registerRequest(ctx, letter(direction, more)))
}

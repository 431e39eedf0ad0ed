import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actorFor, addPerson, systemActor } from '@comity/accounts/server'
import { type Role } from '@comity/accounts/contract'
import * as requests from '@comity/requests/server'
import { ClockFilter } from './contract.ts'
import { giveNotices } from './escalate.ts'
import { makeFeed, readFeed, revokeFeed } from './operations/feed.ts'
import { getClock, listClocks } from './operations/list-clocks.ts'
import { calendars, openOffices, type Office } from './testing-offices.ts'

const { arlenia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const DAY_MS = 86_400_000

const reading = (office: Office, actor = ana) => ({ db: office.node.db, actor, now: office.world.clock.now(), calendars })
const clocksOf = async (office: Office, requestId: string, actor = ana) =>
  (await listClocks(reading(office, actor), ClockFilter.parse({ requestId }))).clocks
const person = async (login: string, ...roles: Role[]) => {
  const added = await arlenia.as(systemActor(arlenia.authorityId), (ctx) =>
    addPerson(ctx, { name: login, login, roles, authorityId: arlenia.authorityId }),
  )
  return actorFor(arlenia.node.db, added, arlenia.world.clock.now())
}

describe('notices of deadlines', () => {
  it('go to the officer, then the head, once each, and only to who may see the request', async () => {
    const [officer, head, other] = [
      await person('officer', 'case-officer'),
      await person('chief', 'head'),
      await person('other', 'case-officer'),
    ]
    const { id } = await arlenia.as(officer, (ctx) => requests.registerRequest(ctx, letter('incoming')))
    const told: { to: readonly string[]; kind: string; on: string }[] = []
    const notify = async (_: unknown, notice: { to: readonly string[]; kind: string; on: string }) => {
      if (notice.on === `/requests/${id}`) told.push(notice)
    }
    await giveNotices(arlenia.node, notify)
    told.splice(0)
    await arlenia.world.advance(8 * DAY_MS)
    await giveNotices(arlenia.node, notify)
    await giveNotices(arlenia.node, notify)
    assert.deepEqual(
      told.map(({ to, kind }) => [to, kind]),
      [[[officer.id], 'deadline-passed/acknowledgement']],
    )
    await arlenia.world.advance(4 * DAY_MS)
    await giveNotices(arlenia.node, notify)
    assert.deepEqual(told.at(-1)?.to, [head.id])
    assert.ok(!told.some(({ to }) => to.includes(other.id)))
    const [clock] = (await clocksOf(arlenia, id, officer)).filter(({ ruleId }) => ruleId === 'acknowledgement')
    const { history } = await getClock(reading(arlenia, officer), clock?.id ?? '')
    assert.ok(history.filter(({ what }) => what === 'noticed').length >= 2)
  })

  it('of which one fails hold up no other', async () => {
    const clerk = await person('clerk', 'case-officer')
    for (const direction of ['incoming', 'outgoing'] as const)
      await arlenia.as(clerk, (ctx) => requests.registerRequest(ctx, letter(direction)))
    await arlenia.world.advance(30 * DAY_MS)
    const told: string[] = []
    const failing = async (_: unknown, { key }: { key: string }) => {
      told.push(key)
      if (told.length === 1) throw new Error('the mail is on fire')
    }
    const given = await giveNotices(arlenia.node, failing)
    assert.ok(given > 1 && told.length > 1, `${given} ${told.length}`)
    await arlenia.world.advance(2 * 3_600_000)
    const again: string[] = []
    await giveNotices(arlenia.node, async (_, { key }) => void again.push(key))
    assert.ok(again.includes(told[0] ?? ''))
  })
})

describe('the calendar feed', () => {
  it('says what kind of thing is due and nothing of the case, until it is revoked', async () => {
    const added = await arlenia.as(systemActor(arlenia.authorityId), (ctx) =>
      addPerson(ctx, { name: 'Feed', login: 'feed', roles: ['case-officer'], authorityId: arlenia.authorityId }),
    )
    const actor = await actorFor(arlenia.node.db, added, arlenia.world.clock.now())
    const { ownReference } = await arlenia.as(actor, (ctx) => requests.registerRequest(ctx, letter('incoming')))
    const address = async (withReference: boolean) => (await arlenia.as(actor, (ctx) => makeFeed(ctx, { withReference }))).url
    const tokenIn = (url: string) => /calendar\/([\w-]+)\.ics$/.exec(url)?.[1] ?? ''
    const bare = tokenIn(await address(false))
    const text = await readFeed(arlenia.node, bare)
    assert.match(text, /^BEGIN:VCALENDAR\r\n/)
    assert.match(text, /SUMMARY:Acknowledgement of receipt\r\n/)
    assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
    assert.ok(!text.includes(ownReference) && !text.includes('Ministry of Caldova') && !text.includes('Harbour'))
    const full = tokenIn(await address(true))
    assert.ok((await readFeed(arlenia.node, full)).replaceAll('\r\n ', '').includes(ownReference))
    await assert.rejects(readFeed(arlenia.node, bare), { code: 'not-found' })
    await arlenia.as(actor, revokeFeed)
    await assert.rejects(readFeed(arlenia.node, full), { code: 'not-found' })
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

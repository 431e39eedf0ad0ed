import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { linkEntries, verifyAudit } from '@comity/audit/server'
import { sql } from 'kysely'
import { AuthorityId } from './contract.ts'
import type { Person, Unit } from './contract.ts'
import { authority, goodPassword, sampleNode } from './sample-node.ts'
import {
  absenceOf,
  addPerson,
  deputiesOf,
  guestsOn,
  inContext,
  membersOf,
  peopleOf,
  peopleWithRole,
  setPasswordAsNode,
  systemActor,
  unitById,
  unitsOf,
} from './server.ts'

const { app, node, world, person } = await sampleNode()
const court = AuthorityId.parse('xa.high-court')
let officer: Person
let chief: Person
let second: Person
let auditor: Person

before(async () => {
  officer = await person('officer', ['case-officer'])
  second = await person('second', ['registrar'])
  chief = await person('chief', ['head'])
  await person('boss', ['administrator'])
  auditor = await person('auditor', ['auditor'])
})
after(() => app.close())

async function call(login: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: goodPassword } })
  const headers = { authorization: `Bearer ${signedIn.json().token}` }
  return app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
}

const today = (): string => world.clock.now().toISOString().slice(0, 10)
const inDays = (days: number): string => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

async function page(login: string, url: string, fields?: Record<string, string>) {
  const body = new URLSearchParams({ csrf: '', login, password: goodPassword }).toString()
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const signedIn = await app.inject({ method: 'POST', url: '/sign-in', headers: form, payload: body })
  const headers = { cookie: `comity-a=${signedIn.cookies.find(({ name }) => name === 'comity-a')?.value ?? ''}` }
  if (fields === undefined) return app.inject({ url, headers })
  const csrf = /id="who">([^<]+)</.exec((await app.inject({ url: '/profile', headers })).body)?.[1] ?? ''
  const payload = new URLSearchParams({ csrf, ...fields }).toString()
  return app.inject({ method: 'POST', url, headers: { ...form, ...headers }, payload })
}

describe('a unit', () => {
  const add = async (name: string, names: Record<string, string> = {}): Promise<Unit> =>
    (await call('boss', 'POST', '/api/units', { name, names })).json()

  test('is added, renamed and archived by administrators only; its name is free again once archived', async () => {
    for (const login of ['officer', 'chief', 'auditor'])
      assert.equal((await call(login, 'POST', '/api/units', { name: 'X' })).statusCode, 403)
    const unit = await add('Legal assistance', { fr: 'Entraide judiciaire' })
    assert.equal((await call('boss', 'POST', '/api/units', { name: 'LEGAL assistance' })).json().code, 'unit-name-taken')
    assert.equal((await call('boss', 'PUT', `/api/units/${unit.id}`, { name: 'Mutual legal assistance' })).statusCode, 200)
    assert.equal((await call('boss', 'POST', `/api/units/${unit.id}/archive`)).json().archived, true)
    await add('Mutual legal assistance')
    assert.equal((await call('chief', 'POST', `/api/units/${unit.id}/restore`)).json().code, 'unit-name-taken')
    assert.deepEqual(
      (await unitsOf(node.db, authority)).map(({ name, archived }) => [name, archived]),
      [
        ['Mutual legal assistance', false],
        ['Mutual legal assistance', true],
      ],
    )
  })
  test('of another authority does not exist', async () => {
    const [id, other] = ['8f2d7c52-8d7c-4d4e-9b53-3a9f0f7f5b11', 'xb.central-authority']
    await sql`insert into accounts.unit (id, authority_id, name, names, created_at)
      values (${id}, ${other}, 'Foreign', '{}', ${world.clock.now()})`.execute(node.db)
    assert.equal((await call('boss', 'POST', `/api/units/${id}/archive`)).statusCode, 404)
    assert.equal((await call('boss', 'GET', `/api/units/${id}/members`)).statusCode, 404)
    assert.doesNotMatch((await call('boss', 'GET', '/api/units')).body, /Foreign/)
  })
  test('is carried by its members in every request, until it is archived; nobody adds themselves', async () => {
    const unit = await add('Assets')
    const member = (login: string, personId: string) => call(login, 'PUT', `/api/units/${unit.id}/members/${personId}`)
    assert.deepEqual((await member('boss', officer.id)).json().proposedUnits, [unit.id])
    assert.deepEqual((await call('officer', 'GET', '/api/session')).json().units, [])
    assert.deepEqual((await call('chief', 'POST', `/api/people/${officer.id}/confirm`)).json().person.units, [unit.id])
    assert.equal((await member('officer', second.id)).statusCode, 403)
    const boss = (await peopleOf(node.db, authority)).find(({ login }) => login === 'boss')
    assert.equal((await member('boss', boss?.id ?? '')).json().code, 'own-roles')
    assert.deepEqual((await call('officer', 'GET', '/api/session')).json().units, [unit.id])
    assert.deepEqual(
      (await membersOf(node.db, unit.id)).map(({ login }) => login),
      ['officer'],
    )
    await call('boss', 'POST', `/api/units/${unit.id}/archive`)
    assert.deepEqual((await call('officer', 'GET', '/api/session')).json().units, [])
    assert.equal((await unitById(node.db, unit.id))?.archived, true)
  })
  test('has pages to add, rename and fill it, which keep what was typed', async () => {
    const wrong = await page('boss', '/people/units', { name: ' ', 'name-fr': 'Nom gardé' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Nom gardé/)
    const made = await page('boss', '/people/units', { name: 'Paged', 'name-fr': 'Paginé' })
    const url = made.headers.location ?? ''
    assert.equal((await page('boss', `${url}/members`, { person: second.id })).statusCode, 303)
    assert.match((await page('chief', `${url}?lang=fr`)).body, /Paginé[^]*Attend le chef[^]*Person second/)
    assert.match((await page('chief', `/people/${second.id}`)).body, /Units wished: .?Paged/)
    assert.equal((await page('chief', `/people/${second.id}/confirm`, {})).statusCode, 303)
    assert.match((await page('chief', url)).body, /Person second/)
    assert.equal((await page('boss', url, { name: 'Mutual legal assistance' })).statusCode, 422)
    assert.equal((await page('boss', `${url}/members/${second.id}/remove`, {})).statusCode, 303)
    assert.equal((await page('officer', '/people/units')).statusCode, 403)
  })
})

describe('a deputy', () => {
  const away = (login: string, who: Person, absence: object) => call(login, 'POST', `/api/people/${who.id}/absences`, absence)
  const rolesOf = async (login: string) => (await page(login, '/profile')).body

  test('holds the roles and the place from the first day to the last, in the absent person’s own days', async () => {
    await call('chief', 'PUT', `/api/people/${chief.id}/contact`, { email: null, language: null, timeZone: 'Pacific/Kiritimati' })
    const named = await away('chief', chief, { deputyId: second.id, fromOn: inDays(1), untilOn: inDays(2) })
    assert.equal(named.statusCode, 200)
    assert.equal((await call('second', 'GET', '/api/people')).statusCode, world.clock.now().getUTCHours() < 10 ? 403 : 200)
    await world.advance(86_400_000)
    assert.equal((await call('second', 'GET', '/api/people')).statusCode, 200, 'a head sees people')
    assert.match(await rolesOf('second'), /Head of authority/)
    assert.equal((await absenceOf(node.db, chief.id, world.clock.now()))?.deputyId, second.id)
    assert.deepEqual(
      (await deputiesOf(node.db, chief.id, world.clock.now())).map(({ id }) => id),
      [second.id],
    )
    await world.advance(2 * 86_400_000)
    assert.equal((await call('second', 'GET', '/api/people')).statusCode, 403)
    assert.equal(await absenceOf(node.db, chief.id, world.clock.now()), null)
  })
  test('is recorded with every act done in another’s place', async () => {
    await away('chief', chief, { deputyId: second.id, fromOn: inDays(-1), untilOn: inDays(1) })
    const fresh = await person('fresh', [])
    await call('boss', 'PUT', `/api/people/${fresh.id}/roles`, { roles: ['translator'] })
    assert.equal((await call('second', 'POST', `/api/people/${fresh.id}/confirm`)).statusCode, 200)
    const found = await sql<{ actor_id: string; deputy: string }>`select actor_id, details->>'deputyFor' as deputy
      from audit.entry where act = 'person.confirmed' and subject_id = ${fresh.id}`.execute(node.db)
    assert.deepEqual(found.rows, [{ actor_id: second.id, deputy: chief.id }])
    await linkEntries(node.db)
    assert.equal((await verifyAudit(node.db)).sound, true, 'whose place it was is bound by the chain too')
  })
  test('of a deputy inherits nothing', async () => {
    const third = await person('third', ['reviewer'])
    await away('second', second, { deputyId: third.id, fromOn: today(), untilOn: inDays(1) })
    assert.match(await rolesOf('third'), /Registrar/)
    assert.doesNotMatch(await rolesOf('third'), /Head of authority/)
    assert.equal((await call('third', 'GET', '/api/people')).statusCode, 403)
  })
  test('is out at once when the absence is ended, or the absent person is disabled', async () => {
    const { id } = (await call('chief', 'GET', `/api/people/${chief.id}/absences`)).json().absences[0]
    assert.equal((await call('second', 'DELETE', `/api/people/${chief.id}/absences/${id}`)).statusCode, 403)
    assert.equal((await call('chief', 'DELETE', `/api/people/${chief.id}/absences/${id}`)).statusCode, 200)
    assert.equal((await call('second', 'GET', '/api/people')).statusCode, 403)
    const leaver = await person('leaver', ['auditor'])
    await call('boss', 'POST', `/api/people/${leaver.id}/disable`)
    assert.equal((await call('second', 'GET', '/api/people')).statusCode, 403)
  })
  test('is refused for oneself, for whoever names, for roles apart, for days over, and twice for the same days', async () => {
    const days = { fromOn: inDays(10), untilOn: inDays(12) }
    const code = async (login: string, who: Person, absence: object) => (await away(login, who, absence)).json().code
    assert.equal(await code('officer', officer, { deputyId: officer.id, ...days }), 'deputy-not-possible')
    assert.equal(await code('chief', officer, { deputyId: chief.id, ...days }), 'deputy-not-possible')
    assert.equal(await code('officer', officer, { deputyId: auditor.id, ...days }), 'deputy-not-possible')
    const boss = (await peopleWithRole(node.db, authority, 'administrator'))[0]
    assert.equal(await code('chief', chief, { deputyId: boss?.id, ...days }), 'deputy-not-possible')
    const over = { deputyId: second.id, fromOn: inDays(-9), untilOn: inDays(-3) }
    assert.equal(await code('officer', officer, over), 'deputy-not-possible')
    assert.equal(await code('boss', officer, { deputyId: second.id, ...days }), 'not-allowed')
    assert.equal(await code('chief', officer, { deputyId: second.id, ...days }), undefined)
    assert.equal(await code('officer', officer, { deputyId: second.id, ...days }), 'absence-overlaps')
  })
  test('is named on one’s own page, which says what is wrong and keeps what was typed', async () => {
    const wrong = await page('officer', '/profile/absences', { deputyId: second.id, fromOn: inDays(11), untilOn: inDays(20) })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, new RegExp(`value="${inDays(20)}"`))
    const right = await page('officer', '/profile/absences', { deputyId: second.id, fromOn: inDays(30), untilOn: inDays(31) })
    assert.equal(right.statusCode, 303)
    assert.match((await page('chief', `/people/${officer.id}`)).body, /Person second/)
  })
})

describe('a guest', () => {
  const input = { name: 'Judge', login: 'judge', roles: ['executing-officer'], authorityId: court, authorityName: 'High Court' }
  test('is of the same State and executes only', async () => {
    const refused = [
      { ...input, authorityId: 'xb.high-court' },
      { ...input, roles: ['executing-officer', 'case-officer'] },
      { ...input, roles: ['auditor'] },
      { ...input, roles: [] },
    ]
    for (const payload of refused)
      assert.equal((await call('boss', 'POST', '/api/people', payload)).json().code, 'guest-not-possible')
    assert.equal((await call('officer', 'POST', '/api/people', input)).statusCode, 403)
    const made = await call('boss', 'POST', '/api/people', input)
    assert.equal(made.statusCode, 200)
    assert.deepEqual(
      (await guestsOn(node.db, node)).map(({ login, authorityName }) => [login, authorityName]),
      [['judge', 'High Court']],
    )
    assert.equal(
      (await peopleOf(node.db, authority)).some(({ login }) => login === 'judge'),
      false,
    )
    const guest = await call('boss', 'PUT', `/api/people/${made.json().id}/roles`, { roles: ['head'] })
    assert.equal(guest.json().code, 'guest-not-possible')
  })
  test('signs in at this node, is listed as a guest, and sees no people', async () => {
    const police = AuthorityId.parse('xa.police')
    await inContext(node, systemActor(authority), (ctx) =>
      addPerson(ctx, {
        name: 'Sergeant',
        login: 'sergeant',
        roles: ['executing-officer'],
        authorityId: police,
        authorityName: 'National Police',
        password: goodPassword,
      }),
    )
    assert.match((await page('sergeant', '/profile')).body, /National Police/)
    assert.equal((await page('sergeant', '/people')).statusCode, 403)
    assert.match((await page('boss', '/people')).body, /Guest of .?National Police/)
  })
})

describe('a person’s contact', () => {
  test('is theirs and an administrator’s to set, and is checked', async () => {
    const set = (login: string, contact: object) => call(login, 'PUT', `/api/people/${officer.id}/contact`, contact)
    const good = { email: 'officer@office.example', language: 'fr', timeZone: 'Africa/Lagos' }
    assert.equal((await set('officer', good)).json().timeZone, 'Africa/Lagos')
    assert.equal((await set('boss', { email: null })).json().email, null)
    assert.equal((await set('boss', {})).json().timeZone, 'Africa/Lagos', 'what is left out stays')
    assert.equal((await set('second', good)).statusCode, 403)
    for (const bad of [{ email: 'none' }, { timeZone: 'Moon/Sea' }, { timeZone: '+01:00' }, { language: 'de' }])
      assert.equal((await set('officer', { ...good, ...bad })).statusCode, 400)
  })
  test('is set on one’s own page; times there are told in the zone', async () => {
    const wrong = await page('officer', '/profile/contact', { email: 'x@y.example', language: '', timeZone: 'Moon/Sea' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /no such time zone/)
    const right = await page('officer', '/profile/contact', { email: '', language: 'es', timeZone: 'Asia/Tokyo' })
    assert.equal(right.statusCode, 303)
    assert.doesNotMatch((await page('officer', '/profile')).body, / UTC</)
  })
})

test('the node’s own machine sets a password where no second person is left, and no one else does', async () => {
  const input = { login: 'chief', password: 'nine lanterns at sea' }
  const actor = { kind: 'person', id: second.id, name: 'S', authorityId: authority, roles: ['administrator'] } as const
  await assert.rejects(
    inContext(node, actor, (ctx) => setPasswordAsNode(ctx, input)),
    { code: 'not-allowed' },
  )
  await inContext(node, systemActor(authority), (ctx) => setPasswordAsNode(ctx, input))
  const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: input })
  assert.equal(signedIn.statusCode, 200)
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { catalogueFaults } from '@comity/i18n'
import { sql } from 'kysely'
import { roles } from './contract.ts'
import type { Person } from './contract.ts'
import { accountsErrorTexts, texts } from './messages.ts'
import { authority, goodPassword, sampleNode } from './sample-node.ts'
import { form, visitsOn } from './sample-visits.ts'

const { app, node, world, person } = await sampleNode()
let boss: Person
const strangerId = '6a1f0f3e-7a52-4f6e-9d2c-0f4f5d1b2c3d'

before(async () => {
  await person('officer', ['case-officer'])
  boss = await person('boss', ['administrator'])
  await person('auditor', ['auditor'])
  await person('chief', ['head'])
  await sql`insert into accounts.person (id, name, login, authority_id, roles, created_at)
    values (${strangerId}, 'Stranger', 'stranger', 'xb.central-authority', '{administrator}', ${world.clock.now()})`.execute(
    node.db,
  )
})
after(() => app.close())

const { attempt, browser, post, program, isSignedIn } = visitsOn(app)

describe('people', () => {
  test('are for administrators to change and auditors to see, never for others or those signed out', async () => {
    const added = { name: 'New', login: 'never', roles: [] }
    assert.equal((await app.inject('/api/people')).statusCode, 401)
    assert.equal((await app.inject({ url: '/api/people', headers: await program('officer') })).statusCode, 403)
    const seen = await app.inject({ url: '/api/people', headers: await program('auditor') })
    assert.equal(seen.statusCode, 200)
    assert.doesNotMatch(seen.body, /stranger|argon2|password/)
    for (const login of ['officer', 'auditor']) {
      assert.equal(
        (await app.inject({ method: 'POST', url: '/api/people', headers: await program(login), payload: added })).statusCode,
        403,
      )
    }
    assert.equal((await app.inject({ url: '/people', headers: (await browser('officer')).headers })).statusCode, 403)
    assert.equal((await app.inject('/people')).headers.location, '/sign-in?next=%2Fpeople')
  })
  test('are added once by each login, with the authority of who adds them', async () => {
    const headers = await program('boss')
    const payload = { name: 'Zoë', login: 'zoe', roles: ['registrar'] }
    const made = await app.inject({ method: 'POST', url: '/api/people', headers, payload })
    assert.deepEqual([made.statusCode, made.json().authorityId], [200, authority])
    assert.equal((await app.inject({ method: 'POST', url: '/api/people', headers, payload })).json().code, 'login-taken')
    assert.equal(
      (await app.inject({ method: 'POST', url: '/api/people', headers, payload: { ...payload, login: 'a b' } })).statusCode,
      400,
    )
  })
  test('of another authority cannot be touched', async () => {
    const headers = await program('boss')
    const answer = await app.inject({ method: 'PUT', url: `/api/people/${strangerId}/roles`, headers, payload: { roles: [] } })
    assert.equal(answer.statusCode, 404)
  })
  test('never change their own roles', async () => {
    const answer = await app.inject({
      method: 'PUT',
      url: `/api/people/${boss.id}/roles`,
      headers: await program('boss'),
      payload: { roles: ['head'] },
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'own-roles'])
  })
  test('lose roles at once, and gain them when a second person confirms, in sessions under way', async () => {
    const who = await person('climber', [])
    const token = await program('climber')
    const people = async () => (await app.inject({ url: '/api/people', headers: token })).statusCode
    const roles = async (given: string[]) =>
      app.inject({ method: 'PUT', url: `/api/people/${who.id}/roles`, headers: await program('boss'), payload: { roles: given } })
    const confirm = async (login: string) =>
      (await app.inject({ method: 'POST', url: `/api/people/${who.id}/confirm`, headers: await program(login) })).json()
    assert.deepEqual((await roles(['auditor'])).json().proposedRoles, ['auditor'])
    assert.equal(await people(), 403)
    assert.equal((await confirm('boss')).code, 'second-person-needed')
    assert.equal((await confirm('climber')).code, 'not-allowed')
    assert.deepEqual((await confirm('chief')).person.roles, ['auditor'])
    assert.equal(await people(), 200)
    assert.equal((await confirm('chief')).code, 'nothing-to-confirm')
    await roles([])
    assert.equal(await people(), 403)
  })
  test('are let see cases by the head only, never by administrators among themselves', async () => {
    const other = await person('other-admin', ['administrator'])
    const ask = async (login: string, method: 'POST' | 'PUT', url: string, payload: object = {}) =>
      (await app.inject({ method, url, headers: await program(login), payload })).json()
    for (const role of roles.filter((one) => one !== 'administrator')) {
      const added = await ask('boss', 'POST', '/api/people', { name: 'Straw Man', login: `straw.${role}`, roles: [role] })
      assert.equal((await ask('other-admin', 'POST', `/api/people/${added.id}/confirm`)).code, 'roles-need-head', role)
      const page = await app.inject({ url: `/people/${added.id}`, headers: (await browser('other-admin')).headers })
      assert.doesNotMatch(page.body, /action="[^"]*\/confirm"/, role)
      assert.deepEqual((await ask('chief', 'POST', `/api/people/${added.id}/confirm`)).person.roles, [role])
    }
    // A role more is as much a gift as the first; a further administrator is let through by either.
    const added = await ask('boss', 'POST', '/api/people', { name: 'Third', login: 'third.admin', roles: ['administrator'] })
    assert.deepEqual((await ask('other-admin', 'POST', `/api/people/${added.id}/confirm`)).person.roles, ['administrator'])
    await ask('boss', 'PUT', `/api/people/${added.id}/roles`, { roles: ['administrator', 'registrar'] })
    assert.equal((await ask('other-admin', 'POST', `/api/people/${added.id}/confirm`)).code, 'roles-need-head')
    assert.deepEqual((await ask('chief', 'POST', `/api/people/${added.id}/confirm`)).person.roles, ['administrator', 'registrar'])
    assert.equal(other.disabled, false)
  })
  test('never hold roles together that control each other', async () => {
    const headers = await program('boss')
    for (const roles of [
      ['auditor', 'case-officer'],
      ['administrator', 'head'],
    ]) {
      const payload = { name: 'Both', login: 'both', roles }
      assert.equal((await app.inject({ method: 'POST', url: '/api/people', headers, payload })).json().code, 'roles-incompatible')
    }
  })
  test('are out everywhere once disabled', async () => {
    const who = await person('leaver', [])
    const [session, token] = [await browser('leaver'), await program('leaver')]
    await post(await browser('boss'), `/people/${who.id}/disable`)
    assert.equal(await isSignedIn(session), false)
    assert.equal((await app.inject({ url: '/api/session', headers: token })).statusCode, 401)
    await post(await browser('boss'), `/people/${who.id}/enable`)
    assert.equal(await isSignedIn(session), false, 'an ended session stays ended')
    assert.equal((await attempt('leaver', goodPassword)).statusCode, 303)
  })
  test('are added by the form too, which keeps what was typed', async () => {
    const who = await browser('boss')
    const wrong = await post(who, '/people', { name: 'Typed <b>', login: 'not good', roles: 'head' })
    assert.equal(wrong.statusCode, 422)
    assert.match(wrong.body, /Typed &lt;b>|Typed &lt;b&gt;/)
    const right = await post(who, '/people', { name: 'Typed', login: 'typed', roles: ['head', 'registrar'] })
    assert.equal(right.statusCode, 303)
  })
})

describe('passwords', () => {
  const next = 'seven slow glaciers'
  test('are set once, by a link of one person and the code of another, not for oneself, and not after a day', async () => {
    const who = await person('forgetful', [])
    const asked = async (login: string, act: string) =>
      (await app.inject({ method: 'POST', url: `/api/people/${who.id}/${act}`, headers: await program(login) })).json()
    const link = async () => (await asked('boss', 'reset')).url.replace(node.facts.origin, '')
    const set = (url: string, code: string, password: string) =>
      app.inject({ method: 'POST', url, headers: form, payload: new URLSearchParams({ code, password }).toString() })
    const url = await link()
    const session = await browser('forgetful')
    assert.match((await app.inject(url)).body, /waits for a second person/)
    assert.equal((await set(url, '', next)).statusCode, 409, 'nothing is set by the link alone')
    assert.equal((await asked('boss', 'confirm')).code, 'second-person-needed')
    const { code } = await asked('chief', 'confirm')
    assert.match(code, /^\d{8}$/)
    assert.equal((await set(url, code, 'short')).statusCode, 422)
    assert.equal((await set(url, '00000000', next)).statusCode, 422)
    assert.equal((await set(url, `${code.slice(0, 4)} ${code.slice(4)}`, next)).statusCode, 303)
    assert.equal(await isSignedIn(session), false)
    assert.equal((await attempt('forgetful', next)).statusCode, 303)
    assert.equal((await set(url, code, next)).statusCode, 404)
    const late = await link()
    const lateCode = (await asked('chief', 'confirm')).code
    await world.advance(24 * 3_600_000)
    assert.equal((await set(late, lateCode, next)).statusCode, 404)
    assert.equal(
      (await app.inject({ method: 'POST', url: `/api/people/${boss.id}/reset`, headers: await program('boss') })).statusCode,
      403,
    )
  })
  test('are not set by guessing the code: ten wrong ones make the link worthless', async () => {
    const who = await person('guessed', [])
    const asked = async (login: string, act: string) =>
      (await app.inject({ method: 'POST', url: `/api/people/${who.id}/${act}`, headers: await program(login) })).json()
    const url = (await asked('boss', 'reset')).url.replace(node.facts.origin, '')
    const { code } = await asked('chief', 'confirm')
    const set = (guess: string) =>
      app.inject({ method: 'POST', url, headers: form, payload: new URLSearchParams({ code: guess, password: next }).toString() })
    for (let at = 0; at < 10; at += 1) assert.equal((await set(`${at}`)).statusCode, 422)
    assert.equal((await set(code)).statusCode, 404)
  })
  test('are changed with the present one, which ends all other sessions', async () => {
    await person('changer', [])
    const [here, there] = [await browser('changer'), await browser('changer')]
    assert.equal((await post(here, '/profile/password', { current: 'wrong', next })).statusCode, 422)
    assert.equal((await post(here, '/profile/password', { current: goodPassword, next: 'short' })).statusCode, 422)
    assert.equal((await post(here, '/profile/password', { current: goodPassword, next })).statusCode, 303)
    assert.deepEqual([await isSignedIn(here), await isSignedIn(there)], [true, false])
  })
})

describe('what happens to accounts', () => {
  test('is in the audit record, without passwords or tokens', async () => {
    await attempt('officer', 'wrong')
    await app.inject({ method: 'DELETE', url: '/api/session', headers: await program('officer') })
    const found = await sql<{
      acts: string[]
      dump: string
    }>`select array_agg(distinct act order by act) as acts, string_agg(details::text, ' ') as dump from audit.entry`.execute(
      node.db,
    )
    const acts = [
      'person.added',
      'person.confirmed',
      'person.disabled',
      'person.enabled',
      'person.password-changed',
      'person.password-reset',
      'person.reset-handed-out',
      'person.roles-changed',
      'person.roles-proposed',
      'session.ended',
      'session.refused',
      'session.started',
    ]
    assert.deepEqual(found.rows[0]?.acts, acts)
    assert.doesNotMatch(found.rows[0]?.dump ?? '', new RegExp(`${goodPassword}|argon2`))
  })
  test('is said in six languages', () => {
    assert.deepEqual(catalogueFaults(texts), [])
    assert.deepEqual(catalogueFaults(accountsErrorTexts), [])
  })
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { catalogueFaults } from '@comity/i18n'
import { sql } from 'kysely'
import { roles } from './contract.ts'
import type { Person } from './contract.ts'
import { accountsErrorTexts, texts } from './messages.ts'
import { authority, goodPassword, sampleNode } from './sample-node.ts'
import { demoLinks } from './server.ts'

const { app, node, world, person } = await sampleNode()
let officer: Person
let boss: Person
const strangerId = '6a1f0f3e-7a52-4f6e-9d2c-0f4f5d1b2c3d'

before(async () => {
  officer = await person('officer', ['case-officer'])
  boss = await person('boss', ['administrator'])
  await person('auditor', ['auditor'])
  await person('chief', ['head'])
  await sql`insert into accounts.person (id, name, login, authority_id, roles, created_at)
    values (${strangerId}, 'Stranger', 'stranger', 'xb.central-authority', '{administrator}', ${world.clock.now()})`.execute(
    node.db,
  )
})
after(() => app.close())

const cookieName = 'comity-a'
const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

interface Browser {
  readonly cookie: string
  readonly headers: Record<string, string>
}

async function attempt(
  login: string,
  password: string,
  options: { next?: string; address?: string; headers?: Record<string, string> } = {},
) {
  const url = `/sign-in${options.next === undefined ? '' : `?next=${encodeURIComponent(options.next)}`}`
  const payload = new URLSearchParams({ csrf: '', login, password }).toString()
  return app.inject({
    method: 'POST',
    url,
    headers: { ...form, ...options.headers },
    payload,
    remoteAddress: options.address ?? '192.0.2.1',
  })
}

async function browser(login: string): Promise<Browser> {
  const answer = await attempt(login, goodPassword)
  const cookie = answer.cookies.find(({ name }) => name === cookieName)?.value ?? ''
  assert.notEqual(cookie, '')
  return { cookie, headers: { cookie: `${cookieName}=${cookie}` } }
}

async function post(who: Browser, url: string, fields: Record<string, string | string[]> = {}) {
  const page = await app.inject({ url: '/profile', headers: who.headers })
  const csrf = /id="who">([^<]+)</.exec(page.body)?.[1] ?? ''
  const payload = new URLSearchParams([
    ['csrf', csrf],
    ...Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value])),
  ])
  return app.inject({ method: 'POST', url, headers: { ...form, ...who.headers }, payload: payload.toString() })
}

async function program(login: string): Promise<{ authorization: string }> {
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: goodPassword } })
  return { authorization: `Bearer ${answer.json().token}` }
}

const isSignedIn = async (who: Browser) => (await app.inject({ url: '/profile', headers: who.headers })).statusCode === 200

describe('signing in', () => {
  test('gives a cookie that scripts cannot read and leads to where one was going', async () => {
    const answer = await attempt('Officer ', goodPassword, { next: '/requests/incoming?x=1' })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/requests/incoming?x=1'])
    const cookie = answer.cookies.find(({ name }) => name === cookieName)
    assert.deepEqual([cookie?.httpOnly, cookie?.sameSite, cookie?.path, cookie?.maxAge], [true, 'Lax', '/', undefined])
  })
  test('never leads to another site', async () => {
    for (const next of ['//evil.test', 'https://evil.test', '/\\evil.test', '/\t/evil.test']) {
      assert.equal((await attempt('officer', goodPassword, { next })).headers.location, '/')
    }
  })
  test('gives another token each time and keeps only its hash', async () => {
    const [one, two] = [await browser('officer'), await browser('officer')]
    assert.notEqual(one.cookie, two.cookie)
    const kept = await sql<{ dump: string }>`select string_agg(s::text, ' ') as dump from accounts.session s`.execute(node.db)
    const hexOf = Buffer.from(one.cookie, 'base64url').toString('hex')
    assert.doesNotMatch(kept.rows[0]?.dump ?? '', new RegExp(`${one.cookie}|${hexOf}`))
  })
  test('answers the same whether login, password or account is at fault', async () => {
    const gone = await person('gone', [])
    await app.inject({ method: 'POST', url: `/api/people/${gone.id}/disable`, headers: await program('boss') })
    const answers = await Promise.all([
      attempt('officer', 'not the password'),
      attempt('nobody', goodPassword),
      attempt('gone', goodPassword),
    ])
    const shown = answers.map(({ statusCode, body }) => [statusCode, body.replace(/officer|nobody|gone/g, '')])
    assert.equal(shown[0]?.[0], 401)
    assert.deepEqual(shown[1], shown[0])
    assert.deepEqual(shown[2], shown[0])
  })
  test('is refused from another site', async () => {
    assert.equal((await attempt('officer', goodPassword, { headers: { 'sec-fetch-site': 'cross-site' } })).statusCode, 403)
  })
  test('is refused after ten wrong passwords for one login from one network, even with the right one, and told how long', async () => {
    await person('target', [])
    const guesses = await Promise.all(
      Array.from({ length: 10 }, (_, at) => attempt('target', `guess ${at}`, { address: '198.51.100.1' })),
    )
    assert.ok(guesses.every(({ statusCode }) => statusCode === 401))
    const refused = await attempt('target', goodPassword, { address: '198.51.100.1' })
    assert.equal(refused.statusCode, 429)
    assert.match(refused.body, /Wait 15 minutes/)
    await world.advance(15 * 60_000)
    assert.equal((await attempt('target', goodPassword, { address: '198.51.100.1' })).statusCode, 303)
  })
  test('by its owner is not held up by a stranger who keeps guessing elsewhere', async () => {
    await person('minister', [])
    assert.equal((await attempt('minister', goodPassword, { address: '192.0.2.77' })).statusCode, 303)
    for (let at = 0; at < 120; at += 1) await attempt('minister', `guess ${at}`, { address: `198.51.100.${at}` })
    const slowed = await attempt('minister', goodPassword, { address: '198.51.100.200' })
    assert.equal(slowed.statusCode, 429, 'a stranger waits')
    assert.equal((await attempt('minister', goodPassword, { address: '192.0.2.77' })).statusCode, 303, 'the owner does not')
    await world.advance(60_000)
    assert.equal(
      (await attempt('minister', goodPassword, { address: '203.0.113.50' })).statusCode,
      303,
      'nobody is ever locked out',
    )
  })
  test('is refused for an address after sixty wrong attempts at any accounts', async () => {
    for (let at = 0; at < 60; at += 1)
      await sql`insert into accounts.attempt values ('address 203.0.113.9', 1, ${world.clock.now()}) on conflict (key) do update set count = accounts.attempt.count + 1`.execute(
        node.db,
      )
    assert.equal((await attempt('officer', goodPassword, { address: '203.0.113.9' })).statusCode, 429)
    assert.equal((await attempt('officer', goodPassword, { address: '203.0.113.10' })).statusCode, 303)
  })
  test('by a link of a demonstration is not possible on a real node', async () => {
    assert.deepEqual(await demoLinks(node), [])
    assert.equal((await app.inject(`/sign-in/demo/${'a'.repeat(43)}`)).statusCode, 404)
  })
})

describe('a session', () => {
  test('ends after an idle hour', async () => {
    const who = await browser('officer')
    await world.advance(59 * 60_000)
    assert.equal(await isSignedIn(who), true)
    await world.advance(59 * 60_000)
    assert.equal(await isSignedIn(who), true)
    await world.advance(60 * 60_000)
    assert.equal(await isSignedIn(who), false)
  })
  test('ends after twelve hours though in use all the time', async () => {
    const who = await browser('officer')
    for (let half = 1; half < 24; half += 1) {
      await world.advance(30 * 60_000)
      assert.equal(await isSignedIn(who), true, `after ${half / 2} hours`)
    }
    await world.advance(30 * 60_000)
    assert.equal(await isSignedIn(who), false)
  })
  test('ends with sign-out, for the token itself and not only in the browser', async () => {
    const who = await browser('officer')
    assert.equal(
      (await app.inject({ method: 'POST', url: '/sign-out', headers: { ...form, ...who.headers }, payload: '' })).statusCode,
      403,
    )
    assert.equal((await post(who, '/sign-out')).headers.location, '/sign-in')
    assert.equal(await isSignedIn(who), false)
  })
  test('is no bearer token, nor a bearer token a session', async () => {
    const who = await browser('officer')
    assert.equal((await app.inject({ url: '/api/session', headers: { authorization: `Bearer ${who.cookie}` } })).statusCode, 401)
    const { authorization } = await program('officer')
    assert.equal(
      (await app.inject({ url: '/api/session', headers: { cookie: `${cookieName}=${authorization.slice(7)}` } })).statusCode,
      401,
    )
  })
  test('ends within half a second where it is ended in the database, past the node', async () => {
    await person('watched', [])
    const [kept, ended] = [await program('watched'), await program('watched')]
    const asks = async (headers: typeof kept) => (await app.inject({ url: '/api/session', headers })).statusCode
    assert.deepEqual([await asks(kept), await asks(ended)], [200, 200])
    const hash = createHash('sha256').update(ended.authorization.slice('Bearer '.length)).digest()
    await sql`update accounts.session set ended_at = now() where token_hash = ${hash}`.execute(node.db)
    await world.advance(500)
    assert.deepEqual([await asks(kept), await asks(ended)], [200, 401])
  })
  test('of somebody else cannot be ended, one’s own can, from the profile', async () => {
    const who = await browser('officer')
    const token = await program('officer')
    const rows = await sql<{
      id: string
      person_id: string
    }>`select id, person_id from accounts.session where kind = 'bearer' and ended_at is null order by created_at desc`.execute(
      node.db,
    )
    const own = rows.rows.find(({ person_id }) => person_id === officer.id)?.id ?? ''
    assert.equal((await post(await browser('boss'), `/profile/sessions/${own}/end`)).statusCode, 404)
    assert.equal((await app.inject({ url: '/api/session', headers: token })).statusCode, 200)
    for (const { id } of rows.rows.filter(({ person_id }) => person_id === officer.id))
      await post(who, `/profile/sessions/${id}/end`)
    assert.equal((await app.inject({ url: '/api/session', headers: token })).statusCode, 401)
  })
})

describe('the token of a program', () => {
  test('says who it is, and ends when signed out', async () => {
    const token = await program('officer')
    assert.equal((await app.inject({ url: '/api/session', headers: token })).json().login, 'officer')
    assert.deepEqual((await app.inject({ method: 'DELETE', url: '/api/session', headers: token })).json(), { ended: true })
    assert.equal((await app.inject({ url: '/api/session', headers: token })).statusCode, 401)
  })
  test('is refused for a wrong password and for a body that is none', async () => {
    const wrong = await app.inject({ method: 'POST', url: '/api/session', payload: { login: 'officer', password: 'wrong' } })
    assert.deepEqual([wrong.statusCode, wrong.json().code], [401, 'sign-in-failed'])
    assert.equal(
      (await app.inject({ method: 'POST', url: '/api/session', payload: { login: 'officer', password: 'x', extra: 1 } }))
        .statusCode,
      400,
    )
  })
})

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

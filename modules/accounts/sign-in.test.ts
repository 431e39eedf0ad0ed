import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Person } from './contract.ts'
import { goodPassword, sampleNode } from './sample-node.ts'
import { cookieName, form, visitsOn } from './sample-visits.ts'
import { demoLinks } from './server.ts'

const { app, node, world, person } = await sampleNode()
let officer: Person
const strangerId = '6a1f0f3e-7a52-4f6e-9d2c-0f4f5d1b2c3d'

before(async () => {
  officer = await person('officer', ['case-officer'])
  await person('boss', ['administrator'])
  await person('auditor', ['auditor'])
  await person('chief', ['head'])
  await sql`insert into accounts.person (id, name, login, authority_id, roles, created_at)
    values (${strangerId}, 'Stranger', 'stranger', 'xb.central-authority', '{administrator}', ${world.clock.now()})`.execute(
    node.db,
  )
})
after(() => app.close())

const { attempt, browser, post, program, isSignedIn } = visitsOn(app)

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

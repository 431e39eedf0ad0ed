import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import { addPerson, inContext, systemActor } from '@comity/accounts/server'
import { demoAuthorities, demoSubject, makeNodeKeys } from '@comity/directory/server'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import { composeNode, modulesOf } from './compose.ts'

const unlimited = { burst: 100_000, perSecond: 100_000 }
const rates = { address: unlimited, account: unlimited }
const plan = { directoryOrigin: null, graceHours: 72, window: 1, directoryOpen: true, rates }
const { db } = await testDatabase(modulesOf(plan).map(({ name, migrations }) => ({ module: name, folder: migrations })))
const folder = await mkdtemp(path.join(tmpdir(), 'comity-doors-'))
after(() => rm(folder, { recursive: true }))
const authorityId = AuthorityId.parse(demoAuthorities.a)
const facts = { name: 'a', origin: 'http://a.localhost:8080', authorityId, demo: false }
const world = testWorld()
await makeNodeKeys(world, folder, { authorityId, ...demoSubject('a'), notBefore: world.clock.now() })
const { app, node } = await composeNode({ ...plan, facts, folder, db, world, log: silentLog })
after(() => app.close())
const { addresses } = app.comity

const password = 'five quiet rivers run'
await inContext(node, systemActor(authorityId), (ctx) =>
  addPerson(ctx, { name: 'Hugo', login: 'hugo', roles: ['head'], authorityId, password }),
)
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const signedIn = await app.inject({ method: 'POST', url: '/sign-in', payload: `login=hugo&password=${password}`, headers: form })
const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''

const nowhere = '00000000-0000-4000-8000-000000000000'
const placed = (url: string, value: string): string => url.replaceAll(/:\w+|\*/g, value)
const methods = ['POST', 'PUT', 'DELETE'] as const
const changing = addresses.flatMap(({ method, url, answers }) => {
  const known = methods.find((one) => one === method)
  return known === undefined || answers === 'raw' || answers === 'asset' ? [] : [{ method: known, url, answers }]
})
/** What takes no session, and so no token of one: a stranger begins here. */
const forStrangers = ['/sign-in', '/reset/:token', '/api/session']

describe('every door of a node', () => {
  it('changes nothing for a form of another site, nor by a session’s cookie alone', async () => {
    assert(changing.length > 150)
    const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    for (const { method, url, answers } of changing) {
      const call = { method, url: placed(url, nowhere) }
      assert.equal((await app.inject({ ...call, headers: { cookie, ...elsewhere } })).statusCode, 403, `${method} ${url}`)
      if (forStrangers.includes(url)) continue
      const body =
        answers === 'page'
          ? { headers: { cookie, ...form }, payload: 'a=b' }
          : { headers: { cookie, 'content-type': 'application/json' }, payload: '{}' }
      assert.equal((await app.inject({ ...call, ...body })).statusCode, 403, `${method} ${url} without a token`)
    }
  })

  it('answers whatever stands in an address, runs none of it, and always says what browsers may not do', async () => {
    for (const { method, url, answers } of addresses) {
      if (method !== 'GET' || answers === 'asset') continue
      for (const value of ['"><script>alert(1)</script>\u202e', 'x'.repeat(1000)].map(encodeURIComponent)) {
        const target = url.includes(':') ? placed(url, value) : `${url}?query=${value}&text=${value}&after=${value}`
        const answer = await app.inject({ method: 'GET', url: target, headers: { cookie } })
        assert(answer.statusCode !== 500, `${answer.statusCode} ${target}`)
        assert(!answer.body.includes('<script>alert'), target)
        assert(answer.headers['content-security-policy'] && answer.headers['x-content-type-options'], target)
      }
    }
  })
})

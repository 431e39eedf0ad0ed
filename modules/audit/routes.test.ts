import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction } from '@comity/database'
import { createApp, platformErrorTexts } from '@comity/http'
import type { ErrorStatus, ErrorTexts, Viewer } from '@comity/http'
import { silentLog } from '@comity/log'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import { renderToString } from 'preact-render-to-string'
import { auditModule, record } from './server.ts'

const world = testWorld()
const module = auditModule({
  boundsOf: () => null,
  actName: (_, act) => `word of ${act}`,
  kindName: (_, kind) => `word of ${kind}`,
  inWords: (_, __, [key, value]) => ({ label: `word of ${key}`, value: `word of ${value}` }),
  namesOf: async () => new Map([['11111111-1111-4111-8111-111111111111', 'Ana Ruiz']]),
})
const { db } = await testDatabase([{ module: 'audit', folder: module.migrations }])
const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  internal: 500,
}
const roles = ['case-officer', 'head', 'registrar', 'auditor', 'administrator'] as const

const app = await createApp({
  origin: 'http://a.test',
  name: 'a',
  world,
  log: silentLog,
  assets: [],
  sessionCookie: 'session',
  behindTls: false,
  // Only the codes of the platform can occur here.
  errorStatus: status as ErrorStatus,
  errorTexts: platformErrorTexts as unknown as ErrorTexts,
  shell: ({ body, lang }) => `<!doctype html><html lang="${lang}">${renderToString(body)}`,
  authenticate: async ({ token }) => {
    const role = roles.find((one) => tokenOf(one) === token)
    const viewer: Viewer | null = role
      ? { actor: { kind: 'person', id: role, name: role, authorityId: null, roles: [role] }, csrf: '', sessionId: role }
      : null
    return viewer
  },
})
module.register(app, { db, world, log: silentLog })

function tokenOf(role: string): string {
  return `token-of-${role}`.padEnd(43, '0')
}
const as = (role: string) => ({ authorization: `Bearer ${tokenOf(role)}` })

before(async () => {
  for (let n = 1; n <= 3; n += 1) {
    const ctx = { now: world.clock.now(), world, actor: { id: 'p1', name: '<b>Amara</b>', authorityId: null } }
    await inTransaction(db, (tx) =>
      record(
        { ...ctx, db: tx },
        { act: n === 2 ? 'request.sent' : 'request.saved', subject: { kind: 'request', id: `r${n}` }, details: { n } },
      ),
    )
  }
})
after(() => app.close())

describe('the audit record over HTTP', () => {
  for (const url of ['/api/audit', '/api/audit/verdict', '/audit', '/audit?verify=1']) {
    it(`${url} is closed to those signed out and to every role but auditor and administrator`, async () => {
      assert.equal((await app.inject(url)).statusCode, url.startsWith('/api') ? 401 : 303)
      for (const role of roles) {
        const expected = role === 'auditor' || role === 'administrator' ? 200 : 403
        assert.equal((await app.inject({ url, headers: as(role) })).statusCode, expected, role)
      }
    })
  }
  it('is paged by key, newest first', async () => {
    const first = (await app.inject({ url: '/api/audit?limit=2', headers: as('auditor') })).json()
    assert.deepEqual(
      first.entries.map((entry: { subjectId: string }) => entry.subjectId),
      ['r3', 'r2'],
    )
    const second = (await app.inject({ url: `/api/audit?limit=2&before=${first.next}`, headers: as('auditor') })).json()
    assert.deepEqual(
      second.entries.map((entry: { subjectId: string }) => entry.subjectId),
      ['r1'],
    )
    assert.equal(second.next, null)
  })
  it('is filtered by act, subject and person', async () => {
    for (const [query, found] of [
      ['act=request.sent', 1],
      ['subject=r3', 1],
      ['actor=p1', 3],
      ['actor=p2', 0],
    ] as const) {
      const answer = await app.inject({ url: `/api/audit?${query}`, headers: as('auditor') })
      assert.equal(answer.json().entries.length, found, query)
    }
  })
  it('names what was done, and to what, in words', async () => {
    const page = (await app.inject({ url: '/audit', headers: as('auditor') })).body
    assert.match(page, /word of request\.sent/)
    assert.match(page, /word of request </)
    assert.doesNotMatch(page, /<code[^>]*>request/)
  })
  it('refuses a malformed search', async () => {
    for (const query of ['limit=0', 'before=x', 'unknown=1']) {
      assert.equal((await app.inject({ url: `/api/audit?${query}`, headers: as('auditor') })).statusCode, 400, query)
    }
  })
  it('shows names as text, whatever they contain', async () => {
    const page = await app.inject({ url: '/audit', headers: as('auditor') })
    assert.match(page.body, /&lt;b>Amara|&lt;b&gt;Amara/)
    assert.doesNotMatch(page.body, /<b>Amara/)
  })
})

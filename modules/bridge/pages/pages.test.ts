import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { ErrorStatus } from '@comity/http'
import { openPages, sampleToken } from '@comity/testing/pages'
import { openOffices, receiver } from '../testing-office.ts'
import { registerPages } from './index.tsx'

const { arlenia } = await openOffices()
const { node } = arlenia
const hugo = arlenia.person('hugo', 'head')
const adam = arlenia.person('adam', 'administrator')
const otto = arlenia.person('otto', 'auditor')
const ana = arlenia.person('ana', 'case-officer')
const answers = { status: 200 }
const program = await receiver(() => answers.status)
const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'request-forged': 403,
  'second-person-needed': 403,
  'machine-not-found': 404,
  'webhook-not-found': 404,
}
const app = await openPages({
  node,
  people: [hugo, adam, otto, ana],
  status,
  navigation: () => [],
  register: (made) => registerPages(made, node, { sending: { hosts: [program.host], timeoutMs: 60_000 }, folder: '/srv/bridge' }),
})
const as = async (actor: Actor, method: 'GET' | 'POST', url: string, form?: Readonly<Record<string, string | string[]>>) => {
  const body = new URLSearchParams()
  for (const [name, values] of Object.entries(form ?? {})) for (const value of [values].flat()) body.append(name, value)
  const authorization = `Bearer ${sampleToken(actor)}`
  const headers = { authorization, origin: node.facts.origin, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.inject({ method, url, headers, ...(method === 'POST' && { payload: body.toString() }) })
  return { status: answer.statusCode, text: answer.body, location: answer.headers.location }
}

describe('the pages of the bridge', () => {
  it('let an administrator make an account and the head confirm it; the key is shown once', async () => {
    assert.match((await as(hugo, 'GET', '/bridge')).text, /No machine account yet/)
    assert.match((await as(hugo, 'GET', '/bridge/machines/new')).text, /acknowledge requests that came in/)
    const wrong = await as(adam, 'POST', '/bridge/machines', { name: 'Cases', expiresOn: '2020-01-01', acts: 'read' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /The last day is over already/)
    assert.match(wrong.text, /value="Cases"/, 'nothing typed is lost')
    const made = await as(adam, 'POST', '/bridge/machines', { name: 'Cases', expiresOn: '2026-12-31', acts: ['read', 'draft'] })
    const [key = ''] = /comity_[\w-]{43}/.exec(made.text) ?? []
    assert.match(made.text, /Copy this now/)
    assert.doesNotMatch((await as(adam, 'GET', '/bridge')).text, /value="confirm"/, 'not by oneself')
    const list = await as(hugo, 'GET', '/bridge')
    assert(!list.text.includes(key) && list.text.includes(key.slice(0, 11)))
    const [, href = ''] = /action="(\/bridge\/machines\/[0-9a-f-]{36})"/.exec(list.text) ?? []
    assert.equal((await as(adam, 'POST', href, { act: 'confirm' })).status, 403)
    assert.equal((await as(hugo, 'POST', href, { act: 'confirm' })).status, 303)
    assert.match((await as(hugo, 'GET', '/bridge')).text, /in use/)
    await as(hugo, 'POST', href, { act: 'revoke' })
    assert.match((await as(hugo, 'GET', '/bridge')).text, /revoked/)
  })

  it('let a receiver be added, tested, stopped, resumed and removed', async () => {
    const wrong = await as(hugo, 'POST', '/bridge/webhooks', { url: 'https://10.0.0.1/x', kinds: 'request.stepped' })
    assert.match(wrong.text, /This host is not public/)
    assert.match((await as(hugo, 'POST', '/bridge/webhooks', { url: 'nonsense' })).text, /Please fill this in as described/)
    const made = await as(hugo, 'POST', '/bridge/webhooks', { url: program.url, kinds: ['request.stepped', 'request.received'] })
    assert.match(made.text, /whsec_[\w+/]{43}=/)
    const [href = ''] = /\/bridge\/webhooks\/[0-9a-f-]{36}/.exec(made.text) ?? []
    assert.match((await as(hugo, 'GET', href)).text, /No events here/)
    assert.equal((await as(hugo, 'POST', href, { act: 'ping' })).location, href)
    const page = await as(hugo, 'GET', `${href}?state=delivered`)
    assert.match(page.text, /test[^]*taken[^]*200/)
    answers.status = 500
    assert.match((await as(hugo, 'POST', href, { act: 'ping' })).text, /did not take the test \(answer 500\)/)
    assert.match((await as(hugo, 'POST', href, { act: 'secret' })).text, /whsec_/)
    assert.match((await as(hugo, 'GET', href)).text, /The former secret signs too until/)
    await as(hugo, 'POST', href, { act: 'stop' })
    assert.match((await as(hugo, 'GET', href)).text, /A person stopped the sending/)
    await as(hugo, 'POST', href, { act: 'resume' })
    assert.doesNotMatch((await as(hugo, 'GET', href)).text, /A person stopped the sending/)
    assert.equal((await as(otto, 'POST', href, { act: 'remove' })).status, 403)
    await as(hugo, 'POST', href, { act: 'remove' })
    assert.equal((await as(hugo, 'GET', href)).status, 404)
  })

  it('show an auditor everything and let them change nothing; officers find no door', async () => {
    const seen = await as(otto, 'GET', '/bridge')
    assert.equal(seen.status, 200)
    assert.doesNotMatch(seen.text, /\/bridge\/machines\/new/)
    assert.match(seen.text, /The folder rests/)
    assert.equal((await as(otto, 'GET', '/bridge/machines/new')).status, 403)
    for (const url of ['/bridge', '/bridge/machines/new', '/bridge/webhooks/new'])
      assert.equal((await as(ana, 'GET', url)).status, 403, url)
  })
})

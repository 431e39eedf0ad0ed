import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { ComityError } from '@comity/errors'
import type { Net } from '@comity/world'
import { ApiRefusal, apiClient } from './api-client.ts'
import { addSampleRoutes, api, id } from './sample-routes.ts'
import { adaToken, testApp, tokenIn } from './test-app.ts'

const { app, world } = await testApp({ rates: { address: { burst: 200, perSecond: 1 }, account: { burst: 200, perSecond: 1 } } })
addSampleRoutes(app)
after(() => app.close())

const bearer = { authorization: `Bearer ${adaToken}` }
const session = { cookie: `session=${adaToken}` }

async function token(): Promise<string> {
  return tokenIn((await app.inject({ url: '/page', headers: session })).body)
}

describe('an API route', () => {
  test('answers 401 as a problem document to those signed out, in their language', async () => {
    const answer = await app.inject({ url: `/api/things/${id}`, headers: { 'accept-language': 'fr' } })
    assert.equal(answer.statusCode, 401)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    assert.equal(answer.json().code, 'not-signed-in')
    assert.match(answer.json().title, /connectez-vous/i)
    assert.equal(answer.json().instance, `urn:uuid:${String(answer.headers['x-request-id'])}`)
  })
  test('parses parameters and query, and answers what its schema says', async () => {
    const answer = await app.inject({ url: `/api/things/${id}?n=5&lang=en`, headers: bearer })
    assert.deepEqual(answer.json(), { id, name: 'n5' })
    assert.equal(answer.headers['cache-control'], 'no-store')
  })
  test('names the field at fault', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/things', headers: bearer, payload: { name: 'x'.repeat(21) } })
    assert.equal(answer.statusCode, 400)
    assert.deepEqual(
      answer.json().problems.map((problem: { path: string }) => problem.path),
      ['name'],
    )
  })
  test('refuses text that cannot be kept, in body, query and path, however deep', async () => {
    const json = { ...bearer, 'content-type': 'application/json' }
    for (const text of ['a\\u0000b', 'a\\ud800b']) {
      const answer = await app.inject({ method: 'POST', url: '/api/things', headers: json, payload: `{"name":"${text}"}` })
      assert.deepEqual([answer.statusCode, answer.json().problems], [400, [{ path: 'body.name', message: 'text' }]])
    }
    for (const url of [`/api/things/${id}?n=%00`, '/api/things/%00'])
      assert.equal((await app.inject({ url, headers: bearer })).statusCode, 400)
    const deep = `${'['.repeat(400_000)}"\\u0000"${']'.repeat(400_000)}`
    assert.equal((await app.inject({ method: 'POST', url: '/api/things', headers: json, payload: deep })).statusCode, 400)
  })
  test('refuses a body beyond its limit with 413, and a body that is no JSON with 400', async () => {
    const large = await app.inject({
      method: 'POST',
      url: '/api/things',
      headers: bearer,
      payload: { name: 'x'.repeat(1_100_000) },
    })
    assert.equal(large.statusCode, 413)
    const broken = await app.inject({
      method: 'POST',
      url: '/api/things',
      headers: { ...bearer, 'content-type': 'application/json' },
      payload: '{',
    })
    assert.deepEqual([broken.statusCode, broken.json().code], [400, 'bad-input'])
  })
  test('tells nothing of a bug, nor leaks a field that its schema does not name', async () => {
    for (const name of ['bug', 'leak']) {
      const answer = await app.inject({ method: 'POST', url: '/api/things', headers: bearer, payload: { name } })
      assert.equal(answer.statusCode, 500)
      assert.equal(answer.json().code, 'internal')
      assert.doesNotMatch(answer.body, /secret/)
    }
  })
  test('gives a refusal the status of its code', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/things', headers: bearer, payload: { name: 'refuse' } })
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'conflict'])
  })
  test('changes nothing by a session cookie without the token of that session', async () => {
    const call = { method: 'POST', url: '/api/things', payload: { name: 'a' } } as const
    assert.equal((await app.inject({ ...call, headers: session })).json().code, 'request-forged')
    assert.equal((await app.inject({ ...call, headers: { ...session, 'x-csrf-token': await token() } })).statusCode, 200)
  })
  test('answers 404 as a problem document where there is nothing', async () => {
    assert.equal((await app.inject('/api/nothing')).json().code, 'not-found')
  })
})

describe('the typed client', () => {
  const net: Net = {
    async fetch(request) {
      const method = request.method as 'GET' | 'POST'
      const payload = request.body === undefined ? {} : { payload: Buffer.from(request.body) }
      const answer = await app.inject({
        method,
        url: request.url.replace('http://node.test', ''),
        headers: request.headers,
        ...payload,
      })
      return { status: answer.statusCode, headers: {}, body: new Uint8Array(answer.rawPayload) }
    },
  }
  const client = apiClient(api, { origin: 'http://node.test', token: adaToken, net })
  test('calls with parameters, query and body', async () => {
    assert.equal((await client.read({ params: { id }, query: { n: 3 } })).name, 'n3')
    assert.equal((await client.make({ body: { name: 'made' } })).name, 'made')
    assert.equal((await client.open({})).signedIn, true)
  })
  test('throws what the node refuses, in its words', async () => {
    await assert.rejects(
      client.make({ body: { name: 'refuse' } }),
      (error) => error instanceof ApiRefusal && error.code === 'conflict' && error.status === 409,
    )
  })
})

describe('the node as others see it', () => {
  test('documents every operation of the API as OpenAPI 3.1, for programs and for people', async () => {
    const document = (await app.inject('/api/openapi.json')).json()
    assert.equal(document.openapi, '3.1.0')
    assert.deepEqual(Object.keys(document.paths).sort(), ['/api/open', '/api/things', '/api/things/{id}'])
    assert.ok(document.components.schemas.Thing && document.components.schemas.Problem)
    assert.deepEqual(document.paths['/api/open'].get.security, [])
    const page = await app.inject('/api')
    assert.match(page.body, /GET \/api\/things\/\{id\}/)
    assert.doesNotMatch(page.body, /<script/)
  })
  test('says that it works, and that search engines stay away', async () => {
    assert.equal((await app.inject('/healthz')).body, 'ok\n')
    assert.match((await app.inject('/robots.txt')).body, /Disallow: \//)
  })
  test('answers 503 when it cannot work', async () => {
    const ill = await testApp({
      healthy: async () => {
        throw new ComityError('unavailable')
      },
    })
    assert.equal((await ill.app.inject('/healthz')).statusCode, 503)
    await ill.app.close()
  })
  test('serves assets compressed, unchanging and without a rate limit', async () => {
    const body = Buffer.from('a{}'.repeat(1000))
    const { app: other } = await testApp({
      rates: { address: { burst: 1, perSecond: 1 }, account: { burst: 1, perSecond: 1 } },
      assets: [{ path: '/assets/a.css', type: 'text/css', body, immutable: true }],
    })
    const plain = await other.inject('/assets/a.css')
    assert.deepEqual(plain.rawPayload, body)
    const small = await other.inject({ url: '/assets/a.css', headers: { 'accept-encoding': 'gzip, br' } })
    assert.equal(small.headers['content-encoding'], 'br')
    assert.match(String(small.headers['cache-control']), /immutable/)
    assert.ok(small.rawPayload.length < 100)
    await other.close()
  })
  test('bounds the rate of one address, says when to come back, and lets it come back then', async () => {
    let answer = await app.inject('/api/open')
    for (let count = 0; count < 300 && answer.statusCode === 200; count += 1) answer = await app.inject('/api/open')
    assert.equal(answer.statusCode, 429)
    assert.equal(answer.headers['retry-after'], '1')
    assert.equal((await app.inject({ url: '/api/open', remoteAddress: '192.0.2.7' })).statusCode, 200)
    await world.advance(1000)
    assert.equal((await app.inject('/api/open')).statusCode, 200)
  })
})

import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { ComityError } from '@comity/errors'
import { h } from 'preact'
import { z } from 'zod'
import type { Net } from '@comity/world'
import { ApiRefusal, apiClient } from './api-client.ts'
import type { Api, Handlers } from './contract.ts'
import { download, redirect, show } from './page-answer.ts'
import { pageRoute } from './page-route.ts'
import { rawRoute } from './raw-route.ts'
import { serveApi } from './serve-api.ts'
import { adaToken, testApp, tokenIn } from './test-app.ts'

const Thing = z.strictObject({ id: z.uuid(), name: z.string().max(20) }).meta({ id: 'Thing' })
const api = {
  read: {
    method: 'GET',
    url: '/api/things/:id',
    params: z.strictObject({ id: z.uuid() }),
    query: z.strictObject({ n: z.coerce.number().default(1) }),
    response: Thing,
    summary: 'One thing',
  },
  make: {
    method: 'POST',
    url: '/api/things',
    body: z.strictObject({ name: z.string().max(20) }),
    response: Thing,
    summary: 'Make a thing',
  },
  open: {
    method: 'GET',
    url: '/api/open',
    response: z.strictObject({ signedIn: z.boolean() }),
    public: true,
    summary: 'Open to everyone',
  },
} as const satisfies Api
const id = '00000000-0000-4000-8000-000000000001'

const handlers: Handlers<typeof api> = {
  read: async ({ params, query }) => ({ id: params.id, name: `n${query.n}` }),
  make: async ({ body }) => {
    if (body.name === 'bug') throw new TypeError('secret detail')
    if (body.name === 'leak') return { id, name: 'leak', secret: 'yes' } as z.input<typeof Thing>
    if (body.name === 'refuse') throw new ComityError('conflict')
    return { id, name: body.name }
  },
  open: async ({ viewer }) => ({ signedIn: viewer !== null }),
}

const { app, world } = await testApp({ rates: { address: { burst: 200, perSecond: 1 }, account: { burst: 200, perSecond: 1 } } })
serveApi(app, api, handlers)
pageRoute(app, { method: 'GET', url: '/page', query: z.strictObject({ a: z.string().optional() }) }, ({ url }) =>
  show({ title: 'Page', body: h('p', {}, url + 'x'.repeat(2000)) }),
)
pageRoute(
  app,
  {
    method: 'POST',
    url: '/page',
    body: z.strictObject({ name: z.string().max(3), tag: z.array(z.string()).optional() }),
    invalid: (_call, problems, raw) =>
      show({
        title: 'Again',
        status: 422,
        body: h('p', {}, `${problems.map((problem) => problem.path).join()} ${String(raw['name'])}`),
      }),
  },
  ({ body }) => redirect('/page', { notice: `saved ${body.name}` }),
)
pageRoute(app, { method: 'POST', url: '/file', upload: { files: 1, fileBytes: 10 } }, ({ files }) =>
  download({ name: 'é.txt', mediaType: 'text/html', bytes: files[0]?.bytes ?? Buffer.alloc(0) }),
)
pageRoute(app, { method: 'GET', url: '/bug', public: true }, () => {
  throw new TypeError('secret detail')
})
rawRoute(
  app,
  { method: 'POST', url: '/raw/:name', bodyLimit: 100, contentType: 'application/octet-stream' },
  async ({ targetUri, body, params }) => ({
    status: 202,
    headers: { 'x-target': targetUri, 'x-name': params['name'] ?? '' },
    bytes: body,
  }),
)
after(() => app.close())

const bearer = { authorization: `Bearer ${adaToken}` }
const session = { cookie: `session=${adaToken}` }
const form = { ...session, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

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

describe('a page', () => {
  test('sends those signed out to sign in and back', async () => {
    const answer = await app.inject('/page?a=1')
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/sign-in?next=%2Fpage%3Fa%3D1'])
  })
  test('says what is wrong with an address in the language of the person, and no word for programs', async () => {
    for (const [lang, words] of [
      ['fr', /Clé/],
      ['es', /Llave/],
      ['ru', /ключ/i],
      ['ar', /\p{Script=Arabic}/u],
      ['zh', /\p{Script=Han}/u],
    ] as const) {
      const answer = await app.inject({ url: `/page?sort=foo&lang=${lang}`, headers: session })
      assert.equal(answer.statusCode, 400)
      const [problems = ''] = /<ul>[^]*<\/ul>/.exec(answer.body) ?? []
      assert.match(problems, words, lang)
      assert.doesNotMatch(problems, /[Uu]nrecognized|[Ii]nvalid|expected/, lang)
    }
  })

  test('keeps the language asked for, and tells it from the page’s own query', async () => {
    const answer = await app.inject({ url: '/page?lang=ar&a=1', headers: session })
    assert.match(answer.body, /lang="ar"/)
    assert.match(answer.body, /\/page\?a=1x/)
    assert.equal(answer.cookies.find((cookie) => cookie.name === 'comity-test-lang')?.value, 'ar')
    const next = await app.inject({ url: '/page', headers: { cookie: `session=${adaToken}; comity-test-lang=ar` } })
    assert.match(next.body, /lang="ar"/)
  })
  test('is compressed where accepted, never stored, and forbids scripts of others', async () => {
    const answer = await app.inject({ url: '/page', headers: { ...session, 'accept-encoding': 'gzip' } })
    assert.equal(answer.headers['content-encoding'], 'gzip')
    assert.ok(answer.rawPayload.length < 1000)
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.match(
      String(answer.headers['content-security-policy']),
      /default-src 'none';script-src 'self';.*frame-ancestors 'none'/,
    )
  })
  test('and every other answer carries the same headers against what browsers might do with it', async () => {
    const tls = (await testApp({ behindTls: true })).app
    pageRoute(tls, { method: 'GET', url: '/page', public: true }, () => show({ title: 'Page', body: h('p', null) }))
    const names = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy'] as const
    const seen = await Promise.all(
      ['/page', '/nowhere', '/healthz', '/api/nowhere', '/api/openapi.json', '/page?lang=xx'].map(async (url) => {
        const { headers } = await tls.inject({ url })
        return [headers['strict-transport-security'], ...names.map((name) => headers[name])].map(String)
      }),
    )
    for (const each of seen) assert.deepEqual(each, seen[0])
    assert.deepEqual(
      [seen[0]?.[0], ...(seen[0]?.slice(2) ?? [])],
      ['max-age=31536000; includeSubDomains', 'nosniff', 'same-origin', 'same-origin'],
    )
    const plain = await app.inject({ url: '/page', headers: session })
    assert.equal(plain.headers['strict-transport-security'], undefined, 'a browser would not come back by HTTP')
  })
  test('gives each form another token, and takes every one of them', async () => {
    const [one, two] = [await token(), await token()]
    assert.notEqual(one, two)
    for (const csrf of [one, two]) {
      const answer = await app.inject({ method: 'POST', url: '/page', headers: form, payload: `csrf=${csrf}&name=a` })
      assert.equal(answer.statusCode, 303)
    }
  })
  test('refuses a form without token, with another token, or from another site', async () => {
    const csrf = await token()
    const other = Buffer.alloc(64, 1).toString('base64url')
    for (const payload of ['name=a', `csrf=${other}&name=a`, `csrf=&name=a`]) {
      assert.equal((await app.inject({ method: 'POST', url: '/page', headers: form, payload })).statusCode, 403)
    }
    for (const headers of [
      { ...form, 'sec-fetch-site': 'cross-site' },
      { ...form, 'sec-fetch-site': 'same-site' },
      { ...form, origin: 'http://evil.test' },
      { ...form, origin: 'null' },
    ]) {
      assert.equal((await app.inject({ method: 'POST', url: '/page', headers, payload: `csrf=${csrf}&name=a` })).statusCode, 403)
    }
  })
  test('says once, on the next page, what was done', async () => {
    const answer = await app.inject({ method: 'POST', url: '/page', headers: form, payload: `csrf=${await token()}&name=%D8%B9` })
    const notice = answer.cookies.find((cookie) => cookie.name === 'comity-test-notice')
    assert.equal(notice?.httpOnly, true)
    const next = await app.inject({
      url: '/page',
      headers: { cookie: `session=${adaToken}; comity-test-notice=${notice?.value}` },
    })
    assert.match(next.body, /id="notice">saved ع</)
    assert.equal(next.cookies.find((cookie) => cookie.name === 'comity-test-notice')?.maxAge, 0)
  })
  test('shows a bad form again with what was typed', async () => {
    const answer = await app.inject({ method: 'POST', url: '/page', headers: form, payload: `csrf=${await token()}&name=four` })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /name four/)
  })
  test('refuses a form whose text cannot be kept', async () => {
    const payload = `csrf=${await token()}&name=a%00`
    assert.equal((await app.inject({ method: 'POST', url: '/page', headers: form, payload })).statusCode, 400)
    const parts = multipartBody(await token(), 'x').replace('filename="', 'filename="a\0')
    assert.equal((await app.inject({ method: 'POST', url: '/file', headers: multipart, payload: parts })).statusCode, 400)
  })
  test('takes files in memory up to its limit and gives files to save only', async () => {
    const csrf = await token()
    const answer = await app.inject({ method: 'POST', url: '/file', headers: multipart, payload: multipartBody(csrf, 'content') })
    assert.equal(answer.body, 'content')
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="_.txt"; filename*=UTF-8\'\'%C3%A9.txt')
    assert.equal(answer.headers['content-security-policy'], "default-src 'none'; sandbox")
    const large = await app.inject({
      method: 'POST',
      url: '/file',
      headers: multipart,
      payload: multipartBody(csrf, 'x'.repeat(11)),
    })
    assert.equal(large.statusCode, 413)
  })
  test('explains a bug and an unknown address in the language, with a reference and no detail', async () => {
    const bug = await app.inject({ url: '/bug', headers: { 'accept-language': 'es' } })
    assert.equal(bug.statusCode, 500)
    assert.match(bug.body, new RegExp(String(bug.headers['x-request-id'])))
    assert.match(bug.body, /Se produjo un error/)
    assert.doesNotMatch(bug.body, /secret/)
    const missing = await app.inject({ url: '/nothing', headers: { 'accept-language': 'ru' } })
    assert.deepEqual([missing.statusCode, /Страница не найдена/.test(missing.body)], [404, true])
  })
})

const multipart = { ...session, 'content-type': 'multipart/form-data; boundary=cut' }
function multipartBody(csrf: string, content: string): string {
  return [
    '--cut',
    'content-disposition: form-data; name="csrf"',
    '',
    csrf,
    '--cut',
    'content-disposition: form-data; name="upload"; filename="a.txt"',
    'content-type: text/plain',
    '',
    content,
    '--cut--',
    '',
  ].join('\r\n')
}

describe('a raw route', () => {
  const headers = { 'content-type': 'application/octet-stream', 'sec-fetch-site': 'cross-site' }
  test('gets the bytes and the address as the caller wrote it, without session or token', async () => {
    const payload = Buffer.from([0, 255, 10])
    const answer = await app.inject({ method: 'POST', url: '/raw/a%20b?x=%41', headers, payload })
    assert.equal(answer.statusCode, 202)
    assert.deepEqual(answer.rawPayload, payload)
    assert.equal(answer.headers['x-target'], 'http://node.test/raw/a%20b?x=%41')
    assert.equal(answer.headers['x-name'], 'a b')
  })
  test('refuses larger bodies and other media types', async () => {
    const large = await app.inject({ method: 'POST', url: '/raw/a', headers, payload: Buffer.alloc(101) })
    assert.deepEqual([large.statusCode, large.json().code], [413, 'too-large'])
    const other = await app.inject({ method: 'POST', url: '/raw/a', headers: { 'content-type': 'text/plain' }, payload: 'a' })
    assert.deepEqual([other.statusCode, other.json().code], [400, 'bad-input'])
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

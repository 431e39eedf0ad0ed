import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { h } from 'preact'
import { show } from './page-answer.ts'
import { pageRoute } from './page-route.ts'
import { addSampleRoutes } from './sample-routes.ts'
import { adaToken, testApp, tokenIn } from './test-app.ts'

const { app } = await testApp({ rates: { address: { burst: 200, perSecond: 1 }, account: { burst: 200, perSecond: 1 } } })
addSampleRoutes(app)
after(() => app.close())
const session = { cookie: `session=${adaToken}` }
const form = { ...session, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

async function token(): Promise<string> {
  return tokenIn((await app.inject({ url: '/page', headers: session })).body)
}

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

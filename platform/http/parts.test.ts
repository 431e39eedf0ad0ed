import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { catalogueFaults } from '@comity/i18n'
import { testWorld } from '@comity/world'
import fc from 'fast-check'
import { accepts } from './compression.ts'
import { maskToken, matchesToken } from './csrf.ts'
import { platformErrorTexts } from './error-texts.ts'
import { ownTexts } from './messages.ts'
import { isOwnPath, redirect } from './page-answer.ts'
import { testApp } from './test-app.ts'
import { tokenBuckets } from './token-buckets.ts'

describe('a path of this node', () => {
  test('is never read as another site by the URL parser of browsers', () => {
    const nasty = fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '@', 'h', '\t', '\n', ' ', '%', '?', '#', 'é') })
    fc.assert(
      fc.property(nasty, (text) => {
        if (!isOwnPath(text)) return
        assert.equal(new URL(text, 'http://node.test').host, 'node.test')
      }),
      { numRuns: 2000 },
    )
  })
  test('is what a redirect leads to, or it is a bug', () => {
    assert.throws(() => redirect('//evil.test'), { name: 'AssertionError' })
    assert.equal(isOwnPath('/requests?after=1#x'), true)
  })
})

test('a page says of its own address nothing that a browser takes for another site', async () => {
  const { app } = await testApp({ shell: ({ url }) => `at ${url}` })
  for (const url of ['//evil.example/x?a=1', '/\\evil.example', '//evil.example//y'])
    assert.equal((await app.inject({ method: 'GET', url: 'http://node.test' + url })).body, 'at /', url)
  assert.equal((await app.inject({ method: 'GET', url: '/nowhere?a=1&lang=fr' })).body, 'at /nowhere?a=1')
  await app.close()
})

test('an address that no router reads is answered like one that leads nowhere, and not repeated', async () => {
  const { app } = await testApp()
  app.get('/things/:id', () => 'one')
  for (const url of [`/things/${'x'.repeat(3000)}`, '/%zz<script>', '/api/%zz', '/things/%E0%A4%A']) {
    const answer = await app.inject({ method: 'GET', url })
    assert.equal(answer.statusCode, 404, url.slice(0, 20))
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/)
    assert.match(String(answer.headers['content-type']), url.startsWith('/api/') ? /problem/ : /html/)
    assert(!/<script>|xxxxx/.test(answer.body))
  }
  await app.close()
})

describe('the token of a form', () => {
  const { chance } = testWorld()
  const token = Buffer.alloc(32, 9).toString('base64url')
  test('matches its session whatever the mask, and no other', () => {
    for (let count = 0; count < 50; count += 1) {
      const masked = maskToken(token, chance)
      assert.equal(matchesToken(masked, token), true)
      assert.equal(matchesToken(masked, Buffer.alloc(32, 8).toString('base64url')), false)
    }
  })
  test('is never matched when the session has none', () => {
    assert.equal(matchesToken('', ''), false)
    assert.equal(matchesToken(undefined, token), false)
  })
})

describe('a token bucket', () => {
  test('never lets more through than burst plus refill, in any order of calls and pauses', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3000 }), { maxLength: 100 }), (pauses) => {
        let now = 0
        let passed = 0
        const buckets = tokenBuckets({ burst: 5, perSecond: 2 }, { nowMs: () => now, maxKeys: 10 })
        for (const pause of pauses) {
          now += pause
          if (buckets.take('a').ok) passed += 1
          assert.ok(passed <= 5 + (now / 1000) * 2 + 1e-9)
        }
      }),
    )
  })
  test('is right about when the next attempt succeeds', () => {
    let now = 0
    const buckets = tokenBuckets({ burst: 1, perSecond: 0.5 }, { nowMs: () => now, maxKeys: 10 })
    assert.deepEqual(buckets.take('a'), { ok: true })
    assert.deepEqual(buckets.take('a'), { ok: false, retryAfterSeconds: 2 })
    now += 2000
    assert.deepEqual(buckets.take('a'), { ok: true })
  })
  test('forgets the longest unused key first', () => {
    const buckets = tokenBuckets({ burst: 1, perSecond: 0.001 }, { nowMs: () => 0, maxKeys: 2 })
    for (const key of ['a', 'b', 'a', 'c']) buckets.take(key)
    assert.equal(buckets.take('a').ok, false)
    assert.equal(buckets.take('b').ok, true)
  })
})

test('Accept-Encoding allows what it names, except with a weight of nought', () => {
  assert.equal(accepts('br, GZIP;q=0.5', 'gzip'), true)
  assert.equal(accepts('gzip;q=0, br', 'gzip'), false)
  assert.equal(accepts(undefined, 'gzip'), false)
})

test('the texts are whole in six languages', () => {
  assert.deepEqual(catalogueFaults(ownTexts), [])
  assert.deepEqual(catalogueFaults(platformErrorTexts), [])
})

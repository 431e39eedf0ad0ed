import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ComityError } from '@comity/errors'
import { h } from 'preact'
import { z } from 'zod'
import type { SentForms } from './app.ts'
import { download, redirect, show } from './page-answer.ts'
import { pageRoute } from './page-route.ts'
import { adaToken, testApp, tokenIn } from './test-app.ts'

const led = new Map<string, string | null>()
const sentForms: SentForms = {
  async take({ sessionId, key }) {
    const place = `${sessionId} ${key}`
    const ledTo = led.get(place)
    if (ledTo === undefined) led.set(place, null)
    return ledTo === undefined ? null : { ledTo }
  },
  lead: async ({ sessionId, key }, url) => void led.set(`${sessionId} ${key}`, url),
  giveBack: async ({ sessionId, key }) => void led.delete(`${sessionId} ${key}`),
}
const { app } = await testApp({
  sentForms,
  rates: { address: { burst: 900, perSecond: 9 }, account: { burst: 900, perSecond: 9 } },
})

const made: string[] = []
const body = z.strictObject({ how: z.string() })
pageRoute(app, { method: 'GET', url: '/form' }, () => show({ title: 'Form', body: h('p', {}) }))
pageRoute(app, { method: 'POST', url: '/make', body }, async ({ body: { how } }) => {
  await new Promise(setImmediate)
  if (how === 'faulty') return show({ title: 'Form', body: h('p', {}), status: 422 })
  if (how === 'refused') throw new ComityError('conflict')
  if (how === 'asks') return show({ title: 'Are you sure?', body: h('p', {}) })
  made.push(how)
  if (how === 'breaks') throw new TypeError('after it was done')
  if (how === 'file') return download({ name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('a') })
  if (how === 'secret') return show({ title: 'Once', body: h('p', {}, 's3cret'), made: true })
  return redirect(`/things/${made.length}`, { notice: 'made' })
})
const params = z.strictObject({ at: z.string() })
const again = ({ at }: z.output<typeof params>) => at !== 'new'
pageRoute(app, { method: 'POST', url: '/things/:at', params, body, again }, ({ body: { how } }) => {
  made.push(how)
  return redirect('/form')
})

const headers = { cookie: `session=${adaToken}`, 'content-type': 'application/x-www-form-urlencoded' }
const token = async () => tokenIn((await app.inject({ url: '/form', headers: { cookie: headers.cookie } })).body)
const send = (csrf: string, how: string, url = '/make') =>
  app.inject({ method: 'POST', url, headers, payload: new URLSearchParams({ csrf, how }).toString() })

describe('one opened form', () => {
  test('acts once, however often and however fast it is sent, and always leads to what it made', async () => {
    made.length = 0
    const csrf = await token()
    const answers = await Promise.all([send(csrf, 'ok'), send(csrf, 'ok'), send(csrf, 'ok')])
    answers.push(await send(csrf, 'ok'))
    assert.deepEqual(made, ['ok'])
    assert.deepEqual(
      answers.map(({ statusCode, headers: { location } }) => [statusCode, location]),
      answers.map(() => [303, '/things/1']),
    )
  })

  test('acts a second time where it was opened again, or has another address', async () => {
    made.length = 0
    await send(await token(), 'ok')
    const csrf = await token()
    await send(csrf, 'ok')
    await send(csrf, 'ok', '/things/new')
    assert.equal(made.length, 3)
  })

  test('may be sent again where nothing was done: it was faulty, refused, or only asked whether one is sure', async () => {
    for (const how of ['faulty', 'refused', 'asks']) {
      made.length = 0
      const csrf = await token()
      const codes = [await send(csrf, how), await send(csrf, how), await send(csrf, 'ok')].map(({ statusCode }) => statusCode)
      assert.equal(codes[0], codes[1], how)
      assert.equal(codes[2], 303, how)
      assert.deepEqual(made, ['ok'], how)
    }
  })

  test('does not show a second time what is shown once, nor act where nobody knows what became of it', async () => {
    for (const how of ['secret', 'breaks']) {
      made.length = 0
      const csrf = await token()
      await send(csrf, how)
      const second = await send(csrf, how)
      assert.equal(second.statusCode, 409, how)
      assert.doesNotMatch(second.body, /s3cret/)
      assert.deepEqual(made, [how])
    }
  })

  test('saves as often as it is sent where its address says so, by its parameters', async () => {
    made.length = 0
    const csrf = await token()
    for (const url of ['/things/4', '/things/4', '/things/new', '/things/new']) await send(csrf, url, url)
    assert.deepEqual(made, ['/things/4', '/things/4', '/things/new'])
  })

  test('is no matter of programs: a call with a bearer token carries no form', async () => {
    made.length = 0
    const call = {
      method: 'POST',
      url: '/make',
      headers: { ...headers, cookie: '', authorization: `Bearer ${adaToken}` },
    } as const
    for (const _ of [1, 2]) await app.inject({ ...call, payload: 'how=ok' })
    assert.equal(made.length, 2)
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { catalogueFaults, languages } from '@comity/i18n'
import { sql } from 'kysely'
import { assetActs, columns } from '../contract.ts'
import * as door from '../operations.ts'
import { stepFields } from '../rules/step-fields.ts'
import { grantedRequest, openOffices } from '../testing-offices.ts'
import { samplePages, sampleToken } from './sample-pages.tsx'
import { isKey } from './texts.ts'

const { arlenia, bresonia } = await openOffices()
const cleo = bresonia.person('cleo', 'head')
const ada = bresonia.person('ada', 'auditor')
const adam = bresonia.person('adam', 'administrator')
const app = await samplePages(bresonia.node, [cleo, ada, adam])
after(() => app.close())
const day = bresonia.world.clock.now().toISOString().slice(0, 10)
const { into } = await grantedRequest(arlenia, bresonia, new Set())

const cookie = (actor = cleo) => `session=${sampleToken(actor)}`
const open = (url: string, actor = cleo) => app.inject({ method: 'GET', url, headers: { cookie: cookie(actor) } })
const tokenOf = async (actor = cleo) => /name="csrf" value="([^"]+)"/.exec((await open('/assets', actor)).body)?.[1] ?? ''
const send = async (url: string, fields: Record<string, string>, actor = cleo) =>
  app.inject({
    method: 'POST',
    url,
    headers: { cookie: cookie(actor), 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ csrf: await tokenOf(actor), ...fields }).toString(),
  })
const openAsset = () =>
  bresonia.as(cleo, (ctx) =>
    door.openAsset(ctx, {
      kind: 'money',
      description: 'Account <BR-9>',
      state: 'xb',
      currency: 'USD',
      amount: '900',
      on: day,
      requestId: into,
    }),
  )

const listed = () => door.listAssets(bresonia.node.db, { actor: cleo }, { limit: 200 })

async function exportsNoted(): Promise<unknown[]> {
  const found = await sql<{ details: unknown }>`select details from audit.entry where act = 'assets.exported'`.execute(
    bresonia.node.db,
  )
  return found.rows.map(({ details }) => details)
}

describe('the pages of assets', () => {
  it('open an asset from the property of a request, with nothing typed twice', async () => {
    const form = await open(`/assets/new?requestId=${into}&item=0`)
    assert.match(form.body, /value="Account BR-1"/)
    assert.match(form.body, /value="1000000"/)
    const fields = {
      kind: 'money',
      description: 'Account BR-1',
      state: 'XB',
      currency: 'usd',
      amount: '1 000 000',
      on: day,
      requestId: into,
    }
    const made = await send('/assets/new', fields)
    assert.equal(made.statusCode, 303, made.body)
    const page = await open(made.headers.location ?? '')
    assert.match(page.body, /USD\s?1,000,000\.00/)
    const requests = /<caption[^>]*>Requests<[\s\S]*?<\/table>/.exec(page.body)?.[0] ?? ''
    assert.match(requests, /Direction<[\s\S]*Other authority<[\s\S]*incoming/)
    assert.ok(requests.includes('Central Authority of Arlenia'), requests)
    assert.doesNotMatch(requests, new RegExp(arlenia.authorityId))
  })

  it('ask for what a step needs, keep what was typed, and write the step', async () => {
    const { id } = await openAsset()
    const url = `/assets/${id}/steps/freeze`
    assert.equal((await open(url)).statusCode, 200)
    const wrong = await send(url, { on: day, freezeBasis: '54-2-a', automaticLifting: 'one year', amount: '9,5' })
    assert.deepEqual([wrong.statusCode, /one year/.test(wrong.body), /href="#amount"/.test(wrong.body)], [422, true, true])
    const gap = await send(url, { on: day, freezeBasis: '54-2-a', automaticLifting: 'one year' })
    assert.match(gap.body, /href="#until"/)
    const done = await send(url, { on: day, freezeBasis: '54-2-a', automaticLifting: 'one year', untilFurtherOrder: 'true' })
    assert.equal(done.headers.location, `/assets/${id}`)
    assert.match((await send(`/assets/${id}/steps/lift`, { on: day, reasons: 'over' })).body, /55\(8\)/)
  })

  it('name the requests of an asset as people know them: by number, subject and the other side', async () => {
    const { id } = await openAsset()
    for (const url of [`/assets/${id}/steps/trace`, `/assets/${id}/distribute`]) {
      const [choice = ''] = /<select[^>]*name="requestId"[^]*?<\/select>/.exec((await open(url)).body) ?? []
      assert.match(choice, /XB-2026-\d+ · Accounts of Meridian Trading Ltd \([^)]*Arlenia/, url)
      assert.doesNotMatch(choice, />[^<]*xa\./, url)
    }
  })

  it('book once what a form says that is sent twice, at the same time or after the way back', async () => {
    const { id } = await openAsset()
    const url = `/assets/${id}/steps/trace`
    const fields = { on: day, evidence: 'Bank statement', csrf: await tokenOf() }
    const both = await Promise.all([send(url, fields), send(url, fields)])
    const again = await send(url, fields)
    assert.deepEqual(
      [...both, again].map(({ headers }) => headers.location),
      Array.from({ length: 3 }, () => `/assets/${id}`),
    )
    const { entries } = await door.getAsset(bresonia.node.db, { actor: cleo }, id, day)
    assert.equal(entries.filter(({ act }) => act === 'trace').length, 1)
  })

  it('take an order on the thing itself, although its form comes with a currency', async () => {
    const { id } = await openAsset()
    await send(`/assets/${id}/steps/trace`, { on: day, evidence: 'x' })
    const url = `/assets/${id}/steps/order`
    assert.match((await open(url)).body, /value="USD"[^>]*name="orderCurrency"/)
    const order = { on: day, orderReference: 'K 1/26', orderIssuedOn: day, orderAmount: '', orderCurrency: 'USD' }
    assert.equal((await send(url, order)).statusCode, 303)
    const bare = await send(url, { ...order, orderAmount: '5', orderCurrency: '' })
    assert.notEqual(bare.statusCode, 303)
  })

  it('escape what others wrote, and show nothing to those without a part in assets', async () => {
    const { id } = await openAsset()
    const page = await open(`/assets/${id}`)
    assert.match(page.body, /Account &lt;BR-9>|Account &lt;BR-9&gt;/)
    assert.doesNotMatch(page.body, /<BR-9>/)
    assert.equal((await open('/assets', adam)).statusCode, 403)
    assert.equal((await open(`/assets/${id}/steps/trace`, ada)).statusCode, 409)
    assert.equal((await send(`/assets/${id}/steps/trace`, { on: day, evidence: 'x' }, ada)).statusCode, 403)
    assert.equal((await open('/assets/11111111-2222-4333-8444-555555555555')).statusCode, 404)
  })

  it('are there in six languages, and as files', async () => {
    const { id } = await openAsset()
    const urls = [
      '/assets',
      '/assets/totals?currency=EUR',
      '/assets/rates',
      '/assets/new',
      `/assets/${id}`,
      `/assets/${id}/link`,
      `/assets/${id}/claims/new`,
      `/assets/${id}/distribute`,
    ]
    for (const { code } of languages) {
      for (const url of urls) {
        const page = await open(`${url}${url.includes('?') ? '&' : '?'}lang=${code}`)
        assert.equal(page.statusCode, 200, `${url} ${code}`)
      }
    }
    assert.match((await open('/assets?format=csv')).body, /Account <BR-9>/)
    const { rows } = await listed()
    assert.deepEqual(await exportsNoted(), [{ format: 'csv', rows: rows.length }])
    assert.equal((await open(`/assets/${id}?format=xlsx`)).rawPayload.subarray(0, 2).toString(), 'PK')
  })

  it('record claims, rates and corrections', async () => {
    const { id, entries } = await openAsset()
    const claim = await send(`/assets/${id}/claims/new`, {
      claimant: 'Bank',
      article: '31(9)',
      grounds: 'mortgage',
      raisedOn: day,
    })
    assert.equal(claim.statusCode, 303)
    const { claims } = await door.getAsset(bresonia.node.db, { actor: cleo }, id, day)
    const decided = await send(`/assets/${id}/claims/${claims[0]?.id}`, {
      claimState: 'rejected',
      decidedOn: day,
      reasons: 'forged',
    })
    assert.equal(decided.statusCode, 303)
    const rate = { rateFrom: 'usd', rateTo: 'EUR', rateValue: '0.9', rateOn: day, rateSource: 'ECB' }
    assert.equal((await send('/assets/rates', { ...rate, rateSource: '' })).statusCode, 422)
    assert.equal((await send('/assets/rates', rate)).statusCode, 303)
    assert.match((await open('/assets/totals?currency=eur')).body, /ECB/)
    const reversed = await send(`/assets/${id}/entries/${entries[0]?.id}/reverse`, { reasons: 'wrong account' })
    assert.equal(reversed.statusCode, 303)
  })
})

describe('the API of assets', () => {
  it('answers nobody who is not signed in, and refuses what its schema does not name', async () => {
    const { id } = await openAsset()
    assert.equal((await app.inject({ method: 'GET', url: `/api/assets/${id}` })).statusCode, 401)
    const headers = { authorization: `Bearer ${sampleToken(cleo)}` }
    const bad = await app.inject({
      method: 'POST',
      url: `/api/assets/${id}/steps`,
      headers,
      payload: { act: 'trace', on: day, more: 1 },
    })
    assert.equal(bad.statusCode, 400)
    const good = await app.inject({
      method: 'POST',
      url: `/api/assets/${id}/steps`,
      headers,
      payload: { act: 'trace', on: day, evidence: 'x' },
    })
    assert.deepEqual([good.statusCode, good.json().columns], [200, ['traced']])
    const outside = { authorization: `Bearer ${sampleToken(adam)}` }
    assert.equal((await app.inject({ method: 'GET', url: '/api/assets', headers: outside })).statusCode, 403)
  })
})

describe('the texts of assets', () => {
  it('are whole in six languages and name every column, act and field', () => {
    const read = (lang: string): Record<string, string> =>
      JSON.parse(readFileSync(new URL(`../messages/${lang}.json`, import.meta.url), 'utf8'))
    const texts = { en: read('en'), ar: read('ar'), zh: read('zh'), fr: read('fr'), ru: read('ru'), es: read('es') }
    assert.deepEqual(catalogueFaults(texts), [])
    const fields = Object.values(stepFields).flatMap(({ required, optional }) => [...required, ...optional])
    const keys = [
      ...columns.map((one) => `column.${one}`),
      ...assetActs.map((one) => `act.${one}`),
      ...fields.map((one) => `field.${one}`),
    ]
    assert.deepEqual(
      keys.filter((key) => !isKey(key)),
      [],
    )
  })
})

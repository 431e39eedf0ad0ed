// Run with the other tests, or alone: npm test -- bridge.e2e
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { App, ErrorStatus } from '@comity/http'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import { openPages, sampleToken } from '@comity/testing/pages'
import { keyHolder } from '../key-holder.ts'
import { registerRoutes } from '../routes.ts'
import { openOffices, receiver } from '../testing-office.ts'
import { registerPages } from './index.tsx'

const { arlenia } = await openOffices()
const { node } = arlenia
const hugo = arlenia.person('hugo', 'head')
const adam = arlenia.person('adam', 'administrator')
const program = await receiver(() => 204)
const status: Partial<ErrorStatus> = { 'not-signed-in': 401, 'not-allowed': 403, 'not-found': 404, 'request-forged': 403 }

type Browser = Awaited<ReturnType<typeof startBrowser>>
type Tab = Awaited<ReturnType<Browser['newPage']>>

let browser: Browser
let app: App
let origin = ''

before(async () => {
  origin = `http://127.0.0.1:${await freePort()}`
  const setting = { sending: { hosts: [program.host], timeoutMs: 2000 }, folder: '/srv/bridge' }
  app = await openPages({
    node,
    people: [hugo, adam],
    keyHolder,
    origin,
    status,
    navigation: () => [],
    register: (made) => {
      registerRoutes(made, node, setting)
      registerPages(made, node, setting)
    },
  })
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  browser = await startBrowser()
})
after(async () => {
  await browser.close()
  await app.close()
})

async function tabOf(person: Actor, width: number): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled: width < 1000 })
  await context.addCookies([{ name: 'session', value: sampleToken(person), url: origin }])
  return context.newPage()
}

async function look(tab: Tab): Promise<void> {
  assert.deepEqual(await accessFaults(tab), [], tab.url())
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${tab.url()} scrolls sideways`)
}

describe('the bridge in a browser', () => {
  it('leads from an account to a key that works, and from a receiver to a test that it takes, on a phone and without script', async () => {
    const phone = await tabOf(adam, 390)
    await phone.goto(`${origin}/bridge/machines/new`)
    await phone.getByRole('textbox', { name: 'Name' }).fill('Case system')
    await phone.getByLabel('open drafts').check()
    await phone.getByLabel('Last day').fill('2026-12-31')
    await look(phone)
    await phone.getByRole('button', { name: 'Make the account' }).click()
    const key = /comity_[\w-]{43}/.exec(await phone.content())?.[0] ?? ''
    const asked = () => fetch(`${origin}/api/bridge/self`, { headers: { authorization: `Bearer ${key}` } })
    assert.equal((await asked()).status, 401)
    await look(phone)
    const desk = await tabOf(hugo, 1280)
    await desk.goto(`${origin}/bridge`)
    await look(desk)
    await desk.getByRole('button', { name: 'Confirm' }).click()
    assert.equal((await asked()).status, 200)
    await desk.goto(`${origin}/bridge/webhooks/new`)
    await desk.getByLabel('Address').fill(program.url)
    await desk.getByRole('button', { name: 'Add the receiver' }).click()
    assert.match(await desk.content(), /whsec_/)
    await desk.getByRole('link', { name: 'I have copied it' }).click()
    await desk.getByRole('button', { name: 'Send a test' }).click()
    await desk.getByText('The receiver took the test (answer 204).').waitFor()
    assert.equal(program.got.length, 1)
    await look(desk)
    await desk.goto(`${origin}/bridge?lang=ar`)
    await look(desk)
    await desk.goto(`${origin}/bridge?lang=en`)
    await desk.getByRole('button', { name: 'Revoke' }).click()
    assert.equal((await asked()).status, 401)
  })
})

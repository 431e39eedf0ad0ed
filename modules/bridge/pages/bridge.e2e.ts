// Run with the other tests, or alone: npm test -- bridge.e2e
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { App, ErrorStatus } from '@comity/http'
import { registerPages as registerRequestPages } from '@comity/requests/pages'
import { perform, requestsModule } from '@comity/requests/server'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import { grantedRequest } from '@comity/testing/granted-request'
import { openPages, sampleToken } from '@comity/testing/pages'
import { dispatchDue } from '../dispatch.ts'
import { folderWork } from '../folder/work.ts'
import { keyHolder } from '../key-holder.ts'
import { registerRoutes } from '../routes.ts'
import { openOffices, receiver } from '../testing-office.ts'
import type { Got } from '../testing-office.ts'
import { registerPages } from './index.tsx'

const shots = process.env['COMITY_SHOTS']
const { arlenia, bresonia } = await openOffices()
const { node, world } = arlenia
const hugo = arlenia.person('hugo', 'head')
const adam = arlenia.person('adam', 'administrator')
const ana = arlenia.person('ana', 'case-officer')
const began = world.clock.now()
const DAY_MS = 86_400_000
/** How the case system answers now. */
const system = { status: 204 }
const program = await receiver(() => system.status)
const share = mkdtempSync(path.join(tmpdir(), 'share-'))
const setting = { sending: { hosts: [program.host], timeoutMs: 60_000 }, folder: share }
const folder = folderWork(node, share, (error) => error.code)
const status: Partial<ErrorStatus> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'request-not-found': 404,
  'request-forged': 403,
}

type Browser = Awaited<ReturnType<typeof startBrowser>>
type Tab = Awaited<ReturnType<Browser['newPage']>>

let browser: Browser
let app: App
let origin = ''

before(async () => {
  origin = `http://127.0.0.1:${await freePort()}`
  app = await openPages({
    node,
    people: [hugo, adam, ana],
    keyHolder: keyHolder(),
    origin,
    status,
    navigation: () => [],
    register: async (made) => {
      registerRoutes(made, node, setting)
      registerPages(made, node, setting)
      await requestsModule().register(made, node)
      registerRequestPages(made, node)
    },
  })
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  browser = await startBrowser()
})
after(async () => {
  await browser.close()
  await app.close()
  rmSync(share, { recursive: true })
})

async function tabOf(person: Actor, width = 1280): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width, height: 844 } })
  await context.addCookies([{ name: 'session', value: sampleToken(person), url: origin }])
  return context.newPage()
}

/** Looks at the page as it stands: no accessibility fault, nothing runs over the side. */
async function look(tab: Tab, name: string): Promise<void> {
  if (shots !== undefined) await tab.screenshot({ path: `${shots}/bridge-${name}.png`, fullPage: true })
  assert.deepEqual(await accessFaults(tab), [], name)
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`)
}

/** Whether whoever knows the secret finds that the message is from this office: as Standard Webhooks says, by the program's own means. */
function isGenuine(secret: string, { headers, body }: Got): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

const stepsOf = (requestId: string) => program.got.filter(({ body }) => body.includes(requestId))

/** The administrator makes the account on a phone, the head confirms it; gives the key. */
async function account(): Promise<string> {
  const phone = await tabOf(adam, 390)
  await phone.goto(`${origin}/bridge/machines/new`)
  await phone.getByRole('button', { name: 'Make the account' }).click()
  assert.equal(await phone.locator('[role="alert"] a').first().count(), 1, 'what is missing is named')
  await look(phone, 'machine-missing-390')
  await phone.getByRole('textbox', { name: 'Name' }).fill('National case system')
  await phone.getByLabel('open drafts').check()
  await phone.getByLabel('give drafts to the head').check()
  await phone.getByLabel('The shared folder of this node').check()
  await phone.getByLabel('Last day').fill('2026-12-31')
  await look(phone, 'machine-390')
  await phone.getByRole('button', { name: 'Make the account' }).click()
  const key = /comity_[\w-]{43}/.exec(await phone.content())?.[0] ?? ''
  assert.equal((await ask(key, 'GET', '/api/bridge/self')).status, 401, 'not before a second person confirmed it')
  await look(phone, 'key-390')
  const desk = await tabOf(hugo)
  await desk.goto(`${origin}/bridge`)
  await desk.getByRole('button', { name: 'Confirm' }).click()
  await desk.getByText('The key works from now on.').waitFor()
  await look(desk, 'overview')
  await desk.goto(`${origin}/bridge?lang=ar`)
  await look(desk, 'overview-ar')
  await desk.goto(`${origin}/bridge?lang=en`)
  await desk.context().close()
  return key
}

/** The administrator subscribes the program's receiver and tests it; gives the secret. */
async function subscription(tab: Tab): Promise<string> {
  await tab.goto(`${origin}/bridge/webhooks/new`)
  await tab.getByLabel('Address').fill(program.url)
  await look(tab, 'webhook-new')
  await tab.getByRole('button', { name: 'Add the receiver' }).click()
  const secret = /whsec_[\w+/=]+/.exec(await tab.content())?.[0] ?? ''
  await tab.getByRole('link', { name: 'I have copied it' }).click()
  await tab.getByRole('button', { name: 'Send a test' }).click()
  await tab.getByText('The receiver took the test (answer 204).').waitFor()
  const [ping] = program.got
  assert(ping !== undefined && isGenuine(secret, ping))
  return secret
}

async function ask(key: string, method: 'GET' | 'POST', url: string, body?: object) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  return fetch(`${origin}${url}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
}

describe('a national case system and an office', () => {
  it('know each other by a key and a secret; what the program opens an officer sees, and what happens the program is told, signed', async () => {
    const key = await account()
    const desk = await tabOf(adam)
    const secret = await subscription(desk)
    const page = desk.url()

    const answer = await ask(key, 'POST', '/api/requests', {
      form: 'mutual-legal-assistance',
      content: { subject: 'Bank records of Meridian, case CMS-17' },
    })
    assert.equal(answer.status, 200, await answer.clone().text())
    const { id }: { id: string } = await answer.json()
    const officer = await tabOf(ana)
    await officer.goto(`${origin}/requests/outgoing`)
    await officer.getByRole('link', { name: 'Bank records of Meridian, case CMS-17' }).click()
    assert.ok(officer.url().includes(id))
    await look(officer, 'request')

    const noting = (requestId: string) =>
      arlenia.as(ana, (ctx) => perform(ctx, { act: 'note', requestId, input: { text: 'The bank answered by telephone.' } }))
    await noting(id)
    assert.equal(await dispatchDue(node, setting.sending), 1)
    const [told] = stepsOf(id)
    assert(told !== undefined && isGenuine(secret, told))
    assert.ok(!isGenuine(secret, { ...told, body: told.body.replace('request', 'reqest') }))
    assert.ok(!told.body.includes('Meridian'), 'nothing of the case')

    system.status = 503
    await noting(id)
    await dispatchDue(node, setting.sending)
    await desk.goto(page)
    await desk.getByText('does not answer, tried again').waitFor()
    await look(desk, 'webhook-failing')
    const tries = stepsOf(id).length
    assert.equal(await dispatchDue(node, setting.sending), 0, 'not before its pause is over')
    assert.equal(stepsOf(id).length, tries)
    await world.advance(60_000)
    await dispatchDue(node, setting.sending)
    assert.equal(stepsOf(id).length, tries + 1)

    await world.advance(4 * DAY_MS)
    await dispatchDue(node, setting.sending)
    await desk.goto(page)
    await desk.getByText('stopped: did not answer for three days').waitFor()
    await look(desk, 'webhook-stopped')
    system.status = 204
    await desk.getByRole('button', { name: 'Send what was given up once more' }).waitFor()
    await desk.getByLabel('Since').fill('2026-03-01')
    await desk.getByRole('button', { name: 'Send what was given up once more' }).click()
    await desk.getByText('1 event is sent once more.').waitFor()
    const resume = desk.getByRole('button', { name: 'Send again' })
    if ((await resume.count()) > 0) await resume.click()
    await dispatchDue(node, setting.sending)
    const all = stepsOf(id).slice(1)
    assert.equal(new Set(all.map(({ headers }) => headers['webhook-id'])).size, 1, 'the same event')
    assert.ok(all.length > tries && all.every((one) => isGenuine(secret, one)))
    await desk.goto(page)
    await desk.getByText('works', { exact: true }).waitFor()
    await look(desk, 'webhook-well')
    await desk.goto(`${page}?lang=ar`)
    await look(desk, 'webhook-ar')
  })

  it('leave files for each other in a shared folder: one that opens a request, and all of one that arrived', async () => {
    // Days have passed, and with them the directory.
    world.setNow(began)
    await folder.look()
    const submission = {
      id: 'CMS-18',
      act: 'draft',
      request: { form: 'mutual-legal-assistance', content: { subject: 'By the folder' } },
    }
    writeFileSync(path.join(share, 'in', 'cms-18.json'), JSON.stringify(submission))
    await folder.look()
    await folder.look()
    const { reference }: { reference: string } = JSON.parse(readFileSync(path.join(share, 'done', 'cms-18.answer.json'), 'utf8'))
    const officer = await tabOf(ana)
    await officer.goto(`${origin}/requests/outgoing`)
    await officer.getByRole('link', { name: 'By the folder' }).click()
    await officer.getByText(reference).first().waitFor()

    // The sample hands dossiers over without their files, which the exchange brings.
    await node.files.put(new TextEncoder().encode('%PDF-1.4 order'))
    const { into } = await grantedRequest(bresonia, arlenia, new Set())
    await folder.look()
    const out = path.join(share, 'out', into)
    const index: { request: { direction: string; content: { subject: string } }; documents: { file: string }[] } = JSON.parse(
      readFileSync(path.join(out, 'index.json'), 'utf8'),
    )
    assert.deepEqual([index.request.direction, index.request.content.subject], ['incoming', 'Accounts of Meridian Trading Ltd'])
    const [document] = index.documents
    assert(document && readdirSync(out).includes(document.file))
    assert.equal(readFileSync(path.join(out, document.file), 'latin1').slice(0, 5), '%PDF-')
    const desk = await tabOf(adam)
    await desk.goto(`${origin}/bridge`)
    await look(desk, 'folder')
  })
})

// Run with the other tests, or alone: npm test -- off-network
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page as Tab } from 'playwright-core'
import { textOf, writeCsv } from '@comity/documents'
import type { App } from '@comity/http'
import { catalogueFaults } from '@comity/i18n'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import * as door from '../operations.ts'
import { samplePages, sampleToken } from '../pages/sample-pages.tsx'
import { openOffices } from '../testing-office.ts'
import { offNetworkTexts } from './texts.ts'

const shots = process.env['COMITY_SHOTS']
const { arlenia } = await openOffices()
const rita = arlenia.person('11111111-1111-4111-8111-111111111111', 'registrar')
const ana = arlenia.person('33333333-3333-4333-8333-333333333333', 'case-officer')
const hugo = arlenia.person('22222222-2222-4222-8222-222222222222', 'head')
const scan = { name: 'letter of request.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 the letter as it came') }

let browser: Browser
let app: App
let origin = ''

before(async () => {
  origin = `http://127.0.0.1:${await freePort()}`
  app = await samplePages(arlenia.node, [rita, ana, hugo], origin)
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  browser = await startBrowser()
})

after(async () => {
  await browser.close()
  await app.close()
})

type Person = typeof rita

async function tabOf(person: Person, size = { width: 1280, height: 900 }): Promise<Tab> {
  const context = await browser.newContext({ viewport: size })
  await context.addCookies([{ name: 'session', value: sampleToken(person), url: origin }])
  return context.newPage()
}

/** Looks at the page as it stands: no accessibility fault, nothing runs over the side. */
async function look(tab: Tab, name: string): Promise<void> {
  const found = await accessFaults(tab)
  if (shots !== undefined) await tab.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  assert.deepEqual(found, [], name)
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`)
}

const submit = (tab: Tab) => tab.click('main form button.primary, main form button:not([class])')

/** Takes the step of the request that is open, with these fields, and comes back to its page. */
async function step(tab: Tab, id: string, page: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await tab.goto(`${origin}/requests/${id}/${page}`)
  await fill(tab, fields)
  await submit(tab)
  await tab.waitForLoadState()
  // What hurts is asked about once more.
  const confirm = tab.locator('button[name=confirmed][value=yes]')
  if ((await confirm.count()) > 0) await confirm.click()
  await tab.waitForURL(`${origin}/requests/${id}`)
}

async function fill(tab: Tab, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = tab.locator(`[name="${name}"]`)
    const kind = await field.first().evaluate((one) => (one instanceof HTMLInputElement ? one.type : one.tagName))
    if (kind === 'radio') await tab.check(`[name="${name}"][value="${value}"]`)
    else if (kind === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
}

const stateOf = async (id: string) => (await door.getRequest(arlenia.node.db, { actor: rita }, id)).state

async function arrived(tab: Tab, id: string, kind: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await tab.goto(`${origin}/requests/${id}/register-arrival`)
  await tab.check(`[name="kind"][value="${kind}"]`)
  await submit(tab)
  await fill(tab, { receivedOn: '2026-02-20', ...fields })
  await tab.setInputFiles('[name="scans"]', { ...scan, name: `${kind}.pdf` })
  await submit(tab)
  await tab.waitForURL(`${origin}/requests/${id}`)
}

async function register(tab: Tab, fields: Readonly<Record<string, string>>): Promise<string> {
  await fill(tab, {
    channel: 'post',
    counterpartName: 'Ministry of Justice of Caldova',
    counterpartState: 'xc',
    counterpartReference: 'MJ/77',
    datedOn: '2026-02-01',
    subject: 'Bank records of Orion Ltd',
    asked: 'Statements of the account of Orion Ltd for 2025',
    ...fields,
  })
  await tab.setInputFiles('[name="scans"]', [scan, { ...scan, name: 'annex.pdf' }])
  await submit(tab)
  await tab.waitForURL(/\/requests\/[0-9a-f-]{36}$/)
  return new URL(tab.url()).pathname.slice('/requests/'.length)
}

describe('a counterpart outside the network', () => {
  it('asks by post: its letter is registered with its scans and lives the whole life, every answer a letter to print', async () => {
    const tab = await tabOf(rita)
    await tab.goto(`${origin}/requests/incoming`)
    await tab.click('a[href="/requests/register?direction=incoming"]')
    await look(tab, 'register')
    await submit(tab)
    assert.match(await tab.locator('main').innerText(), /Fill in: Name of the other authority/)
    const id = await register(tab, {})
    assert.match(await tab.locator('main').innerText(), /annex\.pdf/)
    await look(tab, 'registered')
    await step(tab, id, 'acknowledge', {})
    await step(tab, id, 'triage', { authenticated: 'Telephone call to the ministry, number of the directory' })
    const officer = await tabOf(ana)
    await step(officer, id, 'ask', { question: 'Which branch kept the account?' })
    await arrived(tab, id, 'clarification-answer', { answer: 'The branch at the harbour.' })
    const head = await tabOf(hugo)
    await step(head, id, 'decide', { decision: 'granted' })
    await step(officer, id, 'start-execution', { executingAuthority: 'Court of Lenholm' })
    const { content } = await door.getRequest(arlenia.node.db, { actor: rita }, id)
    await step(officer, id, 'send-result', {
      summary: 'The statements are enclosed.',
      [`outcome-${content.measures?.[0]?.id}`]: 'full',
    })
    await step(officer, id, 'close', {})
    await tab.goto(`${origin}/requests/${id}`)
    assert.equal(await stateOf(id), 'closed')
    await look(tab, 'closed')
    const letters = await tab
      .locator('main a[href*="/renditions/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    assert.ok(letters.length >= 5, letters.join(' '))
    const printed = await Promise.all(
      letters.map(async (href) => wordsOf(await tab.request.get(`${origin}${href}`).then((answer) => answer.body()))),
    )
    assert.ok(
      printed.some(
        (words) => words.includes('Which branch kept the account?') && words.includes('Ministry of Justice of Caldova'),
      ),
    )
    assert.ok(
      printed.every((words) => !words.includes('Telephone call')),
      'what is internal is in no letter',
    )
    await tab.goto(`${origin}/requests/incoming`)
    assert.match(await tab.locator('main').innerText(), /Ministry of Justice of Caldova/)
    await look(tab, 'incoming')
  })

  it('is asked by post and answers by letter, in Arabic on a phone too', async () => {
    const tab = await tabOf(rita, { width: 390, height: 844 })
    await tab.goto(`${origin}/requests/register?direction=outgoing&lang=ar`)
    await look(tab, 'register-ar')
    const id = await register(tab, { counterpartReference: '' })
    await tab.goto(`${origin}/requests/${id}/register-arrival`)
    await look(tab, 'arrival-ar')
    await arrived(tab, id, 'acknowledgement', { reference: 'MJ-4' })
    await arrived(tab, id, 'decision', { decision: 'granted' })
    await arrived(tab, id, 'execution-started', { executingAuthority: 'Court of Caldova' })
    const { content } = await door.getRequest(arlenia.node.db, { actor: rita }, id)
    await arrived(tab, id, 'result', { summary: 'Enclosed.', [`outcome-${content.measures?.[0]?.id}`]: 'full', final: 'yes' })
    assert.equal(await stateOf(id), 'result-received')
    await look(tab, 'result-ar')
    await tab.goto(`${origin}/requests/${id}/register-arrival?kind=acknowledgement`)
    await fill(tab, { receivedOn: '2099-01-01', reference: 'MJ-5' })
    await submit(tab)
    assert.equal(await tab.locator('[role=alert] li, .error-summary li').count(), 1)
  })

  it('is told of in six languages', () => {
    assert.deepEqual(catalogueFaults(offNetworkTexts), [])
  })
})

async function wordsOf(bytes: Uint8Array): Promise<string> {
  const read = await textOf(new Uint8Array(bytes), 'application/pdf')
  return JSON.stringify(read).replaceAll(/\\n|\s+/g, ' ')
}

describe('a backlog', () => {
  it('is uploaded, explained, tried, corrected, imported, and alive', async () => {
    const tab = await tabOf(rita)
    await tab.goto(`${origin}/requests/incoming`)
    await tab.click('a[href="/requests/import"]')
    await look(tab, 'import')
    const header = ['Our reference', 'Direction', 'Country', 'Authority', 'Subject', 'Date', 'Channel']
    const row = (number: number, date: string) => [
      `Old ${number}`,
      'incoming',
      'XC',
      'Ministry of Justice',
      `Old case ${number}`,
      date,
      'post',
    ]
    const upload = async (rows: readonly (readonly string[])[]) => {
      await tab.setInputFiles('input[type=file]', {
        name: 'register.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(writeCsv([header, ...rows])),
      })
      await submit(tab)
      await look(tab, 'import-mapping')
      await submit(tab)
    }
    await upload([row(1, '2019-04-03'), row(2, '2019-04-04'), row(3, 'in spring')])
    assert.match(await tab.locator('main').innerText(), /This is not a date/)
    await look(tab, 'import-checked')
    await submit(tab)
    await tab.goto(`${origin}/requests/import`)
    await upload([row(1, '2019-04-03'), row(3, '2019-04-05')])
    await submit(tab)
    await look(tab, 'import-done')
    const { rows } = await door.listRequests(arlenia.node.db, { actor: rita }, { text: 'Old case', limit: 10 })
    assert.deepEqual(rows.map(({ ownReference }) => ownReference).toSorted(), ['Old 1', 'Old 2', 'Old 3'])
    const id = rows[0]?.id ?? ''
    await step(tab, id, 'acknowledge', {})
    assert.equal(await stateOf(id), 'acknowledged')
    await tab.goto(`${origin}/requests/import?lang=ar`)
    await look(tab, 'import-ar')
  })
})

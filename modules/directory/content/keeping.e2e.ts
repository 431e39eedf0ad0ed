// Run with the other tests, or alone: npm test -- keeping.e2e
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import { testDatabase } from '@comity/testing/database'
import { openPages, sampleToken } from '@comity/testing/pages'
import type { Net } from '@comity/world'
import type { Browser, Page as Tab } from 'playwright-core'
import { directoryErrorTexts } from '../error-texts.ts'
import { fetchDirectory } from '../operations/fetch-directory.ts'
import { installDirectory } from '../operations/install-directory.ts'
import { runErrands } from '../operations/run-errands.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'
import { directoryModule } from '../server.ts'

const shots = process.env['COMITY_SHOTS']
const letter = Buffer.from('%PDF-1.7\n% The Ministry of Justice nominates its Central Authority.\n%%EOF\n')
const HUB = 'http://hub.localhost:8080'
const aDatabase = await testDatabase(moduleMigrations)
const hubDatabase = await testDatabase(moduleMigrations)
const open = new Map<string, { app: App; origin: string }>()

let folder: string
let browser: Browser
let a: SampleNode
let hub: SampleNode
let rita: Actor
let anna: Actor
let boris: Actor

/** What A asks goes to the hub's real doors. */
const net: Net = {
  async fetch({ method, url, headers, body }) {
    const answer = await open.get('hub')?.app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url: new URL(url).pathname,
      headers: { ...headers, host: new URL(url).host },
      ...(body === undefined ? {} : { payload: Buffer.from(body) }),
    })
    assert.ok(answer)
    return { status: answer.statusCode, headers: {}, body: Uint8Array.from(answer.rawPayload) }
  },
}

async function serve(node: SampleNode, hubOrigin: string | null, people: readonly Actor[]): Promise<void> {
  const origin = `http://127.0.0.1:${await freePort()}`
  const app = await openPages({
    node,
    people,
    origin,
    status: { 'not-allowed': 403, 'bad-input': 400, 'entry-not-own': 403, 'entry-invalid': 422, 'proposal-own': 403 },
    texts: directoryErrorTexts,
    navigation: () => [{ href: '/directory', label: 'Directory' }],
    register: (plain) => directoryModule({ hubOrigin }).register(plain, node),
  })
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  open.set(node.facts.name, { app, origin })
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-keeping-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db: aDatabase.db, folder: path.join(folder, 'a'), net })
  rita = person(a, 'Rita', 'registrar')
  anna = person(hub, 'Anna', 'registrar')
  boris = person(hub, 'Boris', 'head')
  const files = await foundNetwork(hub, [a])
  await installDirectory(hub, files)
  await installDirectory(a, files)
  await serve(a, HUB, [rita])
  await serve(hub, null, [anna, boris])
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  for (const { app } of open.values()) await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function as(name: 'a' | 'hub', actor: Actor, width = 1280): Promise<Tab> {
  const origin = open.get(name)?.origin ?? ''
  const context = await browser.newContext({ baseURL: origin, viewport: { width, height: 900 } })
  await context.addCookies([{ name: 'session', value: sampleToken(actor), url: origin }])
  return context.newPage()
}

/** Wide, narrow and from the right; pictures are taken of each. */
const looked = [
  ['en', 1280],
  ['ar', 390],
] as const

async function look(tab: Tab, name: string): Promise<void> {
  const url = new URL(tab.url())
  for (const [lang, width] of looked) {
    await tab.setViewportSize({ width, height: 900 })
    url.searchParams.set('lang', lang)
    await tab.goto(url.toString())
    if (lang === 'ar') assert.equal(await tab.locator('html').getAttribute('dir'), 'rtl')
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)
    assert.equal(wide, false, `${name} ${lang} ${width} scrolls sideways`)
    if (shots !== undefined) await tab.screenshot({ path: path.join(shots, `${name}-${lang}-${width}.png`), fullPage: true })
  }
  assert.deepEqual(await accessFaults(tab), [], name)
  url.searchParams.set('lang', 'en')
  await tab.setViewportSize({ width: 1280, height: 900 })
  await tab.goto(url.toString())
}

describe('the directory that States keep themselves', () => {
  it('an authority says whom to call, two persons of the secretariat publish it, and everybody reads it', async () => {
    const tab = await as('a', rita)
    await tab.goto('/directory/xa.central-authority/edit')
    await look(tab, 'edit')
    await tab.locator('details', { hasText: 'New contact point' }).locator('summary').click()
    await tab.locator('[name="p.0.id"]').fill('duty-desk')
    await tab.locator('[name="p.0.name"]').fill('Duty desk')
    await tab.locator('[name="p.0.phones"]').fill('voice +000 10 000 0199')
    await tab.locator('[name="p.0.zone"]').fill('Europe/Lisbon')
    await tab.locator('[name="p.0.hours"]').fill('every day')
    await tab.getByRole('button', { name: 'Send to the secretariat' }).click()
    assert.match(await tab.locator('main').innerText(), /This does not hold: p\.0\.hours/)
    await tab.locator('[name="p.0.id"]').fill('duty-desk')
    await tab.locator('[name="p.0.name"]').fill('Duty desk')
    await tab.locator('[name="p.0.phones"]').fill('voice +000 10 000 0199')
    await tab.locator('[name="p.0.zone"]').fill('Europe/Lisbon')
    await tab.locator('[name="p.0.hours"]').fill('1-7 00:00-24:00')
    await tab.locator('[name="network"][value="globe"]').check()
    await tab.locator('summary', { hasText: 'Letter of nomination' }).click()
    await tab.locator('[name="letter"]').setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: letter })
    await tab.locator('[name="letter.on"]').fill('2026-02-01')
    await tab.getByRole('button', { name: 'Send to the secretariat' }).click()
    await tab.waitForURL('**/directory/suggestions')
    assert.match(await tab.locator('main').innerText(), /Not delivered yet to zz\.secretariat/)
    await runErrands(a)

    const first = await as('hub', anna)
    await first.goto('/directory/suggestions')
    await look(first, 'suggestions')
    await first.getByRole('button', { name: 'Propose the chosen' }).click()
    await first.waitForURL('**/directory/publish')
    assert.match(await first.locator('main').innerText(), /Another person must approve this/)
    const second = await as('hub', boris)
    await second.goto('/directory/publish')
    await look(second, 'publish-content')
    assert.match(await second.locator('main').innerText(), /Contact points › duty-desk › Name › English/)
    const [download] = await Promise.all([
      second.waitForEvent('download'),
      second.getByRole('link', { name: 'Read the letter' }).click(),
    ])
    assert.match(download.suggestedFilename(), /^nomination-[0-9a-f]{12}\.pdf$/)
    await second.getByRole('button', { name: 'Approve and publish' }).click()
    await second.getByText('Published as version 2').waitFor()

    // Signed for the address under which the hub's doors know themselves.
    await fetchDirectory(a, open.get('hub')?.origin ?? HUB)
    await tab.goto('/directory/xa.central-authority')
    await look(tab, 'authority')
    const shown = await tab.locator('main').innerText()
    assert.match(shown, /Duty desk/)
    assert.match(shown, /there now/)
    assert.match(shown, /GlobE Network/)
    assert.match(shown, /Read the letter/)
    await tab.goto('/directory/xa.central-authority/history')
    await look(tab, 'history')
    assert.match(await tab.locator('main').innerText(), /Version 2/)
  })

  it('proposes another authority of its State', async () => {
    const tab = await as('a', rita)
    await tab.goto('/directory/suggestions')
    await tab.getByRole('link', { name: 'New authority' }).click()
    await look(tab, 'new-authority')
    await tab.locator('[name="id"]').fill('Recovery')
    await tab.locator('[name="name.en"]').fill('Asset Recovery Office of Arlenia')
    await tab.locator('[name="address"]').fill('4 Quay Road, Lenholm')
    await tab.getByRole('button', { name: 'Send to the secretariat' }).click()
    await tab.getByText('Use 2 to 60 lower-case letters').first().waitFor()
    await tab.locator('[name="id"]').fill('asset-recovery-office')
    await tab.locator('summary', { hasText: 'First designation' }).click()
    await tab.locator('[name="d.0.form"]').selectOption('direct-recovery')
    await tab.locator('[name="d.0.languages"]').fill('en fr')
    await tab.getByRole('button', { name: 'Send to the secretariat' }).click()
    await tab.waitForURL('**/directory/suggestions')
    assert.match(await tab.locator('main').innerText(), /Asset Recovery Office of Arlenia/)
  })

  it('confirms its entry with one press, and is no longer late', async () => {
    const tab = await as('a', rita)
    await a.world.advance(400 * 86_400_000)
    await hub.world.advance(400 * 86_400_000)
    await tab.goto('/directory/confirmations')
    assert.match(await tab.locator('main').innerText(), /not confirmed for over a year/)
    await look(tab, 'confirmations')
    await tab.goto('/directory/xa.central-authority/edit')
    await tab.getByRole('button', { name: 'Confirm as it stands' }).click()
    await tab.waitForURL('**/directory/suggestions')
    assert.match(await tab.locator('main').innerText(), /Nothing changes: it is confirmed/)
  })

  it('tells what is unknown of a State as unknown, in every language', async () => {
    const tab = await as('a', rita)
    await tab.goto('/directory/states')
    await look(tab, 'states')
    await tab.goto('/directory/states/SE')
    await look(tab, 'state')
    const text = await tab.locator('main').innerText()
    assert.match(text, /Western European and other States/)
    assert.match(text, /unknown/)
    assert.doesNotMatch(text, /not a party/)
  })
})

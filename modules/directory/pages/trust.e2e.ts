// Run with the other tests, or alone: npm test -- trust.e2e
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
import type { Browser, Page as Tab } from 'playwright-core'
import { demoAuthorities, demoAuthority, demoSubject } from '../demo/demo-directory.ts'
import { directoryErrorTexts } from '../error-texts.ts'
import { installDirectory } from '../operations/install-directory.ts'
import { joinFile } from '../operations/join-file.ts'
import { makeNodeKeys } from '../operations/make-node-keys.ts'
import { packPouch } from '../operations/pouch.ts'
import { caFingerprint } from '../rules/fingerprint.ts'
import { fingerprintWords } from '../rules/fingerprint-words.ts'
import { moduleMigrations } from '../sample-migrations.ts'
import { foundNetwork, person, sampleNode, type SampleNode } from '../sample-network.ts'
import { directoryModule } from '../server.ts'

const shots = process.env['COMITY_SHOTS']
const { db } = await testDatabase(moduleMigrations)
const hubDatabase = await testDatabase(moduleMigrations)
const desktop = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

let folder: string
let browser: Browser
let a: SampleNode
let hub: SampleNode
let vera: Actor
let ines: Actor
let anna: Actor
const open: { app: App; origin: string }[] = []

async function serve(node: SampleNode, hubOrigin: string | null, people: readonly Actor[]): Promise<void> {
  const origin = `http://127.0.0.1:${await freePort()}`
  const app = await openPages({
    node,
    people,
    origin,
    status: { 'not-allowed': 403, 'bad-input': 400, 'fingerprint-differs': 422, 'pin-own': 403 },
    texts: directoryErrorTexts,
    navigation: () => [{ href: '/directory', label: 'Directory' }],
    register: (plain) => directoryModule({ hubOrigin }).register(plain, node),
  })
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  open.push({ app, origin })
}

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'comity-trust-'))
  hub = sampleNode('hub', { db: hubDatabase.db, folder: path.join(folder, 'hub') })
  a = sampleNode('a', { db, folder: path.join(folder, 'a') })
  vera = person(a, 'Vera', 'head')
  ines = person(a, 'Ines', 'registrar')
  anna = person(hub, 'Anna', 'registrar')
  const files = await foundNetwork(hub, [a])
  await installDirectory(hub, files)
  await installDirectory(a, files)
  await serve(a, 'http://hub.localhost:8080', [vera, ines])
  await serve(hub, null, [anna])
  browser = await startBrowser()
})
after(async () => {
  await browser.close()
  for (const { app } of open) await app.close()
  await rm(folder, { recursive: true, force: true })
})

async function tabOf(actor: Actor, on: number, viewport = desktop): Promise<{ tab: Tab; origin: string }> {
  const origin = open[on]?.origin ?? ''
  const context = await browser.newContext({ viewport })
  await context.addCookies([{ name: 'session', value: sampleToken(actor), url: origin }])
  return { tab: await context.newPage(), origin }
}

/** Looks at the page as it stands: no accessibility fault, nothing runs over the side. */
async function look(tab: Tab, name: string): Promise<void> {
  if (shots !== undefined) await tab.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  assert.deepEqual(await accessFaults(tab), [], name)
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`)
}

/** What B hands over: its card as a file, its fingerprint by telephone. */
async function cardOfB() {
  const place = path.join(folder, 'b')
  const subject = { authorityId: demoAuthorities.b, ...demoSubject('b'), notBefore: a.world.clock.now() }
  const keys = await makeNodeKeys(a.world, place, subject)
  const about = demoAuthority('b', { nodeOrigin: 'https://b.example', confirmedOn: '2026-03-01' })
  const buffer = Buffer.from(await joinFile({ world: a.world, folder: place }, keys, about))
  return { buffer, fingerprint: caFingerprint({ caCertificate: keys.caCertificatePem }) }
}

describe('two States that pair directly', () => {
  it('compare words over the telephone, and two persons pin the key', async () => {
    const { buffer, fingerprint } = await cardOfB()
    const first = await tabOf(vera, 0)
    await first.tab.goto(`${first.origin}/directory`)
    await first.tab.click('a[href="/directory/pins"]')
    await look(first.tab, 'pins-empty')
    const fill = async (words: string) => {
      await first.tab.setInputFiles('input[name="card"]', { name: 'xb.join.json', mimeType: 'application/json', buffer })
      await first.tab.fill('textarea[name="fingerprint"]', words)
      await first.tab.fill('textarea[name="compared"]', 'By telephone with the head of their office')
      await first.tab.click('main form[action="/directory/pins"] button[type=submit]:not(.bare)')
    }
    await fill('sixteen words of somebody else entirely')
    await first.tab.locator('.error-summary, [role="alert"]').first().waitFor()
    await look(first.tab, 'pins-wrong')
    await fill(fingerprintWords('fr', fingerprint).join(' '))
    await first.tab.getByText('Another person must confirm this.').waitFor()
    await look(first.tab, 'pins-proposed')

    const second = await tabOf(ines, 0, phone)
    await second.tab.goto(`${second.origin}/directory/pins?lang=ar`)
    for (const summary of await second.tab.locator('details > summary').all())
      if (await summary.isVisible()) await summary.click()
    await look(second.tab, 'pins-arabic-phone')
    await second.tab.click('form[action$="/confirm"] button')
    await second.tab.locator('.tag.success').first().waitFor()
    await second.tab.goto(`${second.origin}/directory/xb.central-authority?lang=en`)
    await second.tab.getByText('key compared by two persons of this office').waitFor()
    await look(second.tab, 'authority-pinned-phone')
  })
})

describe('pages for bad days', () => {
  it('import a directory that came by pouch, and show and revoke own keys', async () => {
    const { tab, origin } = await tabOf(ines, 0)
    await tab.goto(`${origin}/directory/import`)
    const pouch = { name: 'pouch.json', mimeType: 'application/json', buffer: Buffer.from(await packPouch(hub)) }
    await tab.setInputFiles('input[name="pouch"]', { ...pouch, buffer: Buffer.from('no directory') })
    await tab.click('main form button')
    await tab.locator('.error').first().waitFor()
    await look(tab, 'import-wrong')
    await tab.setInputFiles('input[name="pouch"]', pouch)
    await tab.click('main form button')
    await tab.getByText('This directory was in force already.').waitFor()
    await tab.goto(`${origin}/directory/revocations`)
    await look(tab, 'revocations')
  })

  it('show the secretariat where signatures and roots come in', async () => {
    const { tab, origin } = await tabOf(anna, 1)
    await tab.goto(`${origin}/directory/publish`)
    await look(tab, 'publish')
    await tab.setViewportSize(phone)
    await tab.goto(`${origin}/directory/publish?lang=ru`)
    await look(tab, 'publish-phone')
  })
})

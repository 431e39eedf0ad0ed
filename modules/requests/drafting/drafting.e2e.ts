// Run with the other tests, or alone: npm test -- drafting.e2e
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page as Tab } from 'playwright-core'
import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import * as door from '../operations.ts'
import { samplePages, sampleToken } from '../pages/sample-pages.tsx'
import { carry, openOffices, type Office } from '../testing-office.ts'
import { tables } from '../tables.ts'
import { freezeContent } from './sample-freeze.ts'

const shots = process.env['COMITY_SHOTS']
const { arlenia, bresonia } = await openOffices()
const ana = arlenia.person('ana', 'case-officer')
const dora = arlenia.person('dora', 'case-officer')
const hugo = arlenia.person('hugo', 'head')
const tara = arlenia.person('tara', 'translator')
const ben = bresonia.person('ben', 'case-officer')
const desktop = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

let browser: Browser
const apps: App[] = []
let ours = ''
let theirs = ''

before(async () => {
  ours = await serve(arlenia, [ana, dora, hugo, tara])
  theirs = await serve(bresonia, [ben])
  browser = await startBrowser()
})

after(async () => {
  await browser.close()
  for (const app of apps) await app.close()
})

async function serve(office: Office, people: readonly Actor[]): Promise<string> {
  const origin = `http://127.0.0.1:${await freePort()}`
  const app = await samplePages(office.node, people, origin)
  apps.push(app)
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  return origin
}

async function tabOf(person: Actor, origin: string, viewport = desktop): Promise<Tab> {
  const context = await browser.newContext({ viewport })
  await context.addCookies([{ name: 'session', value: sampleToken(person), url: origin }])
  return context.newPage()
}

/** Looks at the page as it stands: no accessibility fault, nothing runs over the side. */
async function look(tab: Tab, name: string): Promise<void> {
  if (shots !== undefined) await tab.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  assert.deepEqual(await accessFaults(tab), [], name)
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`)
}

describe('a request to freeze and confiscate on a foreign order', () => {
  it('is written, translated by a certified translator into the language that counts, sent, and read on the other side', async () => {
    const draft = await arlenia.as(ana, (ctx) =>
      door.draftRequest(ctx, { counterpart: bresonia.authorityId, form: 'mutual-legal-assistance', content: freezeContent() }),
    )
    const bytes = new TextEncoder().encode('%PDF-1.4 order')
    await arlenia.as(ana, (ctx) =>
      door.attachFile(ctx, { requestId: draft.id, name: 'ordonnance.pdf', mediaType: 'application/pdf', bytes }),
    )
    const url = `${ours}/requests/${draft.id}`
    const doras = await tabOf(dora, ours)
    await doras.goto(`${url}/edit/facts`)
    const anas = await tabOf(ana, ours)
    await anas.goto(`${url}/edit`)
    await anas.getByText('dora, last seen').waitFor()
    await look(anas, 'overview')
    await anas.click('main a[href$="/edit/confiscation"]')
    await anas.selectOption('#route', 'foreign-order')
    await anas.getByRole('button', { name: /Save/ }).click()
    await anas.goto(`${url}/check`)
    await anas.getByText('55(3)(b)').first().waitFor()
    await look(anas, 'check-lacking')
    await anas.goto(`${url}/edit/confiscation`)
    await anas.fill('#court', 'Tribunal d’Arlen')
    await anas.fill('#reference', 'C-2026/18')
    await anas.fill('#issuedOn', '2026-01-20')
    await anas.selectOption('#final', 'yes')
    await anas.selectOption('#copy', 'ordonnance.pdf')
    await anas.fill('#extent', 'Pour la totalité du solde.')
    await anas.fill('#thirdParties', 'Les tiers ont été avisés par voie de presse et entendus.')
    await look(anas, 'confiscation')
    await anas.getByRole('button', { name: /Save/ }).click()
    await anas.goto(`${url}/edit/undertakings/new`)
    await anas.check('#kind-reciprocity')
    await anas.fill('#text', 'Arlenia rendra la pareille.')
    await anas.getByRole('button', { name: 'Save' }).click()
    await anas.goto(`${url}/edit/confiscation`)
    await anas.fill('#extent', 'Pour la moitié du solde.')
    await anas.getByRole('button', { name: /Save/ }).click()
    await anas.goto(`${url}/history`)
    await look(anas, 'history')
    await anas
      .getByRole('button', { name: /Bring back To what extent/ })
      .first()
      .click()
    await anas.getByText('The earlier text is back').waitFor()
    await anas.goto(`${url}/check`)
    await look(anas, 'check-ready')
    await anas.click('main form button.primary, main form button:has-text("review")')
    await anas.waitForURL(new RegExp(`${draft.id}$`))

    await arlenia.as(hugo, (ctx) => door.approveRequest(ctx, { requestId: draft.id }))
    await translate(url)
    const hugos = await tabOf(hugo, ours)
    await hugos.goto(`${url}/send`)
    await look(hugos, 'send')
    await hugos.getByRole('button', { name: 'Send' }).click()
    await hugos.waitForURL(new RegExp(`${draft.id}$`))
    await hugos.goto(`${url}/print`)
    await hugos.emulateMedia({ media: 'print' })
    await look(hugos, 'print')

    await carry(arlenia, bresonia, draft.thread, new Set())
    const { id } = await tables(bresonia.node.db)
      .selectFrom('requests.request')
      .select('id')
      .where('thread', '=', draft.thread)
      .executeTakeFirstOrThrow()
    const bens = await tabOf(ben, theirs, phone)
    await bens.goto(`${theirs}/requests/${id}?lang=ar`)
    await bens.getByText('تجميد الرصيد ثم مصادرته.').first().waitFor()
    assert.equal(await bens.locator('main a[href$="/history"]').count(), 0)
    await look(bens, 'read-phone-ar')
    await bens.click('main nav a[href*="version=fr"]')
    await bens.getByText('Geler le solde du compte 4471, puis le confisquer.').first().waitFor()
  })
})

/** The translator's work: one part in the browser, beside its source and saving itself; the rest likewise. */
async function translate(url: string): Promise<void> {
  const taras = await tabOf(tara, ours)
  await taras.goto(`${url}/translations`)
  await look(taras, 'translations')
  await taras.selectOption('#into', 'ar')
  await taras.getByRole('button', { name: 'Translate' }).click()
  await taras.waitForURL(/translations\/ar$/)
  await taras.locator('main table a').first().click()
  for (;;) {
    const fields = taras.locator('textarea')
    for (const field of await fields.all()) {
      const name = await field.getAttribute('name')
      await field.fill(
        name?.endsWith('.description') === true && name.startsWith('measures') ? 'تجميد الرصيد ثم مصادرته.' : 'نص عربي.',
      )
      assert.equal(await field.getAttribute('dir'), 'rtl')
    }
    if (taras.url().includes('/confiscation/')) {
      await taras.locator('[data-save-state]', { hasText: /\d\d:\d\d/ }).waitFor()
      await look(taras, 'translation-part')
      await taras.setViewportSize(phone)
      await look(taras, 'translation-part-phone')
      await taras.setViewportSize(desktop)
    }
    const from = taras.url()
    await taras.getByRole('button', { name: /Save/ }).click()
    await taras.waitForURL((now) => now.href !== from)
    if (taras.url().endsWith('translations/ar')) break
  }
  await taras.fill('#certifiedBy', 'Chambre des traducteurs jurés')
  await taras.check('#operative-yes')
  await look(taras, 'certify')
  await taras.getByRole('button', { name: 'Certify' }).click()
  await taras.getByText('part of the request').first().waitFor()
}

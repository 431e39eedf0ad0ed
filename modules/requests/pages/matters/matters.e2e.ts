// Run with the other tests, or alone: npm test -- matters
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page as Tab } from 'playwright-core'
import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import { draftOf, openCase, pdf } from '../../matters/sample-matter.ts'
import * as door from '../../operations.ts'
import { openOffices } from '../../testing-office.ts'
import { arrived, staffOf } from '../../work/sample-staff.ts'
import { samplePages, sampleToken } from '../sample-pages.tsx'

const shots = process.env['COMITY_SHOTS']
const { arlenia, bresonia, tribunal } = await openOffices()
const { rita, ben, dora } = await staffOf(arlenia)
const desktop = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }

let browser: Browser
let app: App
let origin = ''

before(async () => {
  origin = `http://127.0.0.1:${await freePort()}`
  app = await samplePages(arlenia.node, [rita, ben, dora], origin)
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  browser = await startBrowser()
})

after(async () => {
  await browser.close()
  await app.close()
})

async function tabOf(person: Actor, viewport = desktop): Promise<Tab> {
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

describe('an officer with a matter', () => {
  it('adds an exhibit with its file, links a matter, drafts to two States, and takes a change over into both', async () => {
    const earlier = await openCase(arlenia, ben, 'Southern bridge')
    const tab = await tabOf(ben)
    await tab.goto(`${origin}/matters/new`)
    await tab.fill('#title', 'Northern road')
    await tab.fill('#facts', 'An official was paid through a company in Bresonia.')
    await tab.click('main form button.primary')
    await tab.waitForURL(/\/matters\/[0-9a-f-]{36}$/)
    const url = tab.url()
    const matter = await door.getMatter(arlenia.node.db, { actor: ben }, url.split('/').at(-1) ?? '')

    await tab.click('main a[href$="/exhibits"]')
    await look(tab, 'exhibits-none')
    await tab.click('main a[href$="/exhibits/new"]')
    await tab.click('main form button.primary')
    await look(tab, 'exhibit-faults')
    await tab.fill('#description', 'Ledger of Meridian Trading Ltd')
    await tab.selectOption('#kind', 'bank-record')
    await tab.fill('#heldBy', 'Evidence room 2')
    await tab.setInputFiles('input[type="file"]', {
      name: 'ledger.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(pdf('ledger').bytes),
    })
    await tab.click('main form button.primary')
    await tab.getByText('The exhibit is saved.').waitFor()

    await tab.goto(`${url}/links?text=bridge`)
    await tab.getByRole('textbox', { name: /Why they belong together/ }).fill('The same company was paid.')
    await tab.getByRole('button', { name: new RegExp(`Link ${earlier.reference}`) }).click()
    await tab.getByText('The matters are linked.').waitFor()
    await look(tab, 'links')

    await tab.goto(`${url}/edit/persons/new`)
    await tab.check('input[name="kind"][value="natural"]')
    await tab.fill('#name', 'Ivan Petrov')
    await tab.selectOption('#position', 'suspect')
    await tab.click('main form button.primary')
    const drafts = [await draftOf(arlenia, ben, matter, bresonia), await draftOf(arlenia, ben, matter, tribunal)]

    await tab.goto(`${url}/exhibits`)
    await tab.locator('section.card select').selectOption(drafts[0]?.id ?? '')
    await tab.getByRole('button', { name: /Attach to the draft/ }).click()
    await tab.getByText(/The file is attached to/).waitFor()
    await look(tab, 'exhibits')

    await tab.goto(`${url}/edit/persons/0`)
    await tab.fill('#address', 'Harbour Road 1, Arlen')
    await tab.click('main form button.primary')
    await tab.goto(url)
    assert.equal(await tab.getByText('Changed in the matter: 1').count(), 2)
    await look(tab, 'matter')
    for (const draft of drafts) {
      await tab.goto(`${origin}/requests/${draft.id}/edit`)
      await tab.click('main .inset a')
      await look(tab, 'differences')
      await tab.getByRole('button', { name: /Take over into the request/ }).click()
      await tab.getByText('Both say the same.').waitFor()
    }
    await tab.goto(url)
    assert.equal(await tab.getByText('Changed in the matter').count(), 0)
    const row = tab.locator('tr', { has: tab.locator('th', { hasText: 'Ledger' }) })
    const [within, without] = await row.locator('td').allTextContents()
    assert.match(within ?? '', /XA-2026-0001/)
    assert.match(without ?? '', /XA-2026-0002/)
    const persons = await Promise.all(drafts.map(({ id }) => door.getRequest(arlenia.node.db, { actor: ben }, id)))
    assert.deepEqual(
      persons.map(({ content }) => content.persons?.[0]?.address),
      ['Harbour Road 1, Arlen', 'Harbour Road 1, Arlen'],
    )
  })

  it('sees the same on a phone in Arabic, sets who sees it, puts an incoming request in, and is told what is still open', async () => {
    const matter = await openCase(arlenia, ben, 'Harbour works')
    await draftOf(arlenia, ben, matter, bresonia)
    const came = await arrived(arlenia, rita, 'Records of the harbour')
    const tab = await tabOf(ben, phone)
    await tab.goto(`${origin}/requests/${came.id}/matter?text=Harbour&lang=ar`)
    await look(tab, 'phone-ar-place')
    await tab.locator('table form button').first().click()
    await tab.waitForURL(new RegExp(`/requests/${came.id}`))
    for (const page of ['', '/exhibits/new', '/readers', '/close']) {
      await tab.goto(`${origin}/matters/${matter.id}${page}?lang=ar`)
      await look(tab, `phone-ar-matter${page.replaceAll('/', '-')}`)
    }
    await tab.goto(`${origin}/matters/${matter.id}/readers?lang=ar`)
    await tab.check(`input[name="named"][value="${dora.id}"]`)
    await tab.click('main form button.primary')
    await tab.waitForURL(new RegExp(`/matters/${matter.id}`))
    assert.deepEqual((await door.getMatter(arlenia.node.db, { actor: ben }, matter.id)).named, [dora.id])
    await tab.goto(`${origin}/matters?state=open&lang=ar`)
    await look(tab, 'phone-ar-matters')
    const wide = await tabOf(ben)
    for (const page of ['/matters', `/requests/${came.id}`]) {
      await wide.goto(`${origin}${page}`)
      await look(wide, `desktop${page.replaceAll(/\W+/g, '-').slice(0, 20)}`)
    }
  })
})

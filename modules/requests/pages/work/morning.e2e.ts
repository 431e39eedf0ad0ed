// Run with the other tests, or alone: npm test -- morning
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Browser, Page as Tab } from 'playwright-core'
import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import * as door from '../../operations.ts'
import { noteDue } from '../../operations/note-due.ts'
import { completeContent } from '../../rules/example-content.ts'
import { openOffices } from '../../testing-office.ts'
import { arrived, staffOf } from '../../work/sample-staff.ts'
import { samplePages, sampleToken } from '../sample-pages.tsx'

const shots = process.env['COMITY_SHOTS']
const { arlenia } = await openOffices()
const { rita, ben, dora } = await staffOf(arlenia)
const desktop = { width: 1280, height: 900 }
const phone = { width: 375, height: 812 }

let browser: Browser
let app: App
let origin = ''

before(async () => {
  origin = `http://127.0.0.1:${await freePort()}`
  app = await samplePages(arlenia.node, [rita, ben, dora], origin, { [ben.id]: 'Europe/Stockholm' }, 'with-directory')
  await app.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  browser = await startBrowser()
})

after(async () => {
  await browser.close()
  await app.close()
})

async function tabOf(person: Actor, viewport = desktop, javaScriptEnabled = true): Promise<Tab> {
  const context = await browser.newContext({ viewport, javaScriptEnabled })
  await context.addCookies([{ name: 'session', value: sampleToken(person), url: origin }])
  return context.newPage()
}

/** Looks at the page as it stands: no accessibility fault, nothing runs over the side. */
async function look(tab: Tab, name: string): Promise<void> {
  if (shots !== undefined) await tab.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  assert.deepEqual(await accessFaults(tab), [], name)
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`)
}

/** What lies on the registrar's table in the morning. */
async function post() {
  const { facts: _, ...withoutFacts } = completeContent()
  const urgent = { ...withoutFacts, urgency: 'urgent' as const, urgencyReason: 'Money is moving.' }
  const subjects = ['Statements of two witnesses', 'Land records of the harbour plots', 'Service of a summons']
  const freeze = await arrived(arlenia, rita, 'Freezing of the account of Meridian', urgent)
  const rest = []
  for (const subject of subjects) rest.push(await arrived(arlenia, rita, subject))
  return { freeze, rest }
}

const hours = { timeZone: 'UTC', weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }] }
const dutyDesk = {
  id: 'duty',
  role: 'duty',
  names: { en: 'Duty prosecutor', ar: 'المدعي العام المناوب' },
  visibility: 'members',
  phones: [{ number: '+000 20 555', use: 'voice' }],
  emails: ['duty@prosecution.bresonia.example'],
  languages: ['en', 'ar'],
  hours,
  confirmedOn: '2026-03-01',
}

describe('an officer who needs bank records from another State', () => {
  before(async () => {
    const authority = 'xb.central-authority'
    const details = JSON.stringify([{ authority, contactPoints: [dutyDesk] }])
    await sql`update directory.authority set details = ${details}::jsonb where id = ${authority}`.execute(arlenia.node.db)
  })

  it('finds who is competent, sees whom to call now, keeps it at hand, and begins a request to it', async () => {
    const tab = await tabOf(ben)
    await tab.goto(`${origin}/directory/search?query=brezonia`)
    await look(tab, 'find-words')
    await tab.locator('main a[href*="state=XB"]').first().click()
    await tab.selectOption('#need', 'bank-records')
    await tab.locator('main form.filters button').click()
    await tab.getByText('One authority is designated').or(tab.getByText('Several authorities')).first().waitFor()
    await look(tab, 'find-answer')
    const card = tab.locator('article.found', { has: tab.locator('a[href="/directory/xb.central-authority"]') })
    assert.match((await card.locator('ol.contacts').textContent()) ?? '', /Duty prosecutor.*open now.*\+000 20 555/)
    await card.locator('button[value="keep"]').click()
    await tab.getByText('Kept at hand.').waitFor()
    await look(tab, 'find-favourites')
    await tab.goto(`${origin}/directory/map?need=bank-records`)
    await look(tab, 'find-map')
    await tab.goBack()
    await tab.goBack()
    await card.getByRole('link', { name: 'Write to it' }).click()
    await tab.waitForURL(/requests\/new\?counterpart=xb\.central-authority/)
    assert.ok(await tab.isChecked('main input[type="checkbox"][value="xb.central-authority"]'))
    await tab.locator('main form button.primary').click()
    await tab.waitForURL(/\/edit$/)
    const draft = new URL(tab.url()).pathname.replace(/\/edit$/, '/edit/counterpart')
    await tab.goto(`${origin}${draft}`)
    await tab.locator('main a[href^="/directory/find?request="]').click()
    await tab.selectOption('#need', 'bank-records')
    await tab.selectOption('#state', 'XB')
    await tab.locator('main form.filters button').click()
    await tab.getByRole('link', { name: 'Choose for the draft' }).last().click()
    await tab.waitForURL(/edit\/counterpart\?counterpart=xb\./)
    assert.equal(await tab.locator('input[name="counterpart"]:checked').count(), 1)
  })

  it('does so on a phone in Arabic, without JavaScript', async () => {
    const tab = await tabOf(ben, phone, false)
    await tab.goto(`${origin}/directory/find?lang=ar`)
    await tab.selectOption('#need', 'bank-records')
    await tab.selectOption('#state', 'XB')
    await tab.locator('main form.filters button').click()
    await tab.getByText('المدعي العام المناوب').first().waitFor()
    await tab.locator('a[href="/requests/new?counterpart=xb.central-authority"]').click()
    await tab.waitForURL(/requests\/new/)
    assert.ok(await tab.isChecked('main input[type="checkbox"][value="xb.central-authority"]'))
    const small = await tabOf(ben, phone)
    for (const url of [
      '/directory/find?need=bank-records&state=XB',
      '/directory/map',
      '/directory/search?query=бресона',
      '/directory/favourites',
    ]) {
      await small.goto(`${origin}${url}${url.includes('?') ? '&' : '?'}lang=ar`)
      await look(small, `phone-ar-${url.replaceAll(/\W+/g, '-')}`)
    }
  })
})

describe('a registrar’s morning', () => {
  it('deals out what came in, gives several to one officer at once, who finds them among their work', async () => {
    const { freeze, rest } = await post()
    const tab = await tabOf(rita)
    await tab.goto(`${origin}/requests/incoming`)
    await look(tab, 'incoming')
    await tab.click('main a[href="/requests/triage"]')
    await look(tab, 'triage')
    const card = tab.locator('section.card', { hasText: 'Freezing of the account' })
    await card.locator('select[name="assignee"]').selectOption({ label: 'Dora' })
    await card.locator('button[value="assign"]').click()
    await tab.getByText('Assigned.').waitFor()
    assert.equal(await tab.getByText('Freezing of the account').count(), 0)

    await tab.goto(`${origin}/requests/incoming?open=yes&assignee=nobody`)
    await tab.check('[data-select-all]')
    assert.equal(await tab.locator('input[name="ids"]:checked').count(), rest.length)
    await tab.uncheck(`input[name="ids"][value="${rest[0]?.id ?? ''}"]`)
    await tab.click('button[value="assign"]')
    await look(tab, 'bulk-plan')
    await tab.selectOption('#assignee', ben.id)
    await tab.click('main form button.primary')
    await tab.getByText('2 of 2 done.').waitFor()
    await look(tab, 'bulk-result')
    assert.equal((await door.getRequest(arlenia.node.db, { actor: dora }, freeze.id)).assignee, dora.id)

    const [, late, soon] = rest
    assert.ok(late && soon)
    const today = arlenia.world.clock.now()
    const dayAfter = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10)
    await arlenia.as(rita, (ctx) => noteDue(ctx, { requestId: late.id, dueOn: dayAfter(-2), dueFor: null }))
    await arlenia.as(rita, (ctx) => noteDue(ctx, { requestId: soon.id, dueOn: dayAfter(3), dueFor: null }))
    const bens = await tabOf(ben)
    await bens.goto(`${origin}/`)
    await look(bens, 'my-work')
    assert.match((await bens.locator('section', { has: bens.locator('#overdue') }).textContent()) ?? '', /Land records/)
    await bens.click(`a[href="/requests/${late.id}/acknowledge"]`)
    await bens.waitForURL(/acknowledge$/)
  })

  it('keeps a filter to begin with, on a phone in Arabic as well, and takes back its deletion', async () => {
    const tab = await tabOf(ben)
    await tab.goto(`${origin}/requests/incoming?open=yes&mine=yes`)
    await tab.click('summary:has-text("Save this filter")')
    await tab.fill('#name', 'What is mine')
    await tab.click('details form button')
    await tab.waitForURL(/view=/)
    await look(tab, 'saved')
    await tab.goto(`${origin}/requests/filters`)
    await tab.getByRole('button', { name: /Begin with it/ }).click()
    await tab.goto(`${origin}/requests/incoming`)
    assert.match(tab.url(), /mine=yes/)
    const small = await tabOf(ben, phone)
    for (const url of ['/', '/desk', '/requests/incoming?view=all', '/requests/filters', '/requests/triage', '/?day=overdue']) {
      await small.goto(`${origin}${url}${url.includes('?') ? '&' : '?'}lang=ar`)
      await look(small, `phone-ar-${url.replaceAll(/\W+/g, '-')}`)
    }
    await tab.goto(`${origin}/requests/filters`)
    await look(tab, 'filters')
    await tab.getByRole('button', { name: /^Delete/ }).click()
    await look(tab, 'filter-deleted')
    await tab.getByRole('button', { name: 'Undo' }).click()
    assert.equal(await tab.getByRole('link', { name: 'What is mine' }).count(), 1)
  })

  it('does the same without JavaScript', async () => {
    const subjects = ['First on paper', 'Second on paper']
    const both = []
    for (const subject of subjects) both.push(await arrived(arlenia, rita, subject))
    const tab = await tabOf(rita, desktop, false)
    await tab.goto(`${origin}/requests/incoming?open=yes&assignee=nobody`)
    for (const { id } of both) await tab.check(`input[name="ids"][value="${id}"]`)
    await tab.click('button[value="acknowledge"]')
    await tab.click('main form button.primary')
    await tab.getByText('2 of 2 done.').waitFor()
    for (const { id } of both) assert.equal((await door.getRequest(arlenia.node.db, { actor: rita }, id)).state, 'acknowledged')
  })
})

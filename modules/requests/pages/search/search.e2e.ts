// Run with the other tests, or alone: npm test -- search.e2e
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page as Tab } from 'playwright-core'
import type { Actor } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import { accessFaults, freePort, startBrowser } from '@comity/testing/browser'
import * as door from '../../operations.ts'
import { completeContent } from '../../rules/example-content.ts'
import { indexWaiting } from '../../search/index-in-background.ts'
import { openOffices } from '../../testing-office.ts'
import { arrived, staffOf } from '../../work/sample-staff.ts'
import { samplePages, sampleToken } from '../sample-pages.tsx'

const shots = process.env['COMITY_SHOTS']
const { arlenia } = await openOffices()
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
  await filled()
})

after(async () => {
  await browser.close()
  await app.close()
})

async function tabOf(person: Actor, viewport = desktop, lang = 'en'): Promise<Tab> {
  const context = await browser.newContext({ viewport, javaScriptEnabled: false, locale: lang })
  await context.addCookies([{ name: 'session', value: sampleToken(person), url: origin }])
  return context.newPage()
}

/** Looks at the page as it stands: no accessibility fault, nothing runs over the side. */
async function look(person: Actor, url: string, name: string, lang = 'en'): Promise<Tab> {
  for (const [size, viewport] of [['', desktop] as const, ['-phone', phone] as const]) {
    const context = await browser.newContext({ viewport, locale: lang })
    await context.addCookies([{ name: 'session', value: sampleToken(person), url: origin }])
    const tab = await context.newPage()
    await tab.goto(`${origin}${url}`)
    if (shots !== undefined) await tab.screenshot({ path: `${shots}/search-${name}${size}.png`, fullPage: true })
    assert.deepEqual(await accessFaults(tab), [], name)
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`)
    await context.close()
  }
  return tabOf(person, desktop, lang)
}

async function filled(): Promise<void> {
  const { id } = await arrived(arlenia, rita, 'Bank records of <b>Meridian</b> Trading Ltd')
  await arlenia.as(ben, (ctx) =>
    door.doing('note')(ctx, { requestId: id, text: 'Meridian’s director called; 梅里迪安 is the name in Chinese.' }),
  )
  const bytes = new TextEncoder().encode(
    'Annex 4: contracts of Meridian with the northern road authority <script>alert(1)</script>',
  )
  await arlenia.as(ben, (ctx) => door.attachFile(ctx, { requestId: id, name: 'annex-4.txt', mediaType: 'text/plain', bytes }))
  const facts = 'طلبت النيابة تجميد أموال شركة ميريديان واستردادها.'
  await arrived(arlenia, rita, 'طلب تجميد أموال شركة ميريديان', { ...completeContent(), facts, language: 'ar' })
  while (await indexWaiting(arlenia.node)) continue
}

describe('the search in a browser', () => {
  it('finds request, step and file without JavaScript, shows where the words stand, and leads there', async () => {
    const tab = await look(ben, '/search?text=meridian', 'results')
    await tab.goto(`${origin}/search`)
    await tab.fill('main input[name="text"]', 'meridian')
    await tab.press('main input[name="text"]', 'Enter')
    const results = tab.locator('ol.results > li')
    assert.deepEqual((await results.locator('.tag').allTextContents()).toSorted(), ['File', 'Request', 'Request', 'Step'])
    assert.ok((await results.locator('mark').count()) >= 3)
    assert.equal(await tab.locator('main script').count(), 0, 'what files say is text')
    await tab.goto(`${origin}/search?text=contracts+authority&kind=file`)
    await tab.click('ol.results a')
    await tab.locator('h1', { hasText: 'Bank records of' }).waitFor()
    await tab.context().close()
  })

  it('says so where nothing is found or nothing can be looked for', async () => {
    const tab = await look(ben, '/search?text=nowhere', 'nothing')
    for (const [url, said] of [
      ['/search?text=nowhere', 'Nothing found'],
      ['/search?text=%3F', 'A search needs at least one letter or digit.'],
      ['/search?text=a&from=2026-05-01&to=2026-04-01', 'The first day is after the last one.'],
      ['/search', 'Type what you look for.'],
    ] as const) {
      await tab.goto(`${origin}${url}`)
      await tab.getByText(said).waitFor()
    }
    await tab.context().close()
  })

  it('reads from right to left in Arabic, on a phone too', async () => {
    const text = encodeURIComponent('الأموال')
    const tab = await look(dora, `/search?text=${text}&direction=incoming`, 'arabic', 'ar')
    await tab.goto(`${origin}/search?text=${text}`)
    assert.equal(await tab.locator('html').getAttribute('dir'), 'rtl')
    assert.ok((await tab.locator('ol.results mark').allTextContents()).includes('أموال'))
    await tab.context().close()
  })
})

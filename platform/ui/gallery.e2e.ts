// Run with the other tests, or alone: npm test -- gallery.e2e
// COMITY_SHOTS=FOLDER keeps pictures of every page there.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { languages } from '@comity/i18n'
import axe from 'axe-core'
import { type Browser, chromium, type Page as Tab } from 'playwright-core'
import { Gallery, galleryPages } from './gallery.tsx'
import { renderPage, uiAssets } from './index.tsx'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const
const shots = process.env['COMITY_SHOTS']

let server: Server
let browser: Browser
let origin = ''
let autosaveWorks = true
const autosaved: { header: unknown; body: string }[] = []

before(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const asset = uiAssets().find((one) => one.path === url.pathname)
    if (url.pathname === '/autosave') {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        if (autosaveWorks) autosaved.push({ header: request.headers['x-comity-autosave'], body })
        response.writeHead(autosaveWorks ? 204 : 503).end()
      })
      return
    }
    const page = galleryPages.find((one) => `/${one}` === url.pathname)
    const lang = languages.find((one) => one.code === url.searchParams.get('lang'))?.code ?? 'en'
    if (asset !== undefined) response.writeHead(200, { 'content-type': asset.type }).end(asset.body)
    else if (page === undefined) response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
        .end(renderPage(Gallery({ lang, page })))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  assert(address !== null && typeof address === 'object')
  origin = `http://127.0.0.1:${address.port}`
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--force-color-profile=srgb'],
  })
})

after(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
})

async function open(path: string, size: keyof typeof sizes, javaScriptEnabled = true): Promise<{ tab: Tab; bad: string[] }> {
  const context = await browser.newContext({ viewport: sizes[size], javaScriptEnabled })
  const tab = await context.newPage()
  const bad: string[] = []
  tab.on('console', (message) => {
    if (message.type() === 'error') bad.push(message.text())
  })
  tab.on('pageerror', (error) => bad.push(String(error)))
  await tab.goto(origin + path)
  return { tab, bad }
}

async function faultsOf(tab: Tab): Promise<string[]> {
  await tab.evaluate(axe.source)
  // The text of a script, since the tab's `axe` has no type here.
  const found: unknown = await tab.evaluate(`axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    })
    .then((result) => result.violations.flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.target.join(' ') + ' ' + n.failureSummary)))`)
  assert(Array.isArray(found))
  return found.map(String)
}

describe('the design system in Chromium under the strict policy', () => {
  for (const { code } of languages) {
    it(`has no accessibility fault, no console error and no sideways scrolling in ${code}, at desktop and phone width`, async () => {
      for (const size of ['desktop', 'phone'] as const) {
        for (const page of galleryPages) {
          const { tab, bad } = await open(`/${page}?lang=${code}`, size)
          assert.deepEqual([await faultsOf(tab), bad], [[], []], `${page} ${size}`)
          assert.equal(
            await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
            true,
            `${page} ${size} scrolls sideways`,
          )
          if (shots !== undefined) await tab.screenshot({ path: `${shots}/${page}-${code}-${size}.png`, fullPage: true })
          await tab.context().close()
        }
      }
    })
  }

  it('saves a form as one types, says so, and keeps trying when the line drops', async () => {
    const { tab } = await open('/form?lang=en', 'desktop')
    autosaveWorks = false
    await tab.fill('[name="content.subject"]', 'Records of one account')
    await tab.getByText('Not saved – we keep trying').waitFor()
    assert.equal(autosaved.length, 0)
    autosaveWorks = true
    await tab.getByText(/^Saved \d\d:\d\d$/).waitFor()
    assert.equal(autosaved[0]?.header, '1')
    assert.equal(new URLSearchParams(autosaved[0]?.body).get('content.subject'), 'Records of one account')
    await tab.context().close()
  })

  it('takes the focus to the error summary, and its links lead to the fields', async () => {
    const { tab } = await open('/form?lang=en', 'desktop')
    assert.equal(await tab.evaluate(() => document.activeElement?.className), 'error-summary')
    await tab.click('.error-summary a')
    assert.equal(await tab.evaluate(() => document.activeElement?.id), 'content.subject')
    await tab.context().close()
  })

  it('opens a dialog in place, selects all rows, and changes the language on choice', async () => {
    const { tab } = await open('/request?lang=en', 'desktop')
    await tab.click('[data-opens=withdraw]')
    assert.equal(await tab.locator('dialog#withdraw').isVisible(), true)
    await tab.goto(`${origin}/overview?lang=en&state=sent`)
    await tab.check('[data-select-all]')
    assert.equal(await tab.locator('tbody .pick :checked').count(), 6)
    await tab.selectOption('#language', 'ar')
    await tab.waitForURL(/lang=ar/)
    assert.equal(await tab.getAttribute('html', 'dir'), 'rtl')
    await tab.context().close()
  })

  it('changes the language by its button and withdraws through a page of its own without JavaScript', async () => {
    const { tab } = await open('/request?lang=en', 'phone', false)
    assert.equal(await tab.locator('a[data-opens=withdraw]').getAttribute('href'), '/withdraw')
    await tab.selectOption('#language', 'fr')
    await tab.click('.languages button')
    assert.equal(await tab.getAttribute('html', 'lang'), 'fr')
    await tab.context().close()
  })
})

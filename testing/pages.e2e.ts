import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page as Tab } from 'playwright-core'
import { accessFaults, startBrowser } from './browser.ts'
import { startDemoNetwork, type DemoNetwork } from './demo-network.ts'

const variants = [
  { lang: 'en', width: 1280 },
  { lang: 'ar', width: 390 },
] as const

/** Pages by who looks at them. A path that ends in `*` is the first link of the page before it that begins so. */
const pages = [
  { who: null, host: '', paths: ['/', '/nowhere'] },
  { who: null, host: 'a.', paths: ['/sign-in', '/api', '/nowhere'] },
  {
    who: 'Amara Okoye',
    host: 'a.',
    paths: [
      '/',
      '/matters',
      '/matters/*',
      '/requests/outgoing',
      '/requests/*',
      '/requests/new',
      '/deadlines',
      '/deadlines/*',
      '/deadlines/rules',
      '/deadlines/rules/acknowledgement',
      '/deadlines/calendar',
      '/notices',
      '/people',
      '/directory',
      '/directory/x*',
      '/profile',
    ],
  },
  {
    who: 'Viktor Lindqvist',
    host: 'a.',
    paths: ['/exchange', '/dossiers/*', '/directory/pins', '/directory/revocations'],
  },
  {
    who: 'Ingrid Vale',
    host: 'a.',
    paths: [
      '/home',
      '/people/*',
      '/people/units',
      '/people/units/*',
      '/peers',
      '/peers/x*',
      '/audit',
      '/audit?verify=1',
      '/bridge',
      '/bridge/machines/new',
      '/bridge/webhooks/new',
      '/notices/letters',
      '/directory/import',
    ],
  },
  { who: 'Marta Solano', host: 'hub.', paths: ['/directory', '/directory/publish', '/exchange'] },
] as const

let demo: DemoNetwork
let browser: Browser

before(async () => {
  demo = await startDemoNetwork()
  browser = await startBrowser('--host-resolver-rules=MAP *.localhost 127.0.0.1')
})
after(async () => {
  await browser?.close()
  await demo?.stop()
})

/** The address that a path of the list stands for. */
async function resolve(tab: Tab, path: string): Promise<string> {
  if (!path.endsWith('*')) return path
  const hrefs = await tab
    .locator(`main a[href^="${path.slice(0, -1)}"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  const href = hrefs.find((one) => one !== null && !/\/(new|export|anchor|rules|calendar)|[?]/.test(one))
  assert(href, `no link to ${path} on ${tab.url()}`)
  return href
}

async function inspect(context: BrowserContext, lang: string, { who, host, paths }: (typeof pages)[number]): Promise<string[]> {
  const tab = await context.newPage()
  const faults: string[] = []
  tab.on('pageerror', (error) => faults.push(`${tab.url()} ${error}`))
  tab.on('console', (message) => {
    // The browser itself reports a page's own 403 or 404 so.
    if (message.type() === 'error' && !/status of 40[34]/.test(message.text())) faults.push(`${tab.url()} ${message.text()}`)
  })
  if (who !== null) await tab.goto(demo.linkOf(who))
  for (const path of paths) {
    const url = new URL(await resolve(tab, path), `http://${host}localhost:${demo.port}`)
    url.searchParams.set('lang', lang)
    await tab.goto(url.href)
    faults.push(...(await accessFaults(tab)).map((fault) => `${path} ${fault}`))
    if (await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)) faults.push(`${path} scrolls sideways`)
  }
  await tab.close()
  return faults
}

describe('the pages of the demonstration in Chromium', () => {
  for (const { lang, width } of variants) {
    it(`have no accessibility fault, no console error and no sideways scrolling in ${lang} at ${width} pixels`, async () => {
      for (const group of pages) {
        const context = await browser.newContext({ locale: lang, viewport: { width, height: 844 } })
        assert.deepEqual(await inspect(context, lang, group), [], group.who ?? 'signed out')
        await context.close()
      }
    })
  }

  it('let an administrator test, pause and resume the line to a peer by keyboard, without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    const tab = await context.newPage()
    await tab.goto(demo.linkOf('Ingrid Vale'))
    await tab.goto(`http://a.localhost:${demo.port}/peers?lang=en`)
    await tab.getByRole('link', { name: /Bresonia/ }).press('Enter')
    await tab.getByRole('button', { name: 'Test the line' }).press('Enter')
    await tab.getByText('Reached: the answer came and is signed by the peer.').waitFor()
    await tab.locator('summary', { hasText: 'Pause the line' }).press('Enter')
    await tab.getByLabel('Why, for your colleagues').fill('their node is moved')
    await tab.getByRole('button', { name: 'Pause the line' }).press('Enter')
    await tab.getByText('their node is moved').waitFor()
    await tab.getByRole('button', { name: 'Resume the line' }).press('Enter')
    await tab.getByText('The line is used again.').waitFor()
    assert.equal(await tab.locator('h1 + *, h1 ~ *').getByText('paused').count(), 0)
    await context.close()
  })

  it('are reached by keyboard: the skip link first, then the content, each stop visibly marked', async () => {
    const tab = await browser.newPage()
    await tab.goto(`http://a.localhost:${demo.port}/sign-in`)
    await tab.keyboard.press('Tab')
    assert.equal(await tab.evaluate(() => document.activeElement?.className), 'skip')
    assert.ok(((await tab.locator('.skip').boundingBox())?.y ?? -1) >= 0, 'the skip link shows itself')
    await tab.keyboard.press('Enter')
    const stops: (string | null | undefined)[] = []
    for (let count = 0; count < 3; count += 1) {
      await tab.keyboard.press('Tab')
      stops.push(
        await tab.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.getAttribute('type')),
      )
      assert.notEqual(
        await tab.evaluate(() => document.activeElement && getComputedStyle(document.activeElement).outlineStyle),
        'none',
      )
    }
    assert.deepEqual(stops, ['login', 'password', 'submit'])
    await tab.close()
  })
})

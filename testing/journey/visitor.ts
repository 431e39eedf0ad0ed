import { accountsText } from '../../modules/accounts/messages.ts'
import axe from 'axe-core'
import assert from 'node:assert/strict'
import { chromium, type Browser, type Locator, type Page as Tab } from 'playwright-core'
import { sayIn, type Key } from '../../modules/requests/pages/texts.ts'
import { until, type NetworkNode, type Officer, type OwnFile } from '../two-nodes.ts'

/** In which language and on what screen a journey is made, and whether the browser runs scripts. */
export interface Look {
  readonly lang: 'en' | 'ar'
  readonly screen: 'desktop' | 'phone'
  readonly scripts: boolean
}

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const
const shots = process.env['COMITY_SHOTS']

/** Debian's Chromium, without the sandbox that a container refuses. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--force-color-profile=srgb'],
  })
}

/** An officer before a browser. Everything is found by what a person reads: the labels of the message catalogues. */
export interface Visitor {
  readonly tab: Tab
  /** The text of a key in the visitor's language. */
  say(key: Key): string
  /** Opens an address of the node. */
  go(address: string): Promise<void>
  /** Follows the link with this text. */
  follow(key: Key): Promise<void>
  /** Presses the button with this text and waits for the page after it. */
  press(key: Key): Promise<void>
  fill(label: Key, value: string): Promise<void>
  /** Marks one of several choices that are seen at once. */
  mark(option: Key): Promise<void>
  /** Takes one of a list that opens. */
  choose(label: Key, option: Key): Promise<void>
  /** Uploads files by the field for files. */
  upload(files: readonly OwnFile[]): Promise<void>
  /** Opens an address again and again until the text can be seen there, or is gone. */
  awaits(address: string, seen: (tab: Tab) => Locator, there?: boolean): Promise<void>
  /** Looks at the page: takes a picture where wished, and notes every fault of it. */
  look(name: string): Promise<void>
  leave(): Promise<void>
}

/** The faults that all visitors of a journey found; empty when it went well. */
export type Faults = string[]

export interface Visit extends Look {
  readonly browser: Browser
  readonly node: NetworkNode
  readonly officer: Officer
  readonly password: string
  readonly faults: Faults
}

/** Opens a browser profile of one's own and signs in by the form. */
export async function visit({ browser, node, officer, password, faults, lang, screen, scripts }: Visit): Promise<Visitor> {
  const context = await browser.newContext({ viewport: sizes[screen], locale: lang, javaScriptEnabled: scripts })
  const tab = await context.newPage()
  tab.setDefaultTimeout(15_000)
  tab.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${tab.url()}: ${message.text()}`)
  })
  tab.on('pageerror', (error) => faults.push(`${tab.url()}: ${String(error)}`))
  const say = sayIn(lang)
  const main = tab.locator('main')
  const look = async (name: string): Promise<void> => {
    // The inspection itself is a script; the pages are the same.
    if (!scripts) return
    const where = `${name} ${lang} ${screen}`
    faults.push(...(await faultsOf(tab)).map((fault) => `${where}: ${fault}`))
    if (!(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth))) faults.push(`${where}: scrolls sideways`)
    if (shots !== undefined) await tab.screenshot({ path: `${shots}/journey-${name}-${lang}-${screen}.png`, fullPage: true })
  }
  const visitor: Visitor = {
    tab,
    say,
    look,
    go: async (address) => void (await tab.goto(node.origin + address)),
    follow: async (key) =>
      main
        .getByRole('link', { name: say(key), exact: true })
        .first()
        .click(),
    press: async (key) => {
      const answered = tab.waitForResponse(
        (response) => response.request().method() === 'POST' && response.request().isNavigationRequest(),
      )
      await main
        .getByRole('button', { name: say(key), exact: true })
        .first()
        .click()
      const { status } = await answered.then((response) => ({ status: response.status() }))
      assert(status < 400, `${key} was answered with ${status}: ${await main.innerText()}`)
      await tab.waitForLoadState()
      assert(!tab.url().includes('chrome-error'), `${key} led to no page`)
    },
    fill: (label, value) =>
      main
        .getByLabel(labelled(say(label)))
        .first()
        .fill(value),
    mark: (option) => main.getByRole('radio', { name: say(option), exact: true }).check(),
    choose: async (label, option) =>
      void (await main
        .getByLabel(labelled(say(label)))
        .first()
        .selectOption({ label: say(option) })),
    upload: async (files) => {
      await main
        .locator('input[type=file]')
        .setInputFiles(files.map(({ name, mediaType, bytes }) => ({ name, mimeType: mediaType, buffer: Buffer.from(bytes) })))
      await visitor.press('button.upload')
    },
    awaits: async (address, seen, there = true) => {
      await until(`${address} shows it`, async () => {
        await tab.goto(node.origin + address)
        return (await seen(tab).count()) > 0 === there ? true : null
      })
    },
    leave: () => context.close(),
  }
  await signIn(visitor, officer, password, lang)
  return visitor
}

async function signIn({ tab, go, look }: Visitor, officer: Officer, password: string, lang: Look['lang']): Promise<void> {
  const text = accountsText(lang)
  await go('/')
  await look('sign-in')
  await tab.getByLabel(labelled(text('login'))).fill(officer.login)
  await tab.getByLabel(labelled(text('password'))).fill(password)
  await tab
    .locator('main')
    .getByRole('button', { name: text('sign-in'), exact: true })
    .click()
  await tab.waitForURL((url) => url.pathname === '/')
}

/** A label with this text, be it marked as optional or not. */
function labelled(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?: \\([^)]+\\))?$`)
}

async function faultsOf(tab: Tab): Promise<string[]> {
  await tab.evaluate(axe.source)
  // The text of a script, since the tab's `axe` has no type here.
  const found: unknown =
    await tab.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then((result) => result.violations.flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.target.join(' ') + ' ' + n.failureSummary)))`)
  assert(Array.isArray(found))
  return found.map(String)
}

import { accountsText } from '../../modules/accounts/messages.ts'
import type { Browser, Locator, Page as Tab } from 'playwright-core'
import { sayIn as sayOfLedger, type Key as LedgerKey } from '../../modules/recovery/pages/texts.ts'
import { sayOfSteps, type stepTexts } from '../../modules/requests/pages/steps/texts.ts'
import { sayIn, type Key } from '../../modules/requests/pages/texts.ts'
import { accessFaults } from '../browser.ts'
import { handsOn, labelled, type Hands } from './hands.ts'
import { until, type NetworkNode, type Officer, type OwnFile } from '../two-nodes.ts'

/** In which language and on what screen a journey is made, and whether the browser runs scripts. */
export interface Look {
  readonly lang: 'en' | 'ar'
  readonly screen: 'desktop' | 'phone'
  readonly scripts: boolean
  /** Pages are looked at on the other screen too, without working there: half of what a journey on each would cost. */
  readonly bothScreens?: true
}

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const
const shots = process.env['COMITY_SHOTS']

/** An officer before a browser. */
export interface Visitor extends Hands<Key> {
  readonly tab: Tab
  readonly lang: Look['lang']
  /** The same hands on the pages of the asset ledger, whose words are in a catalogue of their own. */
  readonly ledger: Hands<LedgerKey>
  /** And on what the pages of acts say in theirs. */
  readonly steps: Hands<keyof (typeof stepTexts)['en']>
  /** Opens an address of the node. */
  go(address: string): Promise<void>
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
export async function visit({ browser, node, officer, password, faults, ...ahead }: Visit): Promise<Visitor> {
  const { lang, screen, scripts } = ahead
  const context = await browser.newContext({ viewport: sizes[screen], locale: lang, javaScriptEnabled: scripts })
  const tab = await context.newPage()
  tab.setDefaultTimeout(180_000)
  tab.on('console', (message) => {
    // A form that comes back with what is wrong is an answer of 422; the browser notes it, and it is no fault of the page.
    if (message.type() === 'error' && !message.text().includes('status of 422')) faults.push(`${tab.url()}: ${message.text()}`)
  })
  tab.on('pageerror', (error) => faults.push(`${tab.url()}: ${String(error)}`))
  const main = tab.locator('main')
  const look = lookerOn(tab, ahead, faults)
  const visitor: Visitor = {
    ...handsOn(tab, sayIn(lang)),
    ledger: handsOn(tab, sayOfLedger(lang)),
    steps: handsOn(tab, sayOfSteps(lang)),
    tab,
    lang,
    look,
    go: async (address) => void (await tab.goto(node.origin + address)),
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

/** Looks at the open page on the screen of the visit, and where that is wished on the other. */
function lookerOn(tab: Tab, { lang, screen, scripts, bothScreens }: Look, faults: Faults): Visitor['look'] {
  const lookOn = async (name: string, on: Look['screen']): Promise<void> => {
    const where = `${name} ${lang} ${on}`
    faults.push(...(await accessFaults(tab)).map((fault) => `${where}: ${fault}`))
    if (!(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth))) faults.push(`${where}: scrolls sideways`)
    if (shots !== undefined) await tab.screenshot({ path: `${shots}/journey-${name}-${lang}-${on}.png`, fullPage: true })
  }
  return async (name) => {
    // The inspection itself is a script; the pages are the same.
    if (!scripts) return
    await lookOn(name, screen)
    if (bothScreens !== true) return
    const other = screen === 'desktop' ? 'phone' : 'desktop'
    await tab.setViewportSize(sizes[other])
    await lookOn(name, other)
    await tab.setViewportSize(sizes[screen])
  }
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

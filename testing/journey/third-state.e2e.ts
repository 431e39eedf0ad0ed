// A request whose matter lies in a third State, followed from office to office. COMITY_SHOTS=FOLDER keeps pictures of every station there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { startBrowser } from '../browser.ts'
import { startNetwork, type Network } from '../two-nodes.ts'
import { toForward } from './misdirected.ts'
import { arrived, beginDay, sendRequest, type Case, type Day } from './office-day.ts'
import type { Look, Visitor } from './visitor.ts'
import { owesNothing, standsAs } from './working-pages.ts'

const caldova = 'xc.central-authority'
const name = 'Central Authority of Caldova'
const PATIENCE = { timeout: 600_000 }
const looks: readonly Look[] = [
  { lang: 'en', screen: 'desktop', scripts: true },
  { lang: 'ar', screen: 'phone', scripts: false },
]

let network: Network
let browser: Browser

before(async () => {
  network = await startNetwork({ further: 'caldova' })
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await network?.stop()
})

/** The registrar of the State that is not competent names the one that is, and is done with it. */
async function giveBack(day: Day, one: Case): Promise<void> {
  const lin = await day.at('lin')
  await toForward(lin, one)
  await lin.tab.locator('select[name=to]').selectOption(caldova)
  await lin.look('third-state-named')
  await lin.press('step.forward')
  await lin.look('third-state-given-back')
  await owesNothing(lin, one)
  await standsAs(lin, 'incoming', one, 'state.forwarded')
}

/** The sender reads who is competent, and one press begins the request there, with nothing typed again. @returns its id */
async function writeAnew(amara: Visitor, one: Case): Promise<string> {
  await amara.awaits(`/requests/${one.sent}`, (tab) => tab.locator('form[action$="/anew"] button'))
  await standsAs(amara, 'outgoing', one, 'state.returned')
  await amara.go(`/requests/${one.sent}`)
  await amara.press('request.unopened')
  const button = amara.tab.locator('form[action$="/anew"] button')
  assert((await button.innerText()).includes(name), 'the competent authority is named')
  await amara.look('third-state-returned')
  await button.click()
  await amara.tab.waitForURL('**/edit')
  await amara.look('third-state-anew')
  return /requests\/([0-9a-f-]{36})\/edit/.exec(amara.tab.url())?.[1] ?? assert.fail('a draft is begun')
}

/** The office sends it there, and that State carries it out. */
async function carriedOut(day: Day, id: string, summary: string): Promise<void> {
  const [amara, viktor, tia, dora] = await Promise.all([day.desk('amara'), day.desk('viktor'), day.desk('tia'), day.desk('dora')])
  await amara.requests.submitRequest({ params: { id }, body: {} })
  await viktor.requests.approveRequest({ params: { id }, body: {} })
  const { thread } = await viktor.requests.sendRequest({ params: { id }, body: {} })
  const params = { id: await arrived(tia, thread) }
  const { content } = await tia.requests.acknowledgeRequest({ params, body: {} })
  await dora.requests.decideRequest({ params, body: { decision: 'granted' } })
  await tia.requests.startExecution({ params, body: { executingAuthority: 'High Court of Caldova' } })
  const outcomes = (content.measures ?? []).map(({ id: measureId }) => ({ measureId, outcome: 'full' as const }))
  await tia.requests.sendResult({ params, body: { summary, outcomes, final: true } })
}

describe('a request whose matter lies in a third State', PATIENCE, () => {
  for (const look of looks)
    it(`is given back, written anew and followed to its result, in ${look.lang} at ${look.screen} width`, PATIENCE, async () => {
      const day = beginDay(network, browser, look)
      try {
        const one = await sendRequest(day, `Accounts kept in Caldova (${look.lang})`, {})
        await giveBack(day, one)
        const amara = await day.at('amara')
        const anew = await writeAnew(amara, one)
        const summary = `The accounts are enclosed (${look.lang}).`
        await carriedOut(day, anew, summary)
        await amara.awaits(`/requests/${anew}`, (tab) => tab.getByText(summary).first())
        await amara.look('third-state-result')
        await amara.tab.locator(`main a[href="/requests/${one.sent}"]`).first().click()
        await amara.tab.waitForURL(`**/requests/${one.sent}`)
        assert(await amara.tab.locator(`main a[href="/requests/${anew}"]`).first().isVisible(), 'and back again')
        assert.deepEqual(await day.end(), [])
      } finally {
        await day.end()
      }
    })
})

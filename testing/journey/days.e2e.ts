// The days of two offices. Run alone: npm test -- days.e2e. COMITY_SHOTS=FOLDER keeps pictures of every station there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { startBrowser } from '../browser.ts'
import { startNetwork, type Network } from '../two-nodes.ts'
import { mustHaveEndedWell } from './after-a-journey.ts'
import { beginDay, dayFromNow, type Day } from './office-day.ts'
import * as partial from './partial-refusal.ts'
import { takeIn } from './triage.ts'
import type { Look } from './visitor.ts'

let network: Network
let browser: Browser

before(async () => {
  network = await startNetwork({ tribunal: true })
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await network?.stop()
})

const DAY_MS = 86_400_000
const desktop: Look = { lang: 'en', screen: 'desktop', scripts: true }

/** A day in this look, at whose end nobody has found a fault of access, of width or of the console. */
async function inADay<Brought>(look: Look, journey: (day: Day) => Promise<Brought>): Promise<Brought> {
  const day = beginDay(network, browser, look)
  try {
    const brought = await journey(day)
    assert.deepEqual(await day.end(), [])
    return brought
  } finally {
    await day.end()
  }
}

describe('a partial refusal', { timeout: 300_000 }, () => {
  it('waits for the consultation that art. 46(26) demands, gives its reasons, and the rest is executed', () =>
    inADay(desktop, async (day) => {
      const one = await partial.askForThree(day, 'Calls and accounts of Blue Pelican Trading Ltd')
      await takeIn(day, one)
      await partial.refuseInVain(day, one)
      await partial.consult(day, one, dayFromNow(14))
      await partial.talk(day, one)
      await partial.grantInPart(day, one)
      await partial.executeRest(day, one)
      await partial.giveFeedback(day, one)
      await mustHaveEndedWell(day, one)
    }))

  it(
    'does not wait for ever: past the day set, silence is recorded and the other State goes on',
    { timeout: 300_000 },
    async () => {
      const subject = 'Calls to the bookkeeper of Blue Pelican Trading Ltd'
      const one = await inADay(desktop, async (day) => {
        const asked = await partial.askForThree(day, subject)
        await takeIn(day, asked)
        await partial.consult(day, asked, partial.tomorrow())
        await partial.cannotGoOnYet(day, asked)
        return asked
      })
      await network.moveAhead(2 * DAY_MS)
      await inADay(desktop, async (day) => {
        await partial.goOnInSilence(day, one)
        await partial.grantInPart(day, one)
      })
    },
  )
})

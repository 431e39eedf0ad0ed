// The days of two offices. Run alone: npm test -- days.e2e. COMITY_SHOTS=FOLDER keeps pictures of every station there.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { startBrowser } from '../browser.ts'
import { startNetwork, type Network } from '../two-nodes.ts'
import { mustHaveEndedWell } from './after-a-journey.ts'
import * as freeze from './freeze.ts'
import * as misdirected from './misdirected.ts'
import { beginDay, dayFromNow, sendRequest, type Day } from './office-day.ts'
import * as partial from './partial-refusal.ts'
import * as back from './return.ts'
import * as supplementary from './supplementary.ts'
import { takeIn } from './triage.ts'
import type { Look } from './visitor.ts'

let network: Network
let browser: Browser

before(async () => {
  network = await startNetwork({ further: 'tribunal' })
  browser = await startBrowser()
})
after(async () => {
  await browser?.close()
  await network?.stop()
})

const DAY_MS = 86_400_000
/** The longest that a day may take on a machine that does much else: a quarter of a minute for each of its stations. */
const PATIENCE = { timeout: 600_000 }
const desktop: Look = { lang: 'en', screen: 'desktop', scripts: true }
const phone: Look = { lang: 'ar', screen: 'phone', scripts: true }
const withoutScripts: Look = { ...desktop, scripts: false }

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

describe('the freezing of an asset', PATIENCE, () => {
  for (const look of [desktop, phone]) {
    it(`leads over a condition and a hearing to the return of the money, in ${look.lang} at ${look.screen} width`, PATIENCE, () =>
      inADay(look, async (day) => {
        const one = await freeze.askToFreeze(day, `Freezing and return of the harbour fund’s money (${look.lang})`)
        await freeze.agreeOnCondition(day, one)
        await freeze.grantAndPassOn(day, one)
        const asset = await freeze.traceAndFreeze(day, one)
        await freeze.giveMoreInformation(day, one)
        await freeze.hearBeforeLifting(day, one, asset)
        await back.confiscate(day, asset)
        await back.agreeOnReturn(day, one)
        await back.returnNet(day, one, asset)
        await back.bringHome(day, one)
        await back.ledgersAgree(day, asset)
        await mustHaveEndedWell(day, one)
      }),
    )
  }
})

describe('a misdirected request', PATIENCE, () => {
  it('is passed on to the competent authority, which the sender sees and speaks to', PATIENCE, () =>
    inADay(desktop, async (day) => {
      const one = await sendRequest(day, 'Accounts of a serving judge', {})
      await misdirected.passOn(day, one)
      await misdirected.takeOver(day, one)
      await misdirected.seesWhoHasIt(day, one)
    }),
  )

  it('is given back where nobody on the network is competent, also without scripts', PATIENCE, () =>
    inADay(withoutScripts, async (day) => {
      await misdirected.giveBack(day, await sendRequest(day, 'Register of the ship Blue Pelican', {}))
    }),
  )
})

describe('a supplementary request', PATIENCE, () => {
  it('says again what the earlier one says without anybody typing it, and both sides see the link', PATIENCE, () =>
    inADay(desktop, async (day) => {
      const earlier = await sendRequest(day, 'Statements of Blue Pelican Trading Ltd', {})
      const later = await supplementary.addTo(day, earlier)
      await supplementary.leadToOneAnother(day, earlier, later)
      await supplementary.saysTheSame(day, earlier, later)
    }),
  )
})

describe('a partial refusal', PATIENCE, () => {
  it('waits for the consultation that art. 46(26) demands, gives its reasons, and the rest is executed', PATIENCE, () =>
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
    }),
  )

  it('does not wait for ever: past the day set, silence is recorded and the other State goes on', PATIENCE, async () => {
    const one = await inADay(withoutScripts, async (day) => {
      const asked = await partial.askForThree(day, 'Calls to the bookkeeper of Blue Pelican Trading Ltd')
      await takeIn(day, asked)
      await partial.consult(day, asked, partial.tomorrow())
      await partial.cannotGoOnYet(day, asked)
      return asked
    })
    await network.moveAhead(2 * DAY_MS)
    await inADay(withoutScripts, async (day) => {
      await partial.goOnInSilence(day, one)
      await partial.grantInPart(day, one)
    })
  })
})

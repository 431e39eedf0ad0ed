import assert from 'node:assert/strict'
import type { Page as Tab } from 'playwright-core'

/** More stops than the longest page of an act has. */
const MOST_STOPS = 120

/** Goes by the tabulator key alone until the button or link with this text has the focus, which must be seen, and presses it. */
export async function pressByKeyboard(tab: Tab, text: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await tab.keyboard.press('Tab')
    const focused = tab.locator(':focus')
    if ((await focused.count()) === 0 || (await focused.innerText()).trim() !== text) continue
    const outlined = await focused.evaluate((element) => {
      const { outlineStyle, boxShadow } = getComputedStyle(element)
      return outlineStyle !== 'none' || boxShadow !== 'none'
    })
    assert(outlined, `the focus on “${text}” can be seen`)
    await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')])
    return
  }
  assert.fail(`no button “${text}” within ${MOST_STOPS} stops of the tabulator key`)
}

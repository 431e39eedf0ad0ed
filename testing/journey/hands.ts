import assert from 'node:assert/strict'
import type { Locator, Page as Tab } from 'playwright-core'

/** What a person does on a page. Everything is found by what a person reads: the labels of a message catalogue. */
export interface Hands<Key> {
  /** The text of a key in the visitor's language. */
  say(key: Key, values?: Readonly<Record<string, string | number>>): string
  /** Follows the link with this text. */
  follow(key: Key): Promise<void>
  /** Presses the button with this text, once more where it hurts, and waits for the page after it. */
  press(key: Key): Promise<void>
  /** Presses it and is refused, on the same page; gives what the summary of errors says. */
  pressInVain(key: Key): Promise<string>
  fill(label: Key, value: string): Promise<void>
  /** Marks one of several choices that are seen at once; `among` names the group where several have such a choice. */
  mark(option: Key, among?: string): Promise<void>
  /** Ticks a box. */
  tick(label: Key): Promise<void>
  /** Takes one of a list that opens. */
  choose(label: Key, option: Key): Promise<void>
}

/** Hands on the pages of a tab, which read it by one catalogue. */
export function handsOn<Key extends string>(tab: Tab, say: Hands<Key>['say']): Hands<Key> {
  const main = tab.locator('main')
  const field = (key: Key): Locator => main.getByLabel(labelled(say(key))).first()
  const pressed = async (key: Key): Promise<number> => {
    const answered = tab.waitForResponse(
      (answer) => answer.request().method() === 'POST' && answer.request().isNavigationRequest(),
    )
    await main
      .getByRole('button', { name: say(key), exact: true })
      .first()
      .click()
    const status = await answered.then((answer) => answer.status())
    await tab.waitForLoadState()
    assert(!tab.url().includes('chrome-error'), `${key} led to no page`)
    return status
  }
  return {
    say,
    follow: async (key) => {
      const link = main.getByRole('link', { name: say(key), exact: true, includeHidden: true }).first()
      await link.waitFor({ state: 'attached' })
      // What is not one's turn is put away under the steps that are.
      if (!(await link.isVisible()))
        await link.locator('xpath=ancestor::details[not(@open)]').first().locator('> summary').click()
      await link.click()
    },
    press: async (key) => {
      const status = await pressed(key)
      assert(status < 400, `${key} was answered with ${status}: ${await main.innerText()}`)
      // What hurts is asked about once more, by a button of the same name.
      if ((await main.locator('button[name=confirmed][value=yes]').count()) === 0) return
      assert((await pressed(key)) < 400, `${key} was confirmed`)
    },
    pressInVain: async (key) => {
      assert.equal(await pressed(key), 422, `${key} is refused`)
      return main.getByRole('alert').first().innerText()
    },
    fill: (label, value) => field(label).fill(value),
    mark: (option, among) => {
      const place = among === undefined ? main : main.getByRole('group', { name: among }).first()
      return place.getByRole('radio', { name: say(option), exact: true }).check()
    },
    tick: (label) => main.getByRole('checkbox', { name: say(label), exact: true }).check(),
    choose: async (label, option) => void (await field(label).selectOption({ label: say(option) })),
  }
}

/** A label with this text, be it marked as optional or not. */
export function labelled(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?: \\([^)]+\\))?$`)
}

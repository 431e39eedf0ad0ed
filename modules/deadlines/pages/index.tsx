import type { Node } from '@comity/accounts/contract'
import type { App } from '@comity/http'
import type { Calendars } from '../rules/calendar.ts'
import { addClockList } from './clock-list.tsx'
import { addClockPage } from './clock-page.tsx'
import { addFeedPage } from './feed-page.tsx'
import { addRulePages } from './rules-pages.tsx'
import { addUnansweredPage } from './unanswered-page.tsx'

export { clockPanel } from './clock-panel.tsx'
export { ruleName } from '../texts.ts'

/** Adds every page of deadlines. All are server-rendered and work without JavaScript. */
export function registerPages(app: App, node: Node, calendars: Calendars): void {
  const place = { node, calendars }
  addClockList(app, place)
  addFeedPage(app, place)
  addRulePages(app, place)
  addClockPage(app, place)
  addUnansweredPage(app, place)
}

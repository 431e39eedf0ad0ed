import assert from 'node:assert/strict'
import { sayIn as sayOfDeadlines, type Key as DeadlineKey } from '../../modules/deadlines/texts.ts'
import type { Key } from '../../modules/requests/pages/texts.ts'
import type { Case } from './office-day.ts'
import type { Visitor } from './visitor.ts'

/** What stands on the pages that an office works from: my work, the lists, the deadlines. */

/** Waits until my work says that the visitor owes this act for the request. */
export async function owes(visitor: Visitor, { subject }: Case, act: Key): Promise<void> {
  const row = visitor.tab.getByRole('row').filter({ has: visitor.tab.getByRole('link', { name: subject, exact: true }) })
  await visitor.awaits('/', () => row.getByRole('link', { name: visitor.say(act) }))
}

/** My work asks nothing of the visitor for the request. */
export async function owesNothing(visitor: Visitor, { subject }: Case): Promise<void> {
  await visitor.go('/')
  assert.equal(await visitor.tab.getByRole('link', { name: subject, exact: true }).count(), 0, 'my work asks nothing')
}

/** Waits until the list of deadlines has this one of the request, owed by us or by them. */
export async function runs(visitor: Visitor, reference: string, rule: DeadlineKey, owner: 'us' | 'them'): Promise<void> {
  const say = sayOfDeadlines(visitor.lang)
  const row = visitor.tab
    .getByRole('row')
    .filter({ hasText: reference })
    .filter({ has: visitor.tab.getByRole('link', { name: say(rule), exact: true }) })
    .filter({ hasText: say(`owner.${owner}`) })
  await visitor.awaits('/deadlines', () => row)
}

/** What the list of requests says of the state of the request. */
export async function standsAs(
  visitor: Visitor,
  direction: 'outgoing' | 'incoming',
  { subject }: Case,
  state: Key,
): Promise<void> {
  const row = visitor.tab.getByRole('row').filter({ has: visitor.tab.getByRole('link', { name: subject, exact: true }) })
  await visitor.awaits(`/requests/${direction}`, () => row.getByText(visitor.say(state), { exact: true }))
}

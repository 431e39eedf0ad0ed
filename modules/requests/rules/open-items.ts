import type { Request, StandingItem } from '../contract.ts'
import { standingOf } from './standing.ts'
import type { Standing } from './standing-item.ts'

/** The items of the record that this act of the office answers, oldest first. */
export function openItems({ direction, record }: Pick<Request, 'direction' | 'record'>, act: string): StandingItem[] {
  const own = direction === 'outgoing' ? 'requesting' : 'requested'
  return standingOf(record)
    .filter(({ id, acts }) => id !== null && acts.some((one) => one.side === own && one.act === act))
    .map(unread)
}

/** The consents that a use may rest on, oldest first. */
export function givenConsents({ record }: Pick<Request, 'record'>): StandingItem[] {
  return standingOf(record)
    .filter(({ kind, state }) => kind === 'consent' && state === 'given')
    .map(unread)
}

/** An item to choose from, whoever reads it. */
function unread({ acts, ...item }: Standing): StandingItem {
  return { ...item, answers: acts.map(({ act }) => act) }
}

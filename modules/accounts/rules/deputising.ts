import type { Place } from '../contract.ts'
import type { Person, Role } from '../person.ts'
import { incompatiblePair } from './role-pairs.ts'

/** From day to day, both included: `2026-03-02`. */
export interface Days {
  readonly fromOn: string
  readonly untilOn: string
}

/** Roles that go with the person: nobody gives roles or audits in another's name. */
const personal: readonly Role[] = ['administrator', 'auditor']

/** What a deputy holds besides their own while these persons are away. A place that no longer fits the deputy's roles is left out. */
export function placesHeld(
  own: readonly Role[],
  absent: readonly Place[],
): { readonly roles: readonly Role[]; readonly places: readonly Place[] } {
  let roles = own
  const places: Place[] = []
  for (const place of absent) {
    const lent = place.roles.filter((role) => !personal.includes(role))
    const together = [...new Set([...roles, ...lent])]
    if (incompatiblePair(together) !== null) continue
    roles = together
    places.push({ ...place, roles: lent })
  }
  return { roles, places }
}

/** Whether somebody could hold a person's place: nobody stands in for themselves, nor names themselves into another's place. */
export function mayStandIn(
  deputy: Pick<Person, 'id' | 'authorityId' | 'roles' | 'disabled'>,
  person: Pick<Person, 'id' | 'authorityId' | 'roles' | 'units'>,
  namedBy: string,
): boolean {
  if (deputy.id === person.id || deputy.id === namedBy) return false
  if (deputy.disabled || deputy.authorityId !== person.authorityId) return false
  return placesHeld(deputy.roles, [{ personId: person.id, roles: person.roles, units: person.units }]).places.length === 1
}

/** Whether the days hold at an instant, as the calendar of the time zone says. */
export function holdsAt({ fromOn, untilOn }: Days, at: Date, timeZone: string | null): boolean {
  const today = dayIn(at, timeZone)
  return fromOn <= today && today <= untilOn
}

/** The day of an instant in a time zone, `2026-03-02`; UTC for null. */
export function dayIn(at: Date, timeZone: string | null): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: timeZone ?? 'UTC',
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at)
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The day so many days after a day. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

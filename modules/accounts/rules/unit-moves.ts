import { rolesOverAllUnits } from '../person.ts'
import type { Person } from '../person.ts'

/**
 * Whether a person may see more by belonging to `after` instead of their units: to one unit more, or to none any more where their role is then over
 * all of them. Such a move waits for the head; whatever only takes sight away holds at once.
 */
export function widens({ units, roles, proposedRoles }: Moved, after: readonly string[]): boolean {
  if (after.some((unit) => !units.includes(unit))) return true
  const held = [...roles, ...(proposedRoles ?? [])]
  return units.length > 0 && after.length === 0 && held.some((role) => rolesOverAllUnits.includes(role))
}

type Moved = Pick<Person, 'units' | 'roles' | 'proposedRoles'>

/** Whether both lists name the same units. */
export function areSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((unit) => other.includes(unit))
}

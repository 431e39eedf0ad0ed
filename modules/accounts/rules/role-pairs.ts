import { roles } from '../person.ts'
import type { Person, Role } from '../person.ts'

/** Roles that no one person holds together. */
const apart: readonly (readonly [Role, Role])[] = [
  // Who reads everything writes nothing (cooperation-law 6: auditor).
  ...roles.filter((role) => role !== 'auditor').map((role) => ['auditor', role] as const),
  // Who gives roles does not decide cases: the head confirms what an administrator wishes.
  ['administrator', 'head'],
]

/** The first two of these roles that no one person may hold together, or null. */
export function incompatiblePair(held: readonly Role[]): readonly [Role, Role] | null {
  return apart.find(([one, other]) => held.includes(one) && held.includes(other)) ?? null
}

/** The only role of a guest: a court or police of the same State, to whom requests are passed on. */
export const guestRole: Role = 'executing-officer'

/** Whether these are the roles of a guest. */
export function areGuestRoles(held: readonly Role[]): boolean {
  return held.length === 1 && held[0] === guestRole
}

/** `xa` of `xa.central-authority`: the State to which an authority belongs. */
export function stateOf(authorityId: string): string {
  return authorityId.slice(0, authorityId.indexOf('.'))
}

/** Whether one of these roles sees cases or decides them: all but the administrator's, who runs the office and sees none. */
export function seesCases(held: readonly Role[]): boolean {
  return held.some((role) => role !== 'administrator')
}

/** Whether an account has roles, and none of those that it has or is to have sees cases. */
export function administersOnly({ roles: held, proposedRoles }: Pick<Person, 'roles' | 'proposedRoles'>): boolean {
  const all = [...held, ...(proposedRoles ?? [])]
  return all.length > 0 && !seesCases(all)
}

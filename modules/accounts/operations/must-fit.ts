import { ComityError } from '@comity/errors'
import type { Node, Role } from '../contract.ts'
import { areGuestRoles, incompatiblePair, stateOf } from '../rules/role-pairs.ts'

/** @throws ComityError `roles-incompatible`, with the two that no one person holds. */
export function mustFit(roles: readonly Role[]): void {
  const pair = incompatiblePair(roles)
  if (pair !== null) throw new ComityError('roles-incompatible', { values: { one: pair[0], other: pair[1] } })
}

/** @throws ComityError `guest-not-possible` for a person of another authority that is of another State, or for other roles than a guest's. */
export function mustBeHome(node: Node, person: { readonly authorityId: string; readonly roles: readonly Role[] }): void {
  const home = node.facts.authorityId
  if (person.authorityId === home) return
  if (stateOf(person.authorityId) !== stateOf(home) || !areGuestRoles(person.roles)) throw new ComityError('guest-not-possible')
}

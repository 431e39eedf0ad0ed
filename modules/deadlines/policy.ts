import type { Actor, AuthorityId, Place, Role } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'

/** What people may do with clocks and rules. */
export type Act = 'read' | 'change-clock' | 'change-rule' | 'feed' | 'read-unanswered'

const readers: readonly Role[] = ['originator', 'case-officer', 'reviewer', 'head', 'registrar', 'asset-officer', 'auditor']
const allowed: Readonly<Record<Act, readonly Role[]>> = {
  read: [...readers, 'administrator'],
  'change-clock': ['case-officer', 'registrar', 'head', 'asset-officer'],
  'change-rule': ['head', 'administrator'],
  feed: readers,
  'read-unanswered': ['head', 'registrar', 'auditor', 'administrator'],
}

/** Whether this person may do it in their office; which clocks they see is need-to-know besides. */
export function may(actor: Actor, act: Act): boolean {
  return actor.kind === 'person' && actor.authorityId !== null && actor.roles.some((role) => allowed[act].includes(role))
}

/** The office in which this person may do it. @throws ComityError `not-allowed`. */
export function officeFor(actor: Actor, act: Act): AuthorityId {
  if (actor.authorityId === null || !may(actor, act)) throw new ComityError('not-allowed', { values: { act } })
  return actor.authorityId
}

/**
 * Refuses what is not allowed from one of the places that see the clock: a deputy does not use the absent one's role on what only the deputy sees.
 *
 * @throws ComityError `not-allowed`.
 */
export function mustBeAllowedFrom(places: readonly Pick<Place, 'roles'>[], act: Act): void {
  if (!places.some(({ roles }) => roles.some((role) => allowed[act].includes(role))))
    throw new ComityError('not-allowed', { values: { act } })
}

import type { Actor, AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { placesOf } from '@comity/requests/server'

/** Looking at machine accounts, webhooks and the folder, or changing them. */
export type Act = 'see' | 'change'

export function may(actor: Pick<Actor, 'kind' | 'roles'>, act: Act): boolean {
  if (actor.kind !== 'person') return false
  const changes = actor.roles.includes('administrator') || actor.roles.includes('head')
  return changes || (act === 'see' && actor.roles.includes('auditor'))
}

/**
 * Whether this person may let a key work. Every act of a machine reads or writes what a case says, and an administrator sees no case: so it takes
 * the head of the unit whose requests the key will see, or of the whole office.
 */
export function mayConfirm(actor: Actor, unitId: string | null): boolean {
  return (
    actor.kind === 'person' &&
    placesOf(actor).some(
      ({ roles, units }) => roles.includes('head') && (unitId === null || units.length === 0 || units.includes(unitId)),
    )
  )
}

/** The office whose bridge it is. @throws ComityError `not-allowed`. */
export function officeFor(actor: Actor, act: Act): AuthorityId {
  if (actor.authorityId === null || !may(actor, act)) throw new ComityError('not-allowed', { values: { act } })
  return actor.authorityId
}

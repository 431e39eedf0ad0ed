import type { Actor, AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'

/** Looking at machine accounts, webhooks and the folder, or changing them. */
export type Act = 'see' | 'change'

export function may(actor: Pick<Actor, 'kind' | 'roles'>, act: Act): boolean {
  if (actor.kind !== 'person') return false
  const changes = actor.roles.includes('administrator') || actor.roles.includes('head')
  return changes || (act === 'see' && actor.roles.includes('auditor'))
}

/** The office whose bridge it is. @throws ComityError `not-allowed`. */
export function officeFor(actor: Actor, act: Act): AuthorityId {
  if (actor.authorityId === null || !may(actor, act)) throw new ComityError('not-allowed', { values: { act } })
  return actor.authorityId
}

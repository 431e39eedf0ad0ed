import type { Actor, AuthorityId, Place, Role } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { assetActs, type AssetAct } from './contract.ts'

/** What people may be allowed to do with assets. */
export type Act = AssetAct | 'read' | 'open' | 'reverse' | 'claim' | 'settle' | 'link' | 'record-rate'

const officers: readonly Role[] = ['asset-officer', 'case-officer', 'head']
const head: readonly Role[] = ['head']
/** Lifting, return and sharing bind the State: the head decides. */
const headActs: readonly AssetAct[] = ['lift', 'return', 'share', 'compensate', 'retain']

/** Reference §6: asset officers and case officers write, the head for lifting, return and sharing; the auditor reads. */
export function rolesFor(act: Act): readonly Role[] {
  if (act === 'read') return [...officers, 'originator', 'auditor']
  return headActs.some((one) => one === act) ? head : officers
}

/** Whether this person may do it in this office; which assets they see is need-to-know besides. */
export function may(actor: Actor, act: Act, ownAuthority: string): boolean {
  if (actor.kind !== 'person' || actor.authorityId !== ownAuthority) return false
  return actor.roles.some((role) => rolesFor(act).includes(role))
}

/**
 * Whether this may be done from one of these places, which are those that see the asset: a deputy does not use the absent one's role on what only the
 * deputy sees.
 */
export function mayFrom(places: readonly Pick<Place, 'roles'>[], act: Act): boolean {
  return places.some(({ roles }) => roles.some((role) => rolesFor(act).includes(role)))
}

/** The acts that may be done on an asset from the places that see it. */
export function allowedActs(places: readonly Pick<Place, 'roles'>[]): readonly AssetAct[] {
  return assetActs.filter((act) => mayFrom(places, act))
}

/** The office in which this person may do it. @throws ComityError `not-allowed`. */
export function officeFor(actor: Actor, act: Act): AuthorityId {
  const { authorityId } = actor
  if (authorityId === null || !may(actor, act, authorityId)) throw new ComityError('not-allowed', { values: { act } })
  return authorityId
}

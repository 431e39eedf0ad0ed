import { ComityError } from '@comity/errors'
import type { Actor, Person, Role } from './contract.ts'
import { administersOnly, seesCases, stateOf } from './rules/role-pairs.ts'

/** What one may do with people of one's authority and with its guests. */
export const personActs = [
  'see',
  'add',
  'change-roles',
  'confirm',
  'change-contact',
  'name-deputy',
  'disable',
  'enable',
  'hand-out-reset',
  'change-password',
  'change-units',
] as const
export type PersonAct = (typeof personActs)[number]

type Thing = Pick<Person, 'id' | 'authorityId' | 'authorityName'>

/** Whether the person works for the actor's authority, or is its guest: of the same State, and under the name of another authority. */
export function isNear(actor: Pick<Actor, 'authorityId'>, person: Omit<Thing, 'id'>): boolean {
  if (actor.authorityId === null) return false
  if (actor.authorityId === person.authorityId) return true
  return person.authorityName !== null && stateOf(actor.authorityId) === stateOf(person.authorityId)
}

/** Whether the actor may do this to the person. */
export function may(actor: Actor, act: PersonAct, person: Thing): boolean {
  // The node itself adds its first people and brings back the last one locked out; nobody is there who could.
  if (actor.kind === 'system') return act === 'add' || act === 'change-roles' || act === 'change-units'
  if (actor.kind !== 'person' || !isNear(actor, person)) return false
  const self = actor.id === person.id
  const administrator = actor.roles.includes('administrator')
  const head = actor.roles.includes('head') && actor.authorityId === person.authorityId
  switch (act) {
    case 'see':
      return self || administrator || actor.roles.includes('head') || actor.roles.includes('auditor')
    case 'change-password':
      return self
    case 'change-contact':
      return self || administrator
    // An administrator decides no case, so lends no place; a head's deputy lends it to nobody further.
    case 'name-deputy':
      return self || (head && !isLent(actor, 'head'))
    case 'add':
      return administrator
    // The second of two persons: never the one concerned (cooperation-law 6: nobody approves a change of their own role).
    case 'confirm':
      return (administrator || actor.roles.includes('head')) && !self
    // Nobody gives themselves power, nor locks themselves out: one administrator always remains.
    case 'change-roles':
    case 'change-units':
    case 'disable':
    case 'enable':
    case 'hand-out-reset':
      return administrator && !self
  }
}

/**
 * Whether the actor, as a second person, lets these roles be given to that person. Administrators see no case and so let nobody else see one, not two
 * of them together either: it takes the head of the office, or of the units to which the person belongs.
 */
export function mayGive(actor: Actor, given: readonly Role[], { units }: Pick<Person, 'units'>): boolean {
  return !seesCases(given) || isHeadOver(actor, units)
}

/**
 * Whether the actor, as a second person, lets a link into this account through. Two administrators who hold the link and its code enter in the
 * person's name: so it takes the head, but for an account of administrators alone, which sees no case.
 */
export function mayLetIn(actor: Actor, person: Pick<Person, 'roles' | 'proposedRoles' | 'units'>): boolean {
  return administersOnly(person) || isHeadOver(actor, person.units)
}

/** Whether the actor, as a second person, lets the person belong to these units: the head of all that they leave and come to, or of the office. */
export function mayMove(actor: Actor, { units }: Pick<Person, 'units'>, to: readonly string[]): boolean {
  // Whoever then belongs to none may be over all.
  return isHeadOver(actor, to.length === 0 ? [] : [...new Set([...units, ...to])])
}

/** Whether the actor is the head of the office, or of all these units; nobody is head of what belongs to none but the head of the office. */
export function isHeadOver(actor: Actor, units: readonly string[]): boolean {
  if (actor.kind !== 'person' || actor.roles.includes('administrator')) return false
  const own = { roles: actor.ownRoles ?? actor.roles, units: actor.units ?? [] }
  return [own, ...(actor.places ?? [])].some(
    (place) =>
      place.roles.includes('head') &&
      (place.units.length === 0 || (units.length > 0 && units.every((unit) => place.units.includes(unit)))),
  )
}

/** Whether a role is held in another's place. */
function isLent(actor: Actor, role: Role): boolean {
  return actor.places?.some((place) => place.roles.includes(role)) ?? false
}

/** @throws ComityError `own-roles` when an administrator would give themselves power; else `not-allowed`. */
export function mustBeAllowed(actor: Actor, act: PersonAct, person: Thing): void {
  if (may(actor, act, person)) return
  const ownPower = act === 'change-roles' || act === 'change-units' || act === 'confirm'
  if (ownPower && actor.id === person.id && actor.roles.includes('administrator')) throw new ComityError('own-roles')
  throw new ComityError('not-allowed')
}

/** Whether the actor gives units of the authority names and members. */
export function mayChangeUnits(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.includes('administrator')
}

/** Whether the actor sees who belongs to which unit of their own authority. */
export function maySeeUnits(actor: Actor): boolean {
  return actor.kind === 'person' && ['administrator', 'head', 'auditor'].some((role) => actor.roles.some((held) => held === role))
}

/** @throws ComityError `not-allowed`. */
export function mustSeeUnits(actor: Actor): void {
  if (!maySeeUnits(actor)) throw new ComityError('not-allowed')
}

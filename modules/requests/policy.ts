import type { Actor, AuthorityId, Role } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { OwnAct } from './rules/lifecycle.ts'

/** Who reads: a `Viewer` is one. */
export interface Reader {
  readonly actor: Actor
}

/** What people may be allowed to do with matters and requests. */
export type Act = OwnAct | 'read' | 'open-matter' | 'save-matter' | 'draft' | 'open'

/** The facts of a matter or a request on which permission depends. */
export interface Thing {
  readonly ownAuthority: AuthorityId
  /** Everyone who wrote in the draft. */
  readonly contributors?: readonly string[]
}

/**
 * Reference §6. The auditor reads all and writes nothing; the administrator runs the node and sees no case content; a decision
 * and the approval of what leaves the house need the head.
 */
export const table: Readonly<Record<Act, readonly Role[]>> = {
  read: ['case-officer', 'head', 'registrar', 'auditor'],
  open: ['case-officer', 'head', 'registrar'],
  'open-matter': ['case-officer', 'head'],
  'save-matter': ['case-officer', 'head'],
  draft: ['case-officer', 'head'],
  save: ['case-officer', 'head'],
  attach: ['case-officer', 'head'],
  submit: ['case-officer', 'head'],
  return: ['head'],
  approve: ['head'],
  send: ['head'],
  acknowledge: ['registrar', 'case-officer'],
  ask: ['case-officer', 'head'],
  answer: ['case-officer', 'head'],
  decide: ['head'],
  'start-execution': ['case-officer', 'head'],
  'send-part': ['case-officer', 'head'],
  'send-result': ['case-officer', 'head'],
  assess: ['case-officer', 'head'],
  close: ['case-officer', 'head'],
}

/** Whether this person may do it to this thing, whatever its state. */
export function may(actor: Actor, act: Act, thing: Thing): boolean {
  if (actor.kind !== 'person' || actor.authorityId !== thing.ownAuthority) return false
  if (act === 'approve' && wrote(actor, thing)) return false
  return actor.roles.some((role) => table[act].includes(role))
}

/**
 * Refuses what {@link may} does not allow.
 *
 * @throws ComityError `approver-is-drafter` where only the second person is missing (reference §6: drafter ≠ approver), else `not-allowed`.
 */
export function mustBeAllowed(actor: Actor, act: Act, thing: Thing): void {
  if (may(actor, act, thing)) return
  if (act === 'approve' && may(actor, 'return', thing)) throw new ComityError('approver-is-drafter')
  throw new ComityError('not-allowed', { values: { act } })
}

/**
 * The authority whose matters and requests this person may do it to.
 *
 * @throws ComityError `not-allowed`.
 */
export function authorityFor(actor: Actor, act: Act): AuthorityId {
  if (actor.authorityId === null) throw new ComityError('not-allowed', { values: { act } })
  mustBeAllowed(actor, act, { ownAuthority: actor.authorityId })
  return actor.authorityId
}

function wrote(actor: Actor, thing: Thing): boolean {
  return (thing.contributors ?? []).includes(actor.id)
}

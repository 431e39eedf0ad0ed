import type { Actor, AuthorityId, Role } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { machineActs } from './contract.ts'
import type { OwnAct } from './rules/lifecycle.ts'
import { placesOf, sees, sightOn } from './rules/sight.ts'
import type { Guarded, Sight } from './rules/sight.ts'

/** Who reads: a `Viewer` is one. */
export interface Reader {
  readonly actor: Actor
}

/** What people may be allowed to do with matters and requests. */
export type Act =
  | OwnAct
  | 'read'
  | 'open-matter'
  | 'save-matter'
  | 'assign-matter'
  | 'close-matter'
  | 'place'
  | 'draft'
  | 'register'
  | 'open'
  | 'note-rendition'

/** The facts of a matter or a request on which permission depends. */
export interface Thing {
  readonly ownAuthority: AuthorityId
  /** Everyone who wrote in the draft. */
  readonly contributors?: readonly string[]
  readonly content?: { readonly translations?: readonly unknown[] | undefined }
  /** Need-to-know; absent where there is no thing yet. */
  readonly unit?: string | null
  readonly named?: readonly string[]
  readonly assignee?: string | null
  readonly executingAuthority?: string | null
}

const officers: readonly Role[] = ['case-officer', 'head']
const propertyOfficers: readonly Role[] = ['case-officer', 'head', 'asset-officer']
const drafters: readonly Role[] = ['originator', 'case-officer', 'head']
const head: readonly Role[] = ['head']

/**
 * Reference §6. The auditor reads all and writes nothing; the administrator runs the node and sees no case content; a decision
 * and the approval of what leaves the house need the head.
 */
export const table: Readonly<Record<Act, readonly Role[]>> = {
  read: [
    'originator',
    'case-officer',
    'reviewer',
    'translator',
    'head',
    'registrar',
    'asset-officer',
    'executing-officer',
    'auditor',
  ],
  open: ['case-officer', 'head', 'registrar'],
  'open-matter': drafters,
  'save-matter': [...drafters, 'asset-officer'],
  'assign-matter': ['registrar', 'case-officer', 'head'],
  'close-matter': officers,
  place: ['originator', 'registrar', 'case-officer', 'head'],
  draft: drafters,
  register: ['registrar', 'case-officer', 'head'],
  'note-rendition': ['registrar', 'case-officer', 'head'],
  save: drafters,
  attach: [...drafters, 'asset-officer', 'executing-officer'],
  submit: drafters,
  discard: drafters,
  return: ['head', 'reviewer'],
  approve: head,
  translate: ['translator'],
  'make-oral': head,
  send: head,
  'confirm-written': ['registrar', 'case-officer'],
  acknowledge: ['registrar', 'case-officer'],
  forward: ['registrar', 'case-officer', 'head'],
  triage: ['registrar', 'case-officer', 'head'],
  assign: ['registrar', 'case-officer', 'head'],
  note: ['originator', 'case-officer', 'reviewer', 'translator', 'head', 'registrar', 'asset-officer', 'executing-officer'],
  ask: officers,
  answer: officers,
  consult: officers,
  'reply-consultation': officers,
  'conclude-consultation': officers,
  'propose-conditions': officers,
  'answer-conditions': head,
  decide: head,
  'pass-on': officers,
  'start-execution': [...officers, 'executing-officer'],
  'report-execution': [...officers, 'executing-officer'],
  'send-part': officers,
  'send-result': officers,
  enquire: [...officers, 'originator'],
  'reply-enquiry': officers,
  'change-urgency': officers,
  'ask-consent': officers,
  'answer-consent': head,
  'record-use': drafters,
  disclose: officers,
  'notify-costs': officers,
  'answer-costs': head,
  correct: officers,
  withdraw: head,
  'meet-condition': ['registrar', 'case-officer', 'head'],
  'return-material': ['registrar', 'case-officer', 'head'],
  'report-asset': propertyOfficers,
  'propose-lifting': propertyOfficers,
  'give-lifting-views': propertyOfficers,
  'lift-freeze': head,
  'propose-agreement': propertyOfficers,
  'answer-agreement': head,
  assess: drafters,
  close: officers,
  reopen: head,
  'register-arrival': ['registrar', 'case-officer', 'head'],
}

/** What an executing authority of the own State does here (46(13)): it speaks to its central authority, not abroad but through it. */
const guestActs: readonly Act[] = ['read', 'attach', 'note', 'start-execution', 'report-execution']

/** Whether this reader is of another office than the one whose thing it is: then what is internal there is not for them. */
export function isGuestAt({ authorityId }: Actor, ownAuthority: string): boolean {
  return authorityId !== ownAuthority
}

/** A guest of the office: who they are, and of which authority. */
export interface Guest {
  readonly id: string
  readonly authorityId: string
}

/** This reader as a guest of the office whose thing it is; null where they belong to it. */
export function guestAt(actor: Actor, ownAuthority: string): Guest | null {
  return isGuestAt(actor, ownAuthority) ? { id: actor.id, authorityId: actor.authorityId ?? '' } : null
}

/** Whether this person may do it to this thing, whatever its state. */
export function may(actor: Actor, act: Act, thing: Thing): boolean {
  return mayDo(actor, thing)(act)
}

/** {@link may} for whoever asks of many acts on one thing: what does not depend on the act is worked out once. */
export function mayDo(actor: Actor, thing: Thing): (act: Act) => boolean {
  const guarded = guardedOf(thing)
  // A machine does what its key names and what a machine may do at all, to what its unit sees.
  if (actor.kind === 'machine') {
    const reaches = actor.authorityId === thing.ownAuthority && (guarded === null || sees(actor, guarded))
    return (act) => reaches && holdsKeyFor(actor, act)
  }
  if (actor.kind !== 'person') return () => false
  const isGuest = isGuestAt(actor, thing.ownAuthority)
  const executes = actor.authorityId !== null && actor.authorityId === thing.executingAuthority
  // One place holds the role and sees the thing: a deputy does not use the one person's role on what only the other sees.
  const places = placesOf(actor).filter((place) => guarded === null || sees(actor, guarded, place))
  return (act) => {
    if (isGuest && !(executes && guestActs.includes(act))) return false
    if (act === 'approve' && wrote(actor, thing)) return false
    // What was translated after the approval is read by another person before it leaves.
    if (act === 'send' && isTranslated(thing) && wrote(actor, thing)) return false
    return places.some(({ roles }) =>
      roles.some((role) => table[act].includes(role) && (!isGuest || role === 'executing-officer')),
    )
  }
}

/** What decides who sees it; null where there is no thing yet. */
function guardedOf({ ownAuthority, unit = null, named, assignee = null, executingAuthority = null }: Thing): Guarded | null {
  return named === undefined ? null : { ownAuthority, unit, named, assignee, executingAuthority }
}

function holdsKeyFor({ kind, acts }: Actor, act: Act): boolean {
  return kind === 'machine' && machineActs.some((one) => one === act) && (acts ?? []).includes(act)
}

/**
 * Refuses what {@link may} does not allow.
 *
 * @throws ComityError `approver-is-drafter` where only the second person is missing (reference §6: drafter ≠ approver), else `not-allowed`.
 */
export function mustBeAllowed(actor: Actor, act: Act, thing: Thing): void {
  if (may(actor, act, thing)) return
  const secondPerson = act === 'approve' || (act === 'send' && isTranslated(thing))
  if (secondPerson && wrote(actor, thing) && may(actor, 'withdraw', thing)) throw new ComityError('approver-is-drafter')
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

/** What this person sees of lists, counts and search. @throws ComityError `not-allowed`. */
export function sightFor(actor: Actor): Sight {
  const reads = actor.kind === 'person' && actor.roles.some((role) => table.read.includes(role))
  if (!reads && !holdsKeyFor(actor, 'read')) throw new ComityError('not-allowed', { values: { act: 'read' } })
  return sightOn(actor)
}

function isTranslated(thing: Thing): boolean {
  return (thing.content?.translations ?? []).length > 0
}

function wrote(actor: Actor, thing: Thing): boolean {
  return (thing.contributors ?? []).includes(actor.id)
}

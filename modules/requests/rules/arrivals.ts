import type { z } from 'zod'
import type { AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { ReceivedDossier } from '@comity/exchange/contract'
import { dossierBodies, emptyRecord } from '../contract.ts'
import type { AskedIn, DossierKind, RequestContent } from '../contract.ts'
import { newRequest } from '../new-request.ts'
import type { StoredRequest } from '../stored-request.ts'
import { mustAnswerSomething } from './answers-something.ts'
import { completenessOf } from './completeness.ts'
import { isOfThirdState } from './forward.ts'
import { daysToCome } from './happened.ts'
import { move, withoutStaleDeadline } from './lifecycle.ts'
import type { News } from './lifecycle.ts'
import { withOutcomes } from './outcomes.ts'
import { bounded, recordAfter } from './record.ts'
import type { Said } from './record.ts'

/** What the receiving office gives to a request that arrives. */
export interface Registered {
  readonly id: string
  readonly ownReference: string
  readonly now: Date
}

/** What arrived, by the network or registered by hand. */
export type Arrived = Pick<ReceivedDossier, 'kind' | 'body' | 'sender' | 'createdAt'>

/** The incoming request that this dossier begins. @throws ComityError `dossier-schema`. */
export function arrivedRequest(dossier: ReceivedDossier, given: Registered): StoredRequest {
  const { body, counterpart, supplements, misdirected } = beginningOf(dossier)
  mustBeWhole(body.content)
  return newRequest({
    id: given.id,
    thread: dossier.thread,
    direction: 'incoming',
    form: body.form,
    state: 'received',
    ownAuthority: dossier.addressee,
    counterpart,
    ownReference: given.ownReference,
    counterpartReference: body.reference,
    content: body.content,
    supplements,
    record: { ...emptyRecord, misdirected },
    attachments: [...dossier.attachments],
    unopened: [dossier.dossierId],
    createdAt: given.now,
  })
}

function beginningOf(dossier: ReceivedDossier) {
  const none = { supplements: null, misdirected: null }
  switch (dossier.kind) {
    case 'supplementary-request': {
      const body = parsed(dossierBodies['supplementary-request'], dossier)
      return { ...none, body, counterpart: dossier.sender, supplements: body.supplements }
    }
    case 'forwarded-request': {
      const body = parsed(dossierBodies['forwarded-request'], dossier)
      const abroad = body.requestingAuthority.slice(0, 2) !== dossier.addressee.slice(0, 2)
      if (!abroad || dossier.sender.slice(0, 2) !== dossier.addressee.slice(0, 2))
        throw new ComityError('dossier-schema', { problems: [{ path: 'requestingAuthority', message: 'not-of-own-state' }] })
      const misdirected = {
        at: dossier.createdAt.toISOString(),
        by: dossier.sender,
        to: dossier.addressee,
        competent: null,
        competentAuthority: null,
        reasons: body.reasons,
      }
      return { supplements: body.supplements ?? null, body, counterpart: body.requestingAuthority, misdirected }
    }
    default:
      return { ...none, body: parsed(dossierBodies.request, dossier), counterpart: dossier.sender }
  }
}

function mustBeWhole(content: RequestContent): void {
  const unexplained = completenessOf(content).filter((finding) => finding.level === 'block')
  if (unexplained.length > 0)
    throw new ComityError('dossier-schema', { problems: unexplained.map(({ path, article }) => ({ path, message: article })) })
  if (new Set(content.measures.map((measure) => measure.id)).size < content.measures.length)
    throw new ComityError('dossier-schema', { problems: [{ path: 'content.measures', message: 'measure-twice' }] })
}

/**
 * Whether this sender may speak in the request's thread: its other side, or an authority of the same State that says it took a misdirected
 * request over from it: its acknowledgement may overtake the notice of who passed it on.
 */
export function mayAnswer(request: StoredRequest, dossier: Arrived): boolean {
  if (request.counterpart === dossier.sender) return true
  return tookOver(request, dossier) || tellsOfTakeover(request, dossier)
}

function tookOver(request: StoredRequest, dossier: Arrived): boolean {
  if (request.direction !== 'outgoing' || dossier.kind !== 'acknowledgement' || request.counterpart === null) return false
  const body = dossierBodies.acknowledgement.safeParse(dossier.body)
  return (
    body.success &&
    body.data.forwardedBy === request.counterpart &&
    dossier.sender.slice(0, 2) === request.counterpart.slice(0, 2)
  )
}

/** The one word that who passed a request on still owes, where the acknowledgement of the competent authority was faster. */
function tellsOfTakeover({ record, counterpart }: StoredRequest, dossier: Arrived): boolean {
  if (dossier.kind !== 'misdirected' || record.misdirected?.by !== dossier.sender) return false
  const body = dossierBodies.misdirected.safeParse(dossier.body)
  return body.success && body.data.forwardedTo === counterpart
}

/** The request after a later dossier of its thread. @throws ComityError `dossier-schema`, `step-not-possible`. */
export function arrivedStep(request: StoredRequest, dossier: ReceivedDossier, now: Date): StoredRequest {
  const changed = steppedBy(request, dossier, now)
  return { ...changed, unopened: [...request.unopened, dossier.dossierId] }
}

/** The request after what the other side said, by whichever road it came. @throws ComityError `dossier-schema`, `step-not-possible`. */
export function steppedBy(request: StoredRequest, arrived: Arrived, now: Date): StoredRequest {
  const kind = kindOf(request, arrived)
  const body = parsed(dossierBodies[kind], arrived)
  const by = request.direction === 'outgoing' ? ('requested' as const) : ('requesting' as const)
  // The pair of kind and body was checked by that kind's own schema.
  const said = { kind, body, by, at: arrived.createdAt.toISOString() } as Said
  mustAnswerSomething(request, said)
  if (said.kind === 'misdirected') mustNameThird(request, said.body)
  const toCome = daysToCome(kind, body, now.toISOString().slice(0, 10))
  if (toCome.length > 0) throw new ComityError('dossier-schema', { problems: toCome })
  const moved = { ...request, ...move(request.direction, request, newsOf(said)), ...changeBy(request, said, arrived) }
  return withoutStaleDeadline({ ...moved, record: bounded(recordAfter(moved.record, said)), undo: null, changedAt: now })
}

/** A request is passed on within the State that received it, never to another. @throws ComityError `dossier-schema`. */
function ofSameState(request: StoredRequest, to: AuthorityId): AuthorityId {
  if (to.slice(0, 2) === request.counterpart?.slice(0, 2)) return to
  throw new ComityError('dossier-schema', { problems: [{ path: 'forwardedTo', message: 'not-of-same-state' }] })
}

/** Who is named as competent is of a third State, and then nothing was passed on. @throws ComityError `dossier-schema`. */
function mustNameThird(
  request: StoredRequest,
  { competentAuthority: named, forwardedTo }: Extract<Said, { kind: 'misdirected' }>['body'],
): void {
  if (named === undefined || (forwardedTo === undefined && isOfThirdState(request, named))) return
  throw new ComityError('dossier-schema', { problems: [{ path: 'competentAuthority', message: 'not-of-third-state' }] })
}

function kindOf(request: StoredRequest, { kind }: Arrived): DossierKind {
  const known = kind in dossierBodies && !kind.endsWith('request')
  if (!known) throw new ComityError('step-not-possible', { values: { state: request.state, act: kind } })
  return kind as DossierKind
}

function newsOf(said: Said): News {
  switch (said.kind) {
    case 'clarification-answer':
      return `answer-${said.body.askedIn}` satisfies `answer-${AskedIn}`
    case 'result':
      return said.body.final ? 'result-final' : 'result-part'
    case 'misdirected':
      return said.body.forwardedTo === undefined ? 'given-back' : 'passed-on'
    case 'request':
    case 'supplementary-request':
    case 'forwarded-request':
      throw new ComityError('step-not-possible', { values: { act: said.kind } })
    default:
      return said.kind
  }
}

function changeBy(request: StoredRequest, said: Said, { sender }: Arrived): Partial<StoredRequest> {
  switch (said.kind) {
    case 'acknowledgement':
      return { counterpartReference: said.body.reference, ...(tookOverBy(request, said) ? takenOver(request, said, sender) : {}) }
    case 'misdirected':
      return said.body.forwardedTo === undefined || said.body.forwardedTo === request.counterpart
        ? {}
        : { counterpart: ofSameState(request, said.body.forwardedTo) }
    case 'clarification-asked':
      return { answerBy: said.body.answerBy ?? null }
    case 'decision':
      return move(request.direction, request, 'decision').state === 'decided' ? { decided: said.body.decision } : {}
    case 'result':
      return { outcomes: withOutcomes(request, said.body) }
    case 'urgency-changed':
      return { content: { ...request.content, urgency: said.body.urgency } }
    default:
      return {}
  }
}

/** Until the notice of who passed it on has come, this is all that is known of it. */
function takenOver(request: StoredRequest, { at }: Said, by: AuthorityId): Partial<StoredRequest> {
  const misdirected = { at, by: request.counterpart, to: by, competent: null, competentAuthority: null, reasons: '' }
  return { counterpart: by, record: { ...request.record, misdirected } }
}

function tookOverBy(request: StoredRequest, { body }: Extract<Said, { kind: 'acknowledgement' }>): boolean {
  return body.forwardedBy !== undefined && body.forwardedBy === request.counterpart
}

function parsed<Schema extends z.ZodType>(schema: Schema, dossier: Pick<Arrived, 'body'>): z.output<Schema> {
  const checked = schema.safeParse(dossier.body)
  if (checked.success) return checked.data
  throw new ComityError('dossier-schema', {
    problems: checked.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  })
}

import type { z } from 'zod'
import { ComityError } from '@comity/errors'
import type { ReceivedDossier } from '@comity/exchange/contract'
import { dossierBodies } from '../contract.ts'
import { newRequest } from '../stored-request.ts'
import type { StoredRequest } from '../stored-request.ts'
import { completenessOf } from './completeness.ts'
import { move, withoutStaleDeadline } from './lifecycle.ts'
import { withOutcomes } from './outcomes.ts'

/** What the receiving office gives to a request that arrives. */
export interface Registered {
  readonly id: string
  readonly ownReference: string
  readonly now: Date
}

/** The incoming request that this dossier begins. @throws ComityError `dossier-schema`. */
export function arrivedRequest(dossier: ReceivedDossier, given: Registered): StoredRequest {
  const body = parsed(dossierBodies.request, dossier)
  const unexplained = completenessOf(body.content).filter((finding) => finding.level === 'block')
  if (unexplained.length > 0)
    throw new ComityError('dossier-schema', { problems: unexplained.map(({ path, article }) => ({ path, message: article })) })
  if (new Set(body.content.measures.map((measure) => measure.id)).size < body.content.measures.length)
    throw new ComityError('dossier-schema', { problems: [{ path: 'content.measures', message: 'measure-twice' }] })
  return newRequest({
    id: given.id,
    thread: dossier.thread,
    direction: 'incoming',
    form: body.form,
    state: 'received',
    ownAuthority: dossier.addressee,
    counterpart: dossier.sender,
    ownReference: given.ownReference,
    counterpartReference: body.reference,
    content: body.content,
    attachments: [...dossier.attachments],
    unopened: [dossier.dossierId],
    createdAt: given.now,
  })
}

/** The request after a later dossier of its thread. @throws ComityError `dossier-schema`, `step-not-possible`. */
export function arrivedStep(request: StoredRequest, dossier: ReceivedDossier, now: Date): StoredRequest {
  const changed = { ...request, ...changedBy(request, dossier) }
  return withoutStaleDeadline({ ...changed, unopened: [...request.unopened, dossier.dossierId], changedAt: now })
}

function changedBy(request: StoredRequest, dossier: ReceivedDossier): Partial<StoredRequest> {
  const { direction } = request
  switch (dossier.kind) {
    case 'acknowledgement':
      return {
        counterpartReference: parsed(dossierBodies.acknowledgement, dossier).reference,
        ...move(direction, request, 'acknowledgement'),
      }
    case 'clarification-asked':
      return {
        answerBy: parsed(dossierBodies['clarification-asked'], dossier).answerBy ?? null,
        ...move(direction, request, 'clarification-asked'),
      }
    case 'clarification-answer':
      return move(direction, request, `answer-${parsed(dossierBodies['clarification-answer'], dossier).askedIn}`)
    case 'decision':
      parsed(dossierBodies.decision, dossier)
      return move(direction, request, 'decision')
    case 'execution-started':
      parsed(dossierBodies['execution-started'], dossier)
      return move(direction, request, 'execution-started')
    case 'result':
      return result(request, dossier)
    case 'assessment':
      parsed(dossierBodies.assessment, dossier)
      return move(direction, request, 'assessment')
    case 'closing':
      parsed(dossierBodies.closing, dossier)
      return move(direction, request, 'closing')
    default:
      throw new ComityError('step-not-possible', { values: { state: request.state, act: dossier.kind } })
  }
}

function result(request: StoredRequest, dossier: ReceivedDossier): Partial<StoredRequest> {
  const body = parsed(dossierBodies.result, dossier)
  return {
    ...move(request.direction, request, body.final ? 'result-final' : 'result-part'),
    outcomes: withOutcomes(request, body),
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, dossier: ReceivedDossier): z.output<Schema> {
  const checked = schema.safeParse(dossier.body)
  if (checked.success) return checked.data
  throw new ComityError('dossier-schema', {
    problems: checked.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  })
}

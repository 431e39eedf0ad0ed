import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor } from '@comity/accounts/contract'
import { Form } from '@comity/directory/contract'
import { Attachment } from '@comity/exchange/contract'
import { DraftContent, MAX_ATTACHMENTS, Request } from './contract.ts'
import type { Selectable } from 'kysely'
import { may } from './policy.ts'
import { ownStepsFrom } from './rules/lifecycle.ts'
import type { Position } from './rules/lifecycle.ts'
import { searchTextOf } from './rules/search-text.ts'
import type { RequestTable } from './tables.ts'

/** A request as operations work on it; immutable, each step makes a new one. */
export interface StoredRequest extends Position, Omit<Request, 'state' | 'createdAt' | 'changedAt' | 'nextSteps' | 'unopened'> {
  readonly unopened: readonly string[]
  /** Everyone who wrote in the draft: none of them approves it. */
  readonly contributors: readonly string[]
  readonly createdAt: Date
  readonly changedAt: Date
}

const Attachments = z.array(Attachment).max(MAX_ATTACHMENTS)

/** Checks what was read from the table's JSON columns. */
export function fromRow(row: Selectable<RequestTable>): StoredRequest {
  return {
    id: row.id,
    direction: row.direction,
    form: Form.parse(row.form),
    matterId: row.matter_id,
    thread: row.thread,
    state: row.state,
    returnsTo: row.returns_to,
    ownAuthority: AuthorityId.parse(row.own_authority),
    counterpart: row.counterpart === null ? null : AuthorityId.parse(row.counterpart),
    ownReference: row.own_reference,
    counterpartReference: row.counterpart_reference,
    content: DraftContent.parse(row.content),
    outcomes: Request.shape.outcomes.parse(row.outcomes),
    attachments: Attachments.parse(row.attachments),
    prepared: Attachments.parse(row.prepared),
    answerBy: row.answer_by,
    problem: row.problem,
    unopened: row.unopened,
    contributors: row.contributors,
    draftedBy: row.drafted_by,
    approvedBy: row.approved_by,
    revision: row.revision,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

/** The row of a request, with the columns that lists and searches use. */
export function toRow(request: StoredRequest) {
  return {
    id: request.id,
    direction: request.direction,
    form: request.form,
    matter_id: request.matterId,
    thread: request.thread,
    state: request.state,
    returns_to: request.returnsTo,
    own_authority: request.ownAuthority,
    counterpart: request.counterpart,
    own_reference: request.ownReference,
    counterpart_reference: request.counterpartReference,
    subject: request.content.subject ?? '',
    urgency: request.content.urgency ?? 'routine',
    content: JSON.stringify(request.content),
    outcomes: JSON.stringify(request.outcomes),
    attachments: JSON.stringify(request.attachments),
    prepared: JSON.stringify(request.prepared),
    answer_by: request.answerBy,
    problem: request.problem,
    unopened: [...request.unopened],
    contributors: [...request.contributors],
    drafted_by: request.draftedBy,
    approved_by: request.approvedBy,
    revision: request.revision,
    search_text: searchTextOf([request.ownReference, request.counterpartReference], request.content),
    created_at: request.createdAt,
    changed_at: request.changedAt,
  }
}

/** The request as this person sees it, with what they may do next. */
export function present(request: StoredRequest, actor: Actor): Request {
  const { returnsTo: _, contributors: __, unopened, createdAt, changedAt, ...shown } = request
  const steps = ownStepsFrom(request.direction, request).filter(
    (step) => step.act !== 'send-part' && may(actor, step.act, request),
  )
  return {
    ...shown,
    unopened: unopened.length,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
    nextSteps: steps,
  }
}

/** What a request needs to begin its life; everything else is empty yet. */
export type Beginning = Pick<
  StoredRequest,
  'id' | 'thread' | 'direction' | 'form' | 'state' | 'ownAuthority' | 'counterpart' | 'ownReference' | 'content' | 'createdAt'
> &
  Partial<StoredRequest>

export function newRequest(beginning: Beginning): StoredRequest {
  return {
    matterId: null,
    returnsTo: null,
    counterpartReference: null,
    outcomes: [],
    attachments: [],
    prepared: [],
    answerBy: null,
    problem: null,
    unopened: [],
    contributors: [],
    draftedBy: null,
    approvedBy: null,
    revision: 0,
    changedAt: beginning.createdAt,
    ...beginning,
  }
}

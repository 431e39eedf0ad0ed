import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor } from '@comity/accounts/contract'
import { Form } from '@comity/directory/contract'
import { Attachment } from '@comity/exchange/contract'
import { DraftContent, LegalRecord, MAX_ATTACHMENTS, MAX_USES, Request, Use, emptyRecord, actNames } from './contract.ts'
import type { ActName } from './contract.ts'
import type { Selectable } from 'kysely'
import { guestAt, may } from './policy.ts'
import { accessOf } from './rules/sight.ts'
import { Prepared, plain, preparedFor } from './rules/prepared.ts'
import { Undo } from './rules/undo.ts'
import { gatesOf } from './rules/gates.ts'
import { ownStepsFrom } from './rules/lifecycle.ts'
import type { Position } from './rules/lifecycle.ts'
import type { RequestTable } from './tables.ts'

/** A request as operations work on it; immutable, each step makes a new one. */
export interface StoredRequest
  extends
    Position,
    Omit<Request, 'state' | 'decided' | 'createdAt' | 'changedAt' | 'nextSteps' | 'unopened' | 'undoable' | 'prepared'> {
  readonly prepared: readonly Prepared[]
  readonly undo: Undo | null
  readonly unopened: readonly string[]
  /** Everyone who wrote in the draft: none of them approves it. */
  readonly contributors: readonly string[]
  readonly createdAt: Date
  readonly changedAt: Date
}

const Uses = z.array(Use).max(MAX_USES)
const Attachments = z.array(Attachment).max(MAX_ATTACHMENTS)
const PreparedFiles = z.array(Prepared).max(MAX_ATTACHMENTS)

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
    record: LegalRecord.parse(row.record),
    decided: row.decided,
    channel: row.channel,
    counterpartName: row.counterpart_name,
    counterpartState: row.counterpart_state,
    supplements: Request.shape.supplements.parse(row.supplements),
    assignee: row.assignee,
    unit: row.unit,
    named: row.named,
    executingAuthority: row.executing_authority === null ? null : AuthorityId.parse(row.executing_authority),
    executionReport: Request.shape.executionReport.parse(row.execution_report),
    uses: Uses.parse(row.uses),
    authenticated: row.authenticated,
    dueOn: row.due_on,
    dueFor: row.due_for,
    datedOn: row.dated_on,
    importedFrom: row.imported_from,
    attachments: Attachments.parse(row.attachments),
    prepared: PreparedFiles.parse(row.prepared),
    renditions: Request.shape.renditions.parse(row.renditions),
    undo: Undo.nullable().parse(row.undo),
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
    record: JSON.stringify(request.record),
    decided: request.decided,
    channel: request.channel,
    counterpart_name: request.counterpartName,
    counterpart_state: request.counterpartState,
    supplements: request.supplements === null ? null : JSON.stringify(request.supplements),
    assignee: request.assignee,
    unit: request.unit,
    named: [...request.named],
    executing_authority: request.executingAuthority,
    execution_report: request.executionReport === null ? null : JSON.stringify(request.executionReport),
    uses: JSON.stringify(request.uses),
    authenticated: request.authenticated,
    due_on: request.dueOn,
    due_for: request.dueFor,
    dated_on: request.datedOn,
    imported_from: request.importedFrom,
    access: accessOf(request),
    attachments: JSON.stringify(request.attachments),
    prepared: JSON.stringify(request.prepared),
    renditions: JSON.stringify(request.renditions),
    rendition_due: renditionDue(request),
    undo: request.undo === null ? null : JSON.stringify(request.undo),
    answer_by: request.answerBy,
    problem: request.problem,
    unopened: [...request.unopened],
    contributors: [...request.contributors],
    drafted_by: request.draftedBy,
    approved_by: request.approvedBy,
    revision: request.revision,
    created_at: request.createdAt,
    changed_at: request.changedAt,
  }
}

/** The request as this person sees it, with what they may do next and the gate that still bars it. */
export function present(request: StoredRequest, actor: Actor, today: string): Request {
  const side = request.direction === 'outgoing' ? ('requesting' as const) : ('requested' as const)
  const nextSteps = ownStepsFrom(request.direction, request)
    .filter(
      (step, index, all) =>
        !unshown.includes(step.act) && may(actor, step.act, request) && all.findIndex(({ act }) => act === step.act) === index,
    )
    .map((step) => {
      const [gate] = isAct(step.act) ? gatesOf(request, step.act, null, { today, side }) : []
      return gate ? { ...step, closed: gate.gate } : step
    })
    .filter((step) => !('closed' in step) || !nothingThere.test(step.closed))
  const letters = request.renditions.length > 0 && may(actor, 'note-rendition', request) ? [noteLetters] : []
  const guest = guestAt(actor, request.ownAuthority)
  const seen = guest === null ? request : forGuest(request, guest.authorityId)
  return { ...told(seen), undoable: undoableBy(request, actor), nextSteps: [...nextSteps, ...letters] }
}

/** What a court or police of the own State reads of a request that was passed on to it: nothing of how the office keeps it. */
function forGuest(request: StoredRequest, authorityId: string): StoredRequest {
  const inHouse = { matterId: null, assignee: null, unit: null, named: [], importedFrom: null, uses: [] }
  return { ...request, ...inHouse, prepared: preparedFor(request.prepared, authorityId) }
}

const noteLetters = { act: 'note-rendition', source: '46(13)–(14)' }

/** The day since which a letter waits to be sent; null where none does. */
function renditionDue({ renditions }: StoredRequest): string | null {
  return renditions.filter(({ sentOn }) => sentOn === null).map(({ saidOn }) => saidOn)[0] ?? null
}

function undoableBy({ undo, ...request }: StoredRequest, actor: Actor): string | null {
  return undo !== null && undo.by === actor.id && may(actor, undo.act, request) ? undo.act : null
}

/** The request without what depends on who looks. */
export function told(request: StoredRequest): Omit<Request, 'nextSteps'> {
  const { returnsTo: _, contributors: __, undo: ___, unopened, createdAt, changedAt, ...shown } = request
  return {
    ...shown,
    prepared: shown.prepared.map(plain),
    undoable: null,
    unopened: unopened.length,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  }
}

/** Part of another step, or done elsewhere. */
const unshown: readonly string[] = ['send-part', 'register-arrival', 'assign']
/** Gates that say only that there is nothing to answer: such a step is no step. */
const nothingThere = /^no-/

function isAct(act: string): act is ActName {
  return actNames.some((name) => name === act)
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
    record: emptyRecord,
    decided: null,
    channel: 'network',
    counterpartName: null,
    counterpartState: null,
    supplements: null,
    assignee: null,
    unit: null,
    named: [],
    executingAuthority: null,
    executionReport: null,
    uses: [],
    authenticated: null,
    dueOn: null,
    dueFor: null,
    datedOn: null,
    importedFrom: null,
    renditions: [],
    undo: null,
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

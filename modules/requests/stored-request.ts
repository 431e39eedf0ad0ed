import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import type { Actor } from '@comity/accounts/contract'
import { Form } from '@comity/directory/contract'
import { Attachment } from '@comity/exchange/contract'
import { DraftContent, LegalRecord, MAX_ATTACHMENTS, MAX_USES, Request, Use, actNames } from './contract.ts'
import type { ActName } from './contract.ts'
import type { Selectable } from 'kysely'
import { guestAt, mayDo } from './policy.ts'
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

const Attachments = z.array(Attachment).max(MAX_ATTACHMENTS)
const PreparedFiles = z.array(Prepared).max(MAX_ATTACHMENTS)

/** What is read from the table's JSON columns, and the names in which other modules keep a closed set or a form. */
const Columns = z.object({
  form: Form,
  own_authority: AuthorityId,
  counterpart: AuthorityId.nullable(),
  content: DraftContent,
  outcomes: Request.shape.outcomes,
  record: LegalRecord,
  supplements: Request.shape.supplements,
  executing_authority: AuthorityId.nullable(),
  execution_report: Request.shape.executionReport,
  uses: z.array(Use).max(MAX_USES),
  attachments: Attachments,
  prepared: PreparedFiles,
  renditions: Request.shape.renditions,
  undo: Undo.nullable(),
})

/** A row of the table as JSON, where instants are text. */
export type JsonRow = Omit<Selectable<RequestTable>, 'created_at' | 'changed_at'> & {
  readonly created_at: string
  readonly changed_at: string
}

/** {@link fromRow} of a row that came as one JSON text: its fifty columns cost less that way than each for itself. */
export function fromJson(row: JsonRow): StoredRequest {
  return fromRow({ ...row, created_at: new Date(row.created_at), changed_at: new Date(row.changed_at) })
}

/** Checks what was read from the table's JSON columns. */
export function fromRow(row: Selectable<RequestTable>): StoredRequest {
  const checked = Columns.parse(row)
  return {
    id: row.id,
    direction: row.direction,
    form: checked.form,
    matterId: row.matter_id,
    thread: row.thread,
    state: row.state,
    returnsTo: row.returns_to,
    ownAuthority: checked.own_authority,
    counterpart: checked.counterpart,
    ownReference: row.own_reference,
    counterpartReference: row.counterpart_reference,
    content: checked.content,
    outcomes: checked.outcomes,
    record: checked.record,
    decided: row.decided,
    channel: row.channel,
    counterpartName: row.counterpart_name,
    counterpartState: row.counterpart_state,
    supplements: checked.supplements,
    assignee: row.assignee,
    unit: row.unit,
    named: row.named,
    executingAuthority: checked.executing_authority,
    executionReport: checked.execution_report,
    uses: checked.uses,
    authenticated: row.authenticated,
    dueOn: row.due_on,
    dueFor: row.due_for,
    datedOn: row.dated_on,
    importedFrom: row.imported_from,
    attachments: checked.attachments,
    prepared: checked.prepared,
    renditions: checked.renditions,
    undo: checked.undo,
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
  const allows = mayDo(actor, request)
  const nextSteps = ownStepsFrom(request.direction, request)
    .filter(
      (step, index, all) =>
        !unshown.includes(step.act) && allows(step.act) && all.findIndex(({ act }) => act === step.act) === index,
    )
    .map((step) => {
      const [gate] = isAct(step.act) ? gatesOf(request, step.act, null, { today, side }) : []
      return gate ? { ...step, closed: gate.gate } : step
    })
    .filter((step) => !('closed' in step) || !nothingThere.test(step.closed))
  const letters = request.renditions.length > 0 && allows('note-rendition') ? [noteLetters] : []
  const guest = guestAt(actor, request.ownAuthority)
  const seen = guest === null ? request : forGuest(request, guest.authorityId)
  return { ...told(seen), undoable: undoableBy(request, actor, allows), nextSteps: [...nextSteps, ...letters] }
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

function undoableBy({ undo }: StoredRequest, { id }: Actor, allows: ReturnType<typeof mayDo>): string | null {
  return undo !== null && undo.by === id && allows(undo.act) ? undo.act : null
}

/** The request without what depends on who looks. */
export function told(request: StoredRequest): Omit<Request, 'nextSteps'> {
  return {
    id: request.id,
    direction: request.direction,
    form: request.form,
    matterId: request.matterId,
    thread: request.thread,
    state: request.state,
    ownAuthority: request.ownAuthority,
    counterpart: request.counterpart,
    ownReference: request.ownReference,
    counterpartReference: request.counterpartReference,
    content: request.content,
    outcomes: request.outcomes,
    record: request.record,
    decided: request.decided,
    channel: request.channel,
    counterpartName: request.counterpartName,
    counterpartState: request.counterpartState,
    supplements: request.supplements,
    assignee: request.assignee,
    unit: request.unit,
    named: request.named,
    executingAuthority: request.executingAuthority,
    executionReport: request.executionReport,
    uses: request.uses,
    authenticated: request.authenticated,
    dueOn: request.dueOn,
    dueFor: request.dueFor,
    datedOn: request.datedOn,
    importedFrom: request.importedFrom,
    attachments: request.attachments,
    prepared: request.prepared.map(plain),
    renditions: request.renditions,
    answerBy: request.answerBy,
    problem: request.problem,
    draftedBy: request.draftedBy,
    approvedBy: request.approvedBy,
    revision: request.revision,
    undoable: null,
    unopened: request.unopened.length,
    createdAt: request.createdAt.toISOString(),
    changedAt: request.changedAt.toISOString(),
  }
}

/** Part of another step, or done elsewhere. */
const unshown: readonly string[] = ['send-part', 'register-arrival', 'assign']
/** Gates that say only that there is nothing to answer: such a step is no step. */
const nothingThere = /^no-/

function isAct(act: string): act is ActName {
  return actNames.some((name) => name === act)
}

import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Attachment } from '@comity/exchange/contract'
import { Form, StateCode } from '@comity/directory/contract'
import { Day, DraftContent, Line, Offence, RequestPerson, RequestProperty } from './content.ts'
import { DecisionKind, MeasureOutcome, impossibleReasons } from './words.ts'
import { LegalRecord } from './record.ts'
import { MAX_RENDITIONS, Rendition } from './renditions.ts'

/** Process state of the requesting side (reference §4.2). */
export const outgoingStates = [
  'draft',
  'in-review',
  'approved',
  'ready',
  'sent-orally',
  'sent',
  'delivered',
  'acknowledged',
  'clarification-asked',
  'in-consultation',
  'decided',
  'executing',
  'result-received',
  'assessed',
  'closed',
  'withdrawn',
  'returned',
] as const
/** Process state of the requested side (reference §4.3). */
export const incomingStates = [
  'awaiting-confirmation',
  'received',
  'acknowledged',
  'under-assessment',
  'clarification-asked',
  'in-consultation',
  'decided',
  'with-executing-authority',
  'executing',
  'executed',
  'result-sent',
  'closed',
  'withdrawn',
  'forwarded',
] as const
export const OutgoingState = z.enum(outgoingStates)
export const IncomingState = z.enum(incomingStates)
export type OutgoingState = z.output<typeof OutgoingState>
export type IncomingState = z.output<typeof IncomingState>
/** A state of either side. */
export type RequestState = OutgoingState | IncomingState

/** How the two offices exchange what they say; everything but `network` is registered by hand. */
export const channels = ['network', 'e-mail', 'post', 'diplomatic', 'interpol', 'courier', 'oral'] as const
export const Channel = z.enum(channels)
export type Channel = z.output<typeof Channel>

/** Outcome of one measure. */
export const Outcome = z.strictObject({
  measureId: z.uuid(),
  outcome: MeasureOutcome,
  because: z.enum(impossibleReasons).nullable(),
  remarks: z.string().max(2000).nullable(),
})
export type Outcome = z.output<typeof Outcome>

/** Persons named on one request. */
export const MAX_NAMED = 50

/** Uses that one register holds. */
export const MAX_USES = 200

/** One use of what a request brought (use register, 46(19)): kept here, never sent. */
export const Use = z.strictObject({
  id: z.uuid(),
  on: z.iso.date(),
  use: z.string().max(5000),
  proceedings: z.enum(['stated', 'other']),
  consentId: z.uuid().nullable(),
  by: z.string().max(200),
})
export type Use = z.output<typeof Use>

/** One line of the timeline that both sides see alike; internal ones are marked and never travel. */
export const TimelineEntry = z
  .strictObject({
    sequence: z.number().int().positive(),
    at: z.iso.datetime(),
    side: z.enum(['ours', 'theirs']),
    act: z.string().max(60),
    actorName: z.string().max(200),
    internal: z.boolean(),
    body: z.unknown(),
    attachments: z.array(Attachment).max(50),
    dossierId: z.string().nullable(),
  })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.output<typeof TimelineEntry>

/** A request as its own office sees it, in either direction. */
export const Request = z
  .strictObject({
    id: z.uuid(),
    direction: z.enum(['outgoing', 'incoming']),
    form: Form,
    matterId: z.uuid().nullable(),
    thread: z.uuid(),
    state: z.union([OutgoingState, IncomingState]),
    ownAuthority: AuthorityId,
    counterpart: AuthorityId.nullable(),
    ownReference: Line,
    counterpartReference: Line.nullable(),
    content: DraftContent,
    outcomes: z.array(Outcome),
    /** What both sides said in law; the same on both once everything has arrived. */
    record: LegalRecord,
    /** The decision that holds; null before the first. */
    decided: DecisionKind.nullable(),
    channel: Channel,
    /** Who the counterpart is where the directory does not know it. */
    counterpartName: z.string().max(300).nullable(),
    counterpartState: StateCode.nullable(),
    /** The earlier request that this one adds to. */
    supplements: z.strictObject({ thread: z.uuid(), reference: Line }).nullable(),
    /** The officer who has it. */
    assignee: z.string().nullable(),
    /** The unit that sees it; null where the whole office does. */
    unit: z.uuid().nullable(),
    /** Persons besides who see it. */
    named: z.array(z.string()).max(MAX_NAMED),
    /** The authority of the own State that executes it here (46(13)). */
    executingAuthority: AuthorityId.nullable(),
    /** What the executing authority reported, before it is sent. */
    executionReport: z.strictObject({ summary: z.string().max(20_000), outcomes: z.array(Outcome) }).nullable(),
    uses: z.array(Use).max(MAX_USES),
    /** How the origin of an off-network request was made sure of (46(14)); null where the seal proves it, or nobody has yet. */
    authenticated: z.string().max(500).nullable(),
    /** The next day on which this office owes something, and the deadline rule that says so. */
    dueOn: z.iso.date().nullable(),
    dueFor: z.string().max(80).nullable(),
    /** When it was received or sent where that was before it was registered here. */
    datedOn: z.iso.date().nullable(),
    /** The import that brought it. */
    importedFrom: z.uuid().nullable(),
    attachments: z.array(Attachment).max(50),
    /** Files uploaded for the next answer or result; they leave with it. */
    prepared: z.array(Attachment).max(50),
    /** The day by which the open clarification is to be answered (art. 46(16)); null when none is open or no day was set. */
    answerBy: z.iso.date().nullable(),
    /** Code of the refusal or expiry of one of our dossiers in this thread; null when all is well. */
    problem: z.string().max(80).nullable(),
    /** Dossiers of the other side that nobody here has opened yet. */
    unopened: z.number().int().nonnegative(),
    draftedBy: z.string().nullable(),
    approvedBy: z.string().nullable(),
    revision: z.number().int().nonnegative(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    /** What was said outside the network, with when and how each letter was sent. */
    renditions: z.array(Rendition).max(MAX_RENDITIONS),
    /** The viewer's own last internal act, which may be taken back; null where there is none. */
    undoable: z.string().max(60).nullable(),
    /** What this viewer may do next, with the article that allows or demands it; `closed` names the gate that still bars it. */
    nextSteps: z.array(
      z.strictObject({ act: z.string().max(60), source: z.string().max(80), closed: z.string().max(80).optional() }),
    ),
  })
  .meta({ id: 'Request' })
export type Request = z.output<typeof Request>

/** Exhibits of one matter, those taken away among them. */
export const MAX_EXHIBITS = 500

/** Kinds of exhibits. */
export const exhibitKinds = [
  'document',
  'bank-record',
  'statement',
  'object',
  'digital',
  'recording',
  'expert-report',
  'court-order',
  'other',
] as const
export const ExhibitKind = z.enum(exhibitKinds)

/** An item of evidence of a matter, with its own number, the chain of where it came from, and its file where it has one. */
export const Exhibit = z
  .strictObject({
    id: z.uuid(),
    /** The number under which the office keeps it; unique among the exhibits of its matter. */
    label: z.string().min(1).max(60),
    kind: ExhibitKind.default('other'),
    description: z.string().max(2000),
    datedOn: Day.optional(),
    /** Where it is kept. */
    heldBy: z.string().max(300).optional(),
    /** Who gave it. */
    receivedFrom: z.string().max(300).optional(),
    /** The request whose result or letter brought it; told only to who may see that request. */
    origin: z.strictObject({ requestId: z.uuid(), reference: Line }).optional(),
    file: Attachment.optional(),
    /** One higher with each change, so that two writers do not undo each other. */
    revision: z.number().int().nonnegative().default(0),
    /** Taken away; kept, so that it can be brought back. */
    removedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Exhibit' })
export type Exhibit = z.output<typeof Exhibit>

/** An office's own case file. */
export const Matter = z
  .strictObject({
    id: z.uuid(),
    ownAuthority: AuthorityId,
    reference: Line,
    title: Line,
    facts: z.string().max(20_000),
    persons: z.array(RequestPerson).max(200),
    property: z.array(RequestProperty).max(200),
    offences: z.array(Offence).max(50),
    exhibits: z.array(Exhibit).max(MAX_EXHIBITS),
    /** The officer who has it. */
    assignee: z.string().nullable(),
    /** The unit that sees it; null where the whole office does. */
    unit: z.uuid().nullable(),
    /** Persons besides who see it. */
    named: z.array(z.string()).max(MAX_NAMED),
    closedAt: z.iso.datetime().nullable(),
    closedBy: z.string().max(200).nullable(),
    closedBecause: z.string().max(2000).nullable(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    revision: z.number().int().nonnegative(),
  })
  .meta({ id: 'Matter' })
export type Matter = z.output<typeof Matter>

declare module '@comity/errors' {
  interface ErrorRegistry {
    'request-incomplete': 422
    'request-changed-meanwhile': 409
    'step-not-possible': 409
    /** The other side has said the same kind of thing about one request as often as a request holds. */
    'thread-full': 409
    'approver-is-drafter': 403
    'attachment-too-large': 413
    'attachment-kind': 422
    'matter-not-found': 404
    /** Nothing is written in a closed matter. */
    'matter-closed': 409
    'holder-gone': 409
    /** A matter stays open while one of its requests is. */
    'matter-has-open-requests': 409
    'exhibit-not-found': 404
    'request-not-found': 404
    /** A condition of the law for this act does not hold yet; `values.gate` names it, `values.source` the article. */
    'gate-closed': 409
  }
}

import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Attachment } from '@comity/exchange/contract'
import { Form } from '@comity/directory/contract'

/** Measures of UNCAC art. 46(3) and chapter V that an item of a request may ask for (reference: one kind, one outcome). */
export const measureKinds = [
  'take-statement',
  'serve-document',
  'search-or-seize',
  'freeze-evidence',
  'examine-object-or-site',
  'provide-information',
  'provide-records',
  'trace-for-evidence',
  'voluntary-appearance',
  'trace-or-freeze-proceeds',
  'recover-assets',
  'locate-person',
  'bank-account-information',
  'bank-transactions',
  'video-hearing',
  'other',
] as const
export const MeasureKind = z.enum(measureKinds)
export type MeasureKind = z.output<typeof MeasureKind>

export const measureOutcomes = ['full', 'partial', 'attempted-not-achieved', 'refused', 'impossible'] as const
export const MeasureOutcome = z.enum(measureOutcomes)
export type MeasureOutcome = z.output<typeof MeasureOutcome>

/** Process state of the requesting side (reference §4.2). */
export const outgoingStates = [
  'draft',
  'in-review',
  'approved',
  'sent',
  'delivered',
  'acknowledged',
  'clarification-asked',
  'decided',
  'executing',
  'result-received',
  'assessed',
  'closed',
  'withdrawn',
] as const
/** Process state of the requested side (reference §4.3). */
export const incomingStates = [
  'received',
  'acknowledged',
  'clarification-asked',
  'decided',
  'executing',
  'result-sent',
  'closed',
  'withdrawn',
] as const
export const OutgoingState = z.enum(outgoingStates)
export const IncomingState = z.enum(incomingStates)
export type OutgoingState = z.output<typeof OutgoingState>
export type IncomingState = z.output<typeof IncomingState>
/** A state of either side. */
export type RequestState = OutgoingState | IncomingState

export const Line = z.string().min(1).max(300)
export const Text = z.string().min(1).max(20_000)

/** Identity, location and nationality of a person, where possible (UNCAC art. 46(15)(e)); the parts follow Reg. (EU) 2018/1805 annexes I C, II C. */
export const RequestPerson = z
  .strictObject({
    kind: z.enum(['natural', 'legal']),
    position: z.enum(['suspect', 'accused', 'convicted', 'witness', 'victim', 'owner', 'other']),
    name: Line,
    aliases: z.string().max(500).optional(),
    bornOn: z.iso.date().optional(),
    birthPlace: z.string().max(200).optional(),
    nationality: z.string().max(100).optional(),
    identityDocument: z.string().max(200).optional(),
    registrationNumber: z.string().max(200).optional(),
    address: z.string().max(500).optional(),
  })
  .meta({ id: 'RequestPerson' })
export type RequestPerson = z.output<typeof RequestPerson>

/** Property concerned (UNCAC arts 31, 54, 55; Reg. (EU) 2018/1805 annex I D). Amounts are decimal strings with an ISO 4217 code. */
export const RequestProperty = z
  .strictObject({
    kind: z.enum(['money', 'specific-item', 'equivalent-value']),
    description: Line,
    amount: z
      .string()
      .regex(/^\d{1,15}(\.\d{1,4})?$/)
      .optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    location: z.string().max(500).optional(),
    account: z.string().max(200).optional(),
    grounds: z.string().max(2000).optional(),
  })
  .meta({ id: 'RequestProperty' })
export type RequestProperty = z.output<typeof RequestProperty>

export const Offence = z
  .strictObject({
    title: Line,
    provision: Line,
    lawText: z.string().max(5000).optional(),
    maximumPenalty: z.string().max(200).optional(),
    uncacArticle: z.string().max(20).optional(),
  })
  .meta({ id: 'Offence' })
export type Offence = z.output<typeof Offence>

/** One item of assistance (UNCAC art. 46(3)); `id` is stable within the request, its outcome is reported on it. */
export const Measure = z
  .strictObject({ id: z.uuid(), kind: MeasureKind, description: Text, procedureWished: z.string().max(5000).optional() })
  .meta({ id: 'Measure' })
export type Measure = z.output<typeof Measure>

/**
 * Everything UNCAC art. 46(14)–(15), (20), (24) asks of a request. An item of art. 46(15) may be absent where `acceptedGaps` says why;
 * `completenessOf` checks that on both sides. Without any measure it is no request.
 */
export const RequestContent = z
  .strictObject({
    subject: Line.optional(),
    legalBasis: z.array(Line).min(1).max(10),
    requestingAuthority: Line.optional(),
    proceeding: z
      .strictObject({
        subjectMatter: Text,
        nature: z.enum(['investigation', 'prosecution', 'judicial-proceeding']),
        authorityName: Line,
        authorityFunctions: Line,
      })
      .partial(),
    facts: Text.optional(),
    offences: z.array(Offence).max(50),
    persons: z.array(RequestPerson).max(200),
    property: z.array(RequestProperty).max(200),
    measures: z.array(Measure).min(1).max(50),
    purpose: Text.optional(),
    language: z.string().regex(/^[a-z]{2}$/),
    urgency: z.enum(['routine', 'urgent']),
    urgencyReason: z.string().max(2000).optional(),
    suggestedDeadline: z.iso.date().optional(),
    deadlineReason: z.string().max(2000).optional(),
    confidentiality: z.enum(['ordinary', 'keep-confidential']),
    /** Level "block": what is missing and why the signatory sends it all the same; travels with the request. */
    acceptedGaps: z
      .array(z.strictObject({ path: z.string().max(100), article: z.string().max(40), reason: z.string().min(3).max(2000) }))
      .max(20),
  })
  .meta({ id: 'RequestContent' })
export type RequestContent = z.output<typeof RequestContent>

/** A draft may lack anything; strictness comes at submission. */
export const DraftContent = z
  .strictObject({
    ...RequestContent.partial().shape,
    proceeding: z
      .strictObject({
        subjectMatter: z.string().max(20_000),
        nature: z.enum(['investigation', 'prosecution', 'judicial-proceeding']),
        authorityName: z.string().max(300),
        authorityFunctions: z.string().max(300),
      })
      .partial()
      .optional(),
    legalBasis: z.array(Line).max(10).optional(),
    measures: z
      .array(Measure.extend({ description: z.string().max(20_000) }))
      .max(50)
      .optional(),
  })
  .meta({ id: 'DraftContent' })
export type DraftContent = z.output<typeof DraftContent>

/** When a question was asked: the answer names it, since one may cross with a decision taken without it. */
export const askedIn = ['before-decision', 'in-execution'] as const
export type AskedIn = (typeof askedIn)[number]

/** Set where the requested side goes on although its question is still open (UNCAC art. 46(16): silence does not block a request for ever). */
const WithoutAnswer = z.literal(true).optional()

/** Dossier kinds of the first road and what each carries. The thread is the request's `thread`. */
export const dossierBodies = {
  request: z.strictObject({ form: Form, reference: Line, content: RequestContent }),
  acknowledgement: z.strictObject({ reference: Line, remarks: z.string().max(2000).optional() }),
  'clarification-asked': z.strictObject({ question: Text, answerBy: z.iso.date().optional() }),
  'clarification-answer': z.strictObject({ answer: Text, askedIn: z.enum(askedIn) }),
  decision: z.strictObject({
    decision: z.enum(['granted']),
    reasons: z.string().max(5000).optional(),
    withoutAnswer: WithoutAnswer,
  }),
  'execution-started': z.strictObject({ executingAuthority: Line, remarks: z.string().max(2000).optional() }),
  result: z.strictObject({
    summary: Text,
    outcomes: z
      .array(z.strictObject({ measureId: z.uuid(), outcome: MeasureOutcome, remarks: z.string().max(2000).optional() }))
      .min(1)
      .max(50),
    final: z.boolean(),
    withoutAnswer: WithoutAnswer,
  }),
  assessment: z.strictObject({ usefulness: z.number().int().min(1).max(5), remarks: z.string().max(2000).optional() }),
  closing: z.strictObject({ remarks: z.string().max(2000).optional() }),
} as const
export type DossierKind = keyof typeof dossierBodies

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
    outcomes: z.array(z.strictObject({ measureId: z.uuid(), outcome: MeasureOutcome, remarks: z.string().max(2000).nullable() })),
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
    /** What this viewer may do next, with the article that allows or demands it. */
    nextSteps: z.array(z.strictObject({ act: z.string().max(60), source: z.string().max(80) })),
  })
  .meta({ id: 'Request' })
export type Request = z.output<typeof Request>

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
    'approver-is-drafter': 403
    'attachment-too-large': 413
    'attachment-kind': 422
    'matter-not-found': 404
    'request-not-found': 404
  }
}

import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Form } from '@comity/directory/contract'
import { DecisionKind, Ground, MeasureOutcome, askedIn, impossibleReasons, returnBases } from './words.ts'
import { RequestContent } from './content.ts'
import type { MeasureKind } from './measure.ts'
import { Amount, Currency, Day, Line, Text } from './plain.ts'

/** Set where the requested side goes on although its question is still open (UNCAC art. 46(16): silence does not block a request for ever). */
const WithoutAnswer = z.literal(true).optional()
const Remarks = z.string().max(2000).optional()
const Reasons = z.string().min(3).max(5000)
const Id = z.uuid()

/** Terms of the requested State (46(26)); binding once accepted. */
export const conditionKinds = [
  'use-limitation',
  'confidentiality',
  'return-of-material',
  'no-death-penalty',
  'costs',
  'presence',
  'other',
] as const
export const Condition = z
  .strictObject({ id: Id, kind: z.enum(conditionKinds), text: Text, dueOn: Day.optional() })
  .meta({ id: 'Condition' })
export type Condition = z.output<typeof Condition>

export const consultationTopics = [
  'refusal',
  'postponement',
  'conditions',
  'costs',
  'urgency',
  'competing-requests',
  'other',
] as const
export const consultationOutcomes = ['agreed', 'not-agreed', 'no-reply'] as const

/** Steps of property (reference §4.4) that one office tells the other. */
export const assetSteps = [
  'identified',
  'traced',
  'frozen',
  'kept-frozen',
  'lifted',
  'confiscation-ordered',
  'order-final',
  'enforced',
  'managed',
  'realised',
  'returned',
  'shared',
  'victim-compensated',
  'retained',
  'expense',
] as const
export const AssetStep = z.enum(assetSteps)
export type AssetStep = z.output<typeof AssetStep>

/** What a value is. */
export const valuationKinds = ['nominal', 'market', 'expert', 'sale', 'estimate'] as const

/** One step of one asset, as told to the other State. */
export const AssetReport = z
  .strictObject({
    assetId: Id,
    description: Line,
    kind: z.enum(['money', 'specific-item', 'equivalent-value']),
    location: z.string().max(500).optional(),
    step: AssetStep,
    on: Day,
    amount: Amount.optional(),
    currency: Currency.optional(),
    valuation: z.strictObject({ kind: z.enum(valuationKinds), on: Day }).optional(),
    rate: z.strictObject({ to: Currency, value: z.string().regex(/^\d{1,10}(\.\d{1,10})?$/), on: Day, source: Line }).optional(),
    /** Article or provision that the step rests on. */
    legalBasis: z.string().max(200).optional(),
    /** Frozen until; absent means until further order. */
    until: Day.optional(),
    /** WA 41(1)(e): when and how a freeze ends by itself. */
    automaticLifting: z.string().max(1000).optional(),
    returnBasis: z.enum(returnBases).optional(),
    orderReference: z.string().max(200).optional(),
    remarks: Remarks,
  })
  .meta({ id: 'AssetReport' })
export type AssetReport = z.output<typeof AssetReport>

/** The name under which the sender's signed container goes with a request that is passed on. */
export const ORIGINAL_REQUEST = 'original-request.asice'

const requestBody = { form: Form, reference: Line, content: RequestContent }

/**
 * Every kind of dossier in the life of a request and what each carries: the closed list of what one side ever sees of the other. The thread is
 * the request's. Articles without a name are of UNCAC.
 */
export const dossierBodies = {
  request: z.strictObject(requestBody),
  /** A request of its own that adds to an earlier one (WA 34(6), ES 188(2)). */
  'supplementary-request': z.strictObject({ ...requestBody, supplements: z.strictObject({ thread: Id, reference: Line }) }),
  /** What a misdirected request becomes for the authority it is passed to; the sender's own container is attached. */
  'forwarded-request': z.strictObject({
    ...requestBody,
    requestingAuthority: AuthorityId,
    requestDossier: z.string().regex(/^[0-9a-f]{64}$/),
    reasons: Reasons,
    supplements: z.strictObject({ thread: Id, reference: Line }).optional(),
  }),
  acknowledgement: z.strictObject({
    reference: Line,
    remarks: Remarks,
    /** Who passed a misdirected request on to the authority that now acknowledges it (E30 18). */
    forwardedBy: AuthorityId.optional(),
  }),
  /**
   * Told to the sender of a misdirected request (E30 18, WA 34(4)): passed on to another authority of the State, or given back, with the authority of
   * a third State that is competent where it is known. To that one only its sender may turn.
   */
  misdirected: z.strictObject({
    forwardedTo: AuthorityId.optional(),
    competent: z.string().max(300).optional(),
    competentAuthority: AuthorityId.optional(),
    reasons: Reasons,
  }),
  'clarification-asked': z.strictObject({ question: Text, answerBy: Day.optional() }),
  'clarification-answer': z.strictObject({ answer: Text, askedIn: z.enum(askedIn) }),
  consultation: z.strictObject({
    consultationId: Id,
    about: z.enum(consultationTopics),
    grounds: z.array(Ground).max(10),
    text: Text,
    replyBy: Day,
  }),
  'consultation-reply': z.strictObject({ consultationId: Id, text: Text }),
  'consultation-concluded': z.strictObject({
    consultationId: Id,
    outcome: z.enum(consultationOutcomes),
    text: z.string().max(5000).optional(),
  }),
  'conditions-proposed': z.strictObject({ conditions: z.array(Condition).min(1).max(20), answerBy: Day.optional() }),
  'conditions-answered': z.strictObject({
    answers: z
      .array(z.strictObject({ conditionId: Id, accepted: z.boolean(), remarks: Remarks }))
      .min(1)
      .max(20),
  }),
  decision: z.strictObject({
    decision: DecisionKind,
    grounds: z.array(Ground).max(10).optional(),
    reasons: z.string().max(5000).optional(),
    conditions: z.array(Condition).max(20).optional(),
    /** Which measures are refused or postponed where the rest is granted. */
    measures: z
      .array(
        z.strictObject({
          measureId: Id,
          decision: z.enum(['granted', 'refused', 'postponed']),
          ground: Ground.optional(),
          reasons: Remarks,
        }),
      )
      .max(50)
      .optional(),
    /** Mandatory for a postponement: when it is looked at again. */
    reviewOn: Day.optional(),
    remedy: Remarks,
    /** Why no consultation was held, where the article says "where appropriate" (WA 30, E182 7(2)) or asks for none. */
    withoutConsultation: Remarks,
    withoutAnswer: WithoutAnswer,
  }),
  'execution-started': z.strictObject({ executingAuthority: Line, remarks: Remarks }),
  result: z.strictObject({
    summary: Text,
    outcomes: z
      .array(
        z.strictObject({
          measureId: Id,
          outcome: MeasureOutcome,
          because: z.enum(impossibleReasons).optional(),
          remarks: Remarks,
        }),
      )
      .min(1)
      .max(50),
    final: z.boolean(),
    /** Whether what is sent has to come back (E30 6(2), ES 211(1)). */
    toBeReturned: z.boolean().optional(),
    withoutAnswer: WithoutAnswer,
  }),
  'status-enquiry': z.strictObject({ enquiryId: Id, question: z.string().max(2000).optional(), replyBy: Day.optional() }),
  'status-reply': z.strictObject({ enquiryId: Id, text: Text, expectedBy: Day.optional() }),
  'urgency-changed': z.strictObject({ urgency: z.enum(['routine', 'urgent']), reason: Reasons, deadline: Day.optional() }),
  'use-consent-asked': z.strictObject({ consentId: Id, use: Text, proceedings: Line, reason: Reasons }),
  'use-consent-answered': z.strictObject({ consentId: Id, given: z.boolean(), conditions: Remarks, reasons: Remarks }),
  /** 46(5), (19): disclosure of what helps the accused is never barred; the other State is told before, or without delay after. */
  'disclosure-notice': z.strictObject({ what: Text, proceedings: Line, on: Day, before: z.boolean(), whyNotBefore: Remarks }),
  'cost-notice': z.strictObject({
    costId: Id,
    kind: z.enum(['ordinary', 'extraordinary']),
    amount: Amount,
    currency: Currency,
    description: Text,
    proposal: Remarks,
  }),
  'cost-answer': z.strictObject({ costId: Id, agreed: z.boolean(), remarks: Remarks }),
  correction: z.strictObject({ corrects: Line, text: Text }),
  /** 46(24), WA 41(2): told promptly. Without measures the whole request. */
  withdrawal: z.strictObject({ reasons: Reasons }),
  /** 46(26): an accepted condition was met; the clock of its date ends on both sides. */
  'condition-met': z.strictObject({ conditionId: Id, on: Day, how: Text }),
  'material-returned': z.strictObject({ what: Text, on: Day, by: z.string().max(300).optional() }),
  'asset-report': AssetReport,
  /** 55(8): before lifting, the requesting State is heard wherever possible. */
  'lifting-proposed': z.strictObject({ liftingId: Id, property: Line, assetId: Id.optional(), reasons: Reasons, viewsBy: Day }),
  'lifting-views': z.strictObject({ liftingId: Id, opposes: z.boolean(), views: Text }),
  'freeze-lifted': z.strictObject({
    liftingId: Id.optional(),
    property: Line,
    assetId: Id.optional(),
    on: Day,
    reasons: Reasons,
    hearingImpossible: Remarks,
  }),
  'agreement-proposed': z.strictObject({
    agreementId: Id,
    assetIds: z.array(Id).max(50),
    basis: z.enum(returnBases),
    text: Text,
    amount: Amount.optional(),
    currency: Currency.optional(),
    /** Percent of the net that goes to the requesting State, two decimals. */
    share: z
      .string()
      .regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/)
      .optional(),
    expenses: Amount.optional(),
    answerBy: Day.optional(),
  }),
  'agreement-answered': z.strictObject({ agreementId: Id, accepted: z.boolean(), text: z.string().max(5000).optional() }),
  assessment: z.strictObject({
    usefulness: z.number().int().min(1).max(5),
    quality: z.number().int().min(1).max(5).optional(),
    timeliness: z.number().int().min(1).max(5).optional(),
    remarks: Remarks,
  }),
  closing: z.strictObject({ remarks: Remarks }),
  reopening: z.strictObject({ reasons: Reasons }),
} as const
export type DossierKind = keyof typeof dossierBodies
export type DossierBody<Kind extends DossierKind> = z.output<(typeof dossierBodies)[Kind]>
export const dossierKinds: readonly DossierKind[] = Object.keys(dossierBodies).filter(
  (kind): kind is DossierKind => kind in dossierBodies,
)

/** Measures that need compulsion: what 46(9)(b) lets a State decline without dual criminality; default per kind, a profile may differ. */
export const coerciveMeasures: readonly MeasureKind[] = [
  'search-or-seize',
  'freeze-evidence',
  'trace-or-freeze-proceeds',
  'recover-assets',
  'interception',
  'bank-monitoring',
  'temporary-transfer',
]

import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Day, Line, Text, Translation } from './content.ts'
import { Condition, dossierBodies } from './dossiers.ts'
import { MeasureOutcome, impossibleReasons } from './words.ts'

const bodies = dossierBodies
const Nothing = z.strictObject({})
const Reasons = z.strictObject({ reasons: z.string().min(3).max(5000) })
/** The node names a condition: an accepted one is never given another text. */
const NewCondition = Condition.omit({ id: true })

/**
 * What each act asks of the person who does it: the dossier's body without what the node itself knows. One operation performs them all,
 * one route each: `POST /api/requests/:id/<act>`.
 */
export const actInputs = {
  submit: Nothing,
  return: Reasons,
  approve: Nothing,
  /** Adds a certified translation to the approved text, or replaces that of its language; `operative` marks the version that counts. */
  translate: z.strictObject({ translation: Translation.omit({ sourceSha256: true }), operative: z.boolean() }),
  /** 46(14): orally only where urgent and agreed; confirmed in writing forthwith. */
  'make-oral': z.strictObject({ agreedWith: Line, madeOn: Day, remarks: z.string().max(2000).optional() }),
  send: Nothing,
  acknowledge: bodies.acknowledgement.pick({ remarks: true }).extend({ reference: Line.optional() }),
  /** A written confirmation of an oral request has come. */
  'confirm-written': z.strictObject({ receivedOn: Day }),
  /** Not competent: passed on to the authority of the own State, or given back, naming who is competent: in words, or an authority of a third State. */
  forward: z.strictObject({
    to: AuthorityId.optional(),
    competent: z.string().max(300).optional(),
    competentAuthority: AuthorityId.optional(),
    reasons: z.string().min(3).max(5000),
  }),
  /** Takes a request to its assessment; off the network it says how the origin was made sure of (46(14)). */
  triage: z.strictObject({ authenticated: z.string().min(3).max(500).optional(), remarks: z.string().max(2000).optional() }),
  ask: bodies['clarification-asked'],
  answer: bodies['clarification-answer'].omit({ askedIn: true }),
  consult: bodies.consultation.omit({ consultationId: true }),
  'reply-consultation': bodies['consultation-reply'],
  'conclude-consultation': bodies['consultation-concluded'],
  'propose-conditions': z.strictObject({ conditions: z.array(NewCondition).min(1).max(20), answerBy: Day.optional() }),
  'answer-conditions': bodies['conditions-answered'],
  decide: bodies.decision.omit({ withoutAnswer: true }).extend({ conditions: z.array(NewCondition).max(20).optional() }),
  /** To a court or police of the own State that works on this node. */
  'pass-on': z.strictObject({ to: AuthorityId, remarks: z.string().max(2000).optional() }),
  'start-execution': bodies['execution-started'],
  'report-execution': z.strictObject({
    summary: Text,
    outcomes: z
      .array(
        z.strictObject({
          measureId: z.uuid(),
          outcome: MeasureOutcome,
          because: z.enum(impossibleReasons).optional(),
          remarks: z.string().max(2000).optional(),
        }),
      )
      .min(1)
      .max(50),
  }),
  /** A result, in part (`final: false`, repeatable) or at last; the prepared files go with it. */
  'send-result': bodies.result.omit({ withoutAnswer: true }),
  enquire: bodies['status-enquiry'].omit({ enquiryId: true }),
  'reply-enquiry': bodies['status-reply'],
  'change-urgency': bodies['urgency-changed'],
  'ask-consent': bodies['use-consent-asked'].omit({ consentId: true }),
  'answer-consent': bodies['use-consent-answered'],
  'record-use': z.strictObject({
    on: Day,
    use: z.string().min(3).max(5000),
    proceedings: z.enum(['stated', 'other']),
    consentId: z.uuid().optional(),
  }),
  disclose: bodies['disclosure-notice'],
  'notify-costs': bodies['cost-notice'].omit({ costId: true }),
  'answer-costs': bodies['cost-answer'],
  correct: bodies.correction,
  /** Gives up a draft that never left the house. */
  discard: Reasons,
  withdraw: bodies.withdrawal,
  'meet-condition': bodies['condition-met'],
  'return-material': bodies['material-returned'],
  'report-asset': bodies['asset-report'],
  'propose-lifting': bodies['lifting-proposed'].omit({ liftingId: true }),
  'give-lifting-views': bodies['lifting-views'],
  'lift-freeze': bodies['freeze-lifted'],
  'propose-agreement': bodies['agreement-proposed'].omit({ agreementId: true }),
  'answer-agreement': bodies['agreement-answered'],
  assess: bodies.assessment,
  close: bodies.closing,
  reopen: bodies.reopening,
  note: z.strictObject({ text: z.string().min(1).max(20_000) }),
} as const
export type ActName = keyof typeof actInputs
export type ActInput<Act extends ActName> = z.output<(typeof actInputs)[Act]>
export const actNames: readonly ActName[] = Object.keys(actInputs).filter((name): name is ActName => name in actInputs)

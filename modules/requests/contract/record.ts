import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Condition, consultationOutcomes, consultationTopics } from './dossiers.ts'
import { DecisionKind, Ground, returnBases } from './words.ts'

/** Which side: named as the law does, so that both offices' records read alike. */
export const Side = z.enum(['requesting', 'requested'])
export type Side = z.output<typeof Side>
const At = z.iso.datetime()
const Day = z.iso.date().nullable()
const Said = z.string().max(20_000)
/** The day set for the answer; null too where it was said before records kept it. */
const AnswerBy = Day.default(null)

/** What both sides have said to each other in law: append-only, the same on both sides once everything has arrived (reference §4). */
export const LegalRecord = z
  .strictObject({
    decisions: z
      .array(
        z.strictObject({
          at: At,
          decision: DecisionKind,
          grounds: z.array(Ground),
          reasons: Said.nullable(),
          conditions: z.array(z.uuid()),
          measures: z.array(
            z.strictObject({
              measureId: z.uuid(),
              decision: z.enum(['granted', 'refused', 'postponed']),
              ground: Ground.nullable(),
              reasons: Said.nullable(),
            }),
          ),
          reviewOn: Day,
          remedy: Said.nullable(),
          withoutConsultation: Said.nullable(),
        }),
      )
      .max(50),
    consultations: z
      .array(
        z.strictObject({
          id: z.uuid(),
          openedBy: Side,
          about: z.enum(consultationTopics),
          grounds: z.array(Ground),
          text: Said,
          replyBy: z.iso.date(),
          openedAt: At,
          replies: z.array(z.strictObject({ by: Side, at: At, text: Said })).max(50),
          concludedAt: At.nullable(),
          outcome: z.enum(consultationOutcomes).nullable(),
          conclusion: Said.nullable(),
        }),
      )
      .max(50),
    conditions: z
      .array(
        Condition.extend({
          dueOn: Day,
          answerBy: AnswerBy,
          proposedAt: At,
          status: z.enum(['proposed', 'accepted', 'declined']),
          answeredAt: At.nullable(),
          remarks: Said.nullable(),
          /** When whoever accepted it met it; records of before know no such day. */
          metOn: Day.default(null),
        }),
      )
      .max(100),
    enquiries: z
      .array(
        z.strictObject({
          id: z.uuid(),
          by: Side,
          at: At,
          question: Said.nullable(),
          replyBy: Day,
          repliedAt: At.nullable(),
          reply: Said.nullable(),
          expectedBy: Day,
        }),
      )
      .max(200),
    consents: z
      .array(
        z.strictObject({
          id: z.uuid(),
          use: Said,
          proceedings: Said,
          reason: Said,
          askedAt: At,
          status: z.enum(['asked', 'given', 'refused']),
          answeredAt: At.nullable(),
          conditions: Said.nullable(),
          reasons: Said.nullable(),
        }),
      )
      .max(100),
    disclosures: z
      .array(
        z.strictObject({
          at: At,
          what: Said,
          proceedings: Said,
          on: z.iso.date(),
          before: z.boolean(),
          whyNotBefore: Said.nullable(),
        }),
      )
      .max(100),
    costs: z
      .array(
        z.strictObject({
          id: z.uuid(),
          at: At,
          kind: z.enum(['ordinary', 'extraordinary']),
          amount: z.string(),
          currency: z.string(),
          description: Said,
          proposal: Said.nullable(),
          status: z.enum(['told', 'agreed', 'not-agreed']),
          answeredAt: At.nullable(),
          remarks: Said.nullable(),
        }),
      )
      .max(100),
    corrections: z.array(z.strictObject({ at: At, by: Side, corrects: Said, text: Said })).max(100),
    urgency: z.array(z.strictObject({ at: At, urgency: z.enum(['routine', 'urgent']), reason: Said, deadline: Day })).max(50),
    material: z.array(z.strictObject({ at: At, by: Side, what: Said, on: z.iso.date() })).max(100),
    liftings: z
      .array(
        z.strictObject({
          id: z.uuid(),
          assetId: z.uuid().nullable(),
          property: Said,
          reasons: Said,
          viewsBy: z.iso.date(),
          proposedAt: At,
          viewsAt: At.nullable(),
          opposes: z.boolean().nullable(),
          views: Said.nullable(),
          liftedAt: At.nullable(),
          hearingImpossible: Said.nullable(),
        }),
      )
      .max(100),
    agreements: z
      .array(
        z.strictObject({
          id: z.uuid(),
          proposedBy: Side,
          at: At,
          assetIds: z.array(z.uuid()),
          basis: z.enum(returnBases),
          text: Said,
          amount: z.string().nullable(),
          currency: z.string().nullable(),
          share: z.string().nullable(),
          expenses: z.string().nullable(),
          answerBy: AnswerBy,
          status: z.enum(['proposed', 'accepted', 'declined']),
          answeredAt: At.nullable(),
          answer: Said.nullable(),
        }),
      )
      .max(50),
    withdrawal: z.strictObject({ at: At, reasons: Said }).nullable(),
    misdirected: z
      .strictObject({
        at: At,
        by: AuthorityId.nullable(),
        to: AuthorityId.nullable(),
        competent: Said.nullable(),
        /** Of a third State; what was recorded before such were named names none. */
        competentAuthority: AuthorityId.nullable().default(null),
        reasons: Said,
      })
      .nullable(),
    toBeReturned: z.boolean(),
    feedback: z
      .strictObject({
        at: At,
        usefulness: z.number().int(),
        quality: z.number().int().nullable(),
        timeliness: z.number().int().nullable(),
        remarks: Said.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'LegalRecord' })
export type LegalRecord = z.output<typeof LegalRecord>

/** A record in which nothing is said yet. */
export const emptyRecord: LegalRecord = {
  decisions: [],
  consultations: [],
  conditions: [],
  enquiries: [],
  consents: [],
  disclosures: [],
  costs: [],
  corrections: [],
  urgency: [],
  material: [],
  liftings: [],
  agreements: [],
  withdrawal: null,
  misdirected: null,
  toBeReturned: false,
  feedback: null,
}

import type { LegalRecord } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'
import type { Gate } from './gate.ts'
import { gatesOfDecision } from './gates-of-decision.ts'

/** What a decision is measured against. */
export type Decided = Pick<StoredRequest, 'record' | 'content'>

/**
 * What the law wanted before the decision that stands, and the record does not show (reference §4.2: a refusal or postponement without
 * consultation is flagged). The decision holds all the same: its receiver decides whether to object. Empty where there is none, or none lacks.
 */
export function flawsOfDecision({ record, content }: Decided): Gate[] {
  const decision = record.decisions.at(-1)
  if (decision === undefined) return []
  const grounds = decision.grounds
  const conditions = record.conditions.filter(({ id }) => decision.conditions.includes(id))
  const measures = decision.measures.map(({ measureId, decision: of, ground, reasons }) => ({
    measureId,
    decision: of,
    ...(ground === null ? {} : { ground }),
    ...(reasons === null ? {} : { reasons }),
  }))
  const input = {
    decision: decision.decision,
    grounds,
    measures,
    conditions: conditions.map(({ kind, text }) => ({ kind, text })),
    ...(decision.reasons === null ? {} : { reasons: decision.reasons }),
    ...(decision.reviewOn === null ? {} : { reviewOn: decision.reviewOn }),
  }
  return gatesOfDecision({ content, record: before(record, decision.at) }, input, decision.at.slice(0, 10))
}

/** The consultations as they stood at that instant: one that ended later excuses nothing. */
function before(record: LegalRecord, at: string): LegalRecord {
  const consultations = record.consultations
    .filter(({ openedAt }) => openedAt <= at)
    .map((one) => (one.concludedAt !== null && one.concludedAt > at ? { ...one, concludedAt: null, outcome: null } : one))
  return { ...record, consultations }
}

import { ComityError } from '@comity/errors'
import { LegalRecord } from '../contract.ts'
import type { DossierBody, DossierKind, Side } from '../contract.ts'
import { added, changed } from './record-items.ts'
import { afterProperty } from './record-of-property.ts'

/** One dossier as it changes the record: who said it, when it was written. */
export type Said = {
  readonly [Kind in DossierKind]: {
    readonly kind: Kind
    readonly body: DossierBody<Kind>
    readonly by: Side
    readonly at: string
  }
}[DossierKind]

/**
 * The legal record after a dossier: the same function on both sides, so that both offices' records agree once everything has arrived.
 * What names nothing known (an answer to no question) leaves the record as it was; a question asked twice under one id counts once.
 */
export function recordAfter(record: LegalRecord, said: Said): LegalRecord {
  switch (said.kind) {
    case 'decision':
    case 'conditions-proposed':
    case 'conditions-answered':
    case 'condition-met':
      return afterDecision(record, said)
    case 'consultation':
    case 'consultation-reply':
    case 'consultation-concluded':
      return afterConsultation(record, said)
    case 'status-enquiry':
    case 'status-reply':
    case 'use-consent-asked':
    case 'use-consent-answered':
    case 'cost-notice':
    case 'cost-answer':
      return afterQuestion(record, said)
    case 'lifting-proposed':
    case 'lifting-views':
    case 'freeze-lifted':
    case 'agreement-proposed':
    case 'agreement-answered':
      return afterProperty(record, said)
    default:
      return afterNotice(record, said)
  }
}

/**
 * The record, where it is still within its bounds: one that grew beyond them could not be read back, and the request with it.
 *
 * @throws ComityError `dossier-schema` naming what there is too much of: the dossier that would overfill it is refused.
 */
export function bounded(record: LegalRecord): LegalRecord {
  const checked = LegalRecord.safeParse(record)
  if (checked.success) return record
  throw new ComityError('dossier-schema', {
    problems: checked.error.issues.slice(0, 20).map(({ path, message }) => ({ path: ['record', ...path].join('.'), message })),
  })
}

/** What is said in dossiers of these kinds. */
export type SayingOf<Kind extends DossierKind> = Extract<Said, { kind: Kind }>

function afterDecision(
  record: LegalRecord,
  said: SayingOf<'decision' | 'conditions-proposed' | 'conditions-answered' | 'condition-met'>,
): LegalRecord {
  const { body, at } = said
  switch (said.kind) {
    case 'conditions-proposed':
      return { ...record, conditions: proposed(record, said.body.conditions, { at, answerBy: said.body.answerBy ?? null }) }
    case 'conditions-answered': {
      const answers = new Map(said.body.answers.map((answer) => [answer.conditionId, answer]))
      const conditions = record.conditions.map((condition) => {
        const answer = answers.get(condition.id)
        if (!answer || condition.status !== 'proposed') return condition
        const status = answer.accepted ? ('accepted' as const) : ('declined' as const)
        return { ...condition, status, answeredAt: at, remarks: answer.remarks ?? null }
      })
      return { ...record, conditions }
    }
    case 'condition-met': {
      const { conditionId, on } = said.body
      const conditions = changed(record.conditions, conditionId, (one) =>
        one.status === 'accepted' && one.metOn === null ? { ...one, metOn: on } : one,
      )
      return { ...record, conditions }
    }
    case 'decision': {
      const conditions = said.body.conditions ?? []
      const decision = {
        at,
        decision: said.body.decision,
        grounds: [...(said.body.grounds ?? [])],
        reasons: said.body.reasons ?? null,
        conditions: conditions.map(({ id }) => id),
        measures: (said.body.measures ?? []).map((one) => ({ ...one, ground: one.ground ?? null, reasons: one.reasons ?? null })),
        reviewOn: said.body.reviewOn ?? null,
        remedy: said.body.remedy ?? null,
        withoutConsultation: said.body.withoutConsultation ?? null,
      }
      return {
        ...record,
        decisions: [...record.decisions, decision],
        conditions: proposed(record, conditions, { at, answerBy: null }),
      }
    }
    default:
      throw body
  }
}

function proposed(
  record: LegalRecord,
  conditions: DossierBody<'conditions-proposed'>['conditions'],
  { at, answerBy }: { readonly at: string; readonly answerBy: string | null },
): LegalRecord['conditions'] {
  const known = new Set(record.conditions.map(({ id }) => id))
  const ids = conditions.map(({ id }) => id)
  const changes = conditions.some(({ id, kind, text }) =>
    record.conditions.some((one) => one.id === id && (one.text !== text || one.kind !== kind)),
  )
  // Who accepted a condition accepted its words.
  if (changes || new Set(ids).size < ids.length)
    throw new ComityError('dossier-schema', { problems: [{ path: 'conditions', message: 'condition-changed' }] })
  const added = conditions
    .filter(({ id }) => !known.has(id))
    .map((one) => ({
      ...one,
      dueOn: one.dueOn ?? null,
      answerBy,
      proposedAt: at,
      status: 'proposed' as const,
      answeredAt: null,
      remarks: null,
      metOn: null,
    }))
  return [...record.conditions, ...added]
}

function afterConsultation(
  record: LegalRecord,
  said: SayingOf<'consultation' | 'consultation-reply' | 'consultation-concluded'>,
): LegalRecord {
  const { by, at } = said
  switch (said.kind) {
    case 'consultation': {
      const { consultationId: id, ...asked } = said.body
      if (record.consultations.some((one) => one.id === id)) return record
      const opened = { id, ...asked, openedBy: by, openedAt: at, replies: [], concludedAt: null, outcome: null, conclusion: null }
      return { ...record, consultations: [...record.consultations, opened] }
    }
    case 'consultation-reply': {
      const { consultationId, text } = said.body
      const consultations = changed(record.consultations, consultationId, (one) => ({
        ...one,
        replies: [...one.replies, { by, at, text }],
      }))
      return { ...record, consultations }
    }
    case 'consultation-concluded': {
      const { consultationId, outcome, text } = said.body
      const consultations = changed(record.consultations, consultationId, (one) =>
        one.concludedAt === null && one.openedBy === by ? { ...one, concludedAt: at, outcome, conclusion: text ?? null } : one,
      )
      return { ...record, consultations }
    }
  }
}

function afterQuestion(
  record: LegalRecord,
  said: SayingOf<
    'status-enquiry' | 'status-reply' | 'use-consent-asked' | 'use-consent-answered' | 'cost-notice' | 'cost-answer'
  >,
): LegalRecord {
  const { by, at } = said
  switch (said.kind) {
    case 'status-enquiry': {
      const { enquiryId: id, question, replyBy } = said.body
      const enquiry = {
        id,
        by,
        at,
        question: question ?? null,
        replyBy: replyBy ?? null,
        repliedAt: null,
        reply: null,
        expectedBy: null,
      }
      return { ...record, enquiries: added(record.enquiries, enquiry) }
    }
    case 'status-reply': {
      const { enquiryId, text, expectedBy } = said.body
      const enquiries = changed(record.enquiries, enquiryId, (one) =>
        one.repliedAt === null ? { ...one, repliedAt: at, reply: text, expectedBy: expectedBy ?? null } : one,
      )
      return { ...record, enquiries }
    }
    case 'use-consent-asked': {
      const { consentId: id, ...asked } = said.body
      const consent = { id, ...asked, askedAt: at, status: 'asked' as const, answeredAt: null, conditions: null, reasons: null }
      return { ...record, consents: added(record.consents, consent) }
    }
    case 'use-consent-answered': {
      const { consentId, given, conditions, reasons } = said.body
      const status = given ? ('given' as const) : ('refused' as const)
      const consents = changed(record.consents, consentId, (one) =>
        one.status === 'asked'
          ? { ...one, status, answeredAt: at, conditions: conditions ?? null, reasons: reasons ?? null }
          : one,
      )
      return { ...record, consents }
    }
    case 'cost-notice': {
      const { costId: id, proposal, ...told } = said.body
      const cost = { id, ...told, proposal: proposal ?? null, at, status: 'told' as const, answeredAt: null, remarks: null }
      return { ...record, costs: added(record.costs, cost) }
    }
    case 'cost-answer': {
      const { costId, agreed, remarks } = said.body
      const status = agreed ? ('agreed' as const) : ('not-agreed' as const)
      const costs = changed(record.costs, costId, (one) =>
        one.status === 'told' ? { ...one, status, answeredAt: at, remarks: remarks ?? null } : one,
      )
      return { ...record, costs }
    }
  }
}

function afterNotice(record: LegalRecord, said: Said): LegalRecord {
  const { by, at } = said
  switch (said.kind) {
    case 'correction':
      return { ...record, corrections: [...record.corrections, { at, by, ...said.body }] }
    case 'urgency-changed':
      return {
        ...record,
        urgency: [
          ...record.urgency,
          { at, urgency: said.body.urgency, reason: said.body.reason, deadline: said.body.deadline ?? null },
        ],
      }
    case 'disclosure-notice':
      return {
        ...record,
        disclosures: [...record.disclosures, { at, ...said.body, whyNotBefore: said.body.whyNotBefore ?? null }],
      }
    case 'material-returned':
      return { ...record, material: [...record.material, { at, by, what: said.body.what, on: said.body.on }] }
    case 'withdrawal':
      return { ...record, withdrawal: record.withdrawal ?? { at, reasons: said.body.reasons } }
    case 'misdirected': {
      const { forwardedTo, competent = null, competentAuthority = null, reasons } = said.body
      return {
        ...record,
        misdirected: { at, by: null, to: forwardedTo ?? null, competent, competentAuthority, reasons },
      }
    }
    case 'result':
      return said.body.toBeReturned === undefined ? record : { ...record, toBeReturned: said.body.toBeReturned }
    case 'assessment': {
      const { usefulness, quality, timeliness, remarks } = said.body
      return {
        ...record,
        feedback: { at, usefulness, quality: quality ?? null, timeliness: timeliness ?? null, remarks: remarks ?? null },
      }
    }
    default:
      return record
  }
}

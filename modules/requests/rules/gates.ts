import type { ActName, LegalRecord, Side } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'
import { unless } from './gate.ts'
import type { Gate } from './gate.ts'

/** The conditions of the decision that holds, or proposed before it, which the requesting side has not accepted. */
export function unacceptedConditions(record: LegalRecord): LegalRecord['conditions'] {
  const last = record.decisions.at(-1)
  return record.conditions.filter(({ id, status }) => status !== 'accepted' && (last?.conditions.includes(id) ?? false))
}

/** Gates of every other act, from what the record says before it; `input` is null when only asking whether the act is open at all. */
export function gatesOf(request: StoredRequest, act: ActName, input: unknown, facts: GateFacts): Gate[] {
  const rule = gateRules[act]
  return rule ? rule(request, input, facts) : []
}

export interface GateFacts {
  readonly today: string
  readonly side: Side
}

type GateRule = (request: StoredRequest, input: unknown, facts: GateFacts) => Gate[]

const gateRules: Partial<Record<ActName, GateRule>> = {
  'pass-on': (request) => unless(unacceptedConditions(request.record).length === 0, 'conditions-open', '46(26)'),
  'start-execution': (request) => unless(unacceptedConditions(request.record).length === 0, 'conditions-open', '46(26)'),
  triage: (request, input) =>
    input === null
      ? []
      : unless(
          request.channel === 'network' || request.authenticated !== null || has(input, 'authenticated'),
          'origin-unproven',
          '46(14)',
        ),
  // A day that has passed already would turn silence into a formality.
  consult: (_, input, { today }) => unless(input === null || isAfter(input, 'replyBy', today), 'day-not-to-come', '46(26)'),
  'propose-lifting': (_, input, { today }) =>
    unless(input === null || isAfter(input, 'viewsBy', today), 'day-not-to-come', '55(8)'),
  'make-oral': (request) => unless(request.content.urgency === 'urgent', 'only-urgent', '46(14)'),
  'reply-consultation': ({ record }, input) =>
    unless(
      record.consultations.some((one) => one.concludedAt === null && named(input, 'consultationId', one.id)),
      'no-consultation',
      '46(26)',
    ),
  'conclude-consultation': ({ record }, input, { today, side }) => {
    const open = record.consultations.filter(
      (one) => one.concludedAt === null && one.openedBy === side && named(input, 'consultationId', one.id),
    )
    const silent = open.every((one) => one.replies.every(({ by }) => by === side))
    return [
      ...unless(open.length > 0, 'no-consultation', '46(26)'),
      ...unless(
        !says(input, 'outcome', 'no-reply') || (silent && open.every((one) => one.replyBy < today)),
        'reply-still-awaited',
        '46(26)',
      ),
      ...unless(
        input === null || says(input, 'outcome', 'no-reply') || !silent || has(input, 'text'),
        'conclusion-unexplained',
        '46(26)',
      ),
    ]
  },
  'answer-conditions': ({ record }, input) =>
    unless(
      record.conditions.some(({ status }) => status === 'proposed') &&
        namesAll(
          input,
          'answers',
          'conditionId',
          record.conditions.filter(({ status }) => status === 'proposed').map(({ id }) => id),
        ),
      'no-condition',
      '46(26)',
    ),
  'meet-condition': ({ record }, input) =>
    unless(
      record.conditions.some(
        ({ id, status, metOn }) => status === 'accepted' && metOn === null && named(input, 'conditionId', id),
      ),
      'no-condition',
      '46(26)',
    ),
  'reply-enquiry': ({ record }, input, { side }) =>
    unless(
      record.enquiries.some((one) => one.by !== side && one.repliedAt === null && named(input, 'enquiryId', one.id)),
      'no-enquiry',
      '46(24)',
    ),
  'answer-consent': ({ record }, input) =>
    unless(
      record.consents.some((one) => one.status === 'asked' && named(input, 'consentId', one.id)),
      'no-consent-asked',
      '46(19)',
    ),
  'record-use': ({ record }, input) =>
    unless(
      !says(input, 'proceedings', 'other') ||
        record.consents.some((one) => one.status === 'given' && has(input, 'consentId') && named(input, 'consentId', one.id)),
      'consent-missing',
      '46(19)',
    ),
  disclose: (_, input) =>
    unless(input === null || says(input, 'before', true) || has(input, 'whyNotBefore'), 'notice-late-unexplained', '46(5), (19)'),
  'answer-costs': ({ record }, input) =>
    unless(
      record.costs.some((one) => one.status === 'told' && named(input, 'costId', one.id)),
      'no-costs',
      '46(28)',
    ),
  'give-lifting-views': ({ record }, input) =>
    unless(
      record.liftings.some((one) => one.viewsAt === null && one.liftedAt === null && named(input, 'liftingId', one.id)),
      'no-lifting',
      '55(8)',
    ),
  'lift-freeze': ({ record }, input, { today }) => {
    if (input === null) return []
    const heard = record.liftings.some(
      (one) =>
        one.liftedAt === null &&
        has(input, 'liftingId') &&
        named(input, 'liftingId', one.id) &&
        (one.assetId === null
          ? !has(input, 'assetId') && says(input, 'property', one.property)
          : says(input, 'assetId', one.assetId)) &&
        (one.viewsAt !== null || one.viewsBy < today),
    )
    return unless(heard || has(input, 'hearingImpossible'), 'not-heard', '55(8)')
  },
  'answer-agreement': ({ record }, input, { side }) =>
    unless(
      record.agreements.some(
        (one) => one.status === 'proposed' && one.proposedBy !== side && named(input, 'agreementId', one.id),
      ),
      'no-agreement',
      '57(5)',
    ),
}

function has(input: unknown, field: string): boolean {
  const value = fieldOf(input, field)
  return value !== undefined && value !== null && value !== ''
}

function says(input: unknown, field: string, value: string | boolean): boolean {
  return fieldOf(input, field) === value
}

function isAfter(input: unknown, field: string, today: string): boolean {
  const day = fieldOf(input, field)
  return typeof day === 'string' && day > today
}

/** Whether the input names this id; asking without an input means any. */
function named(input: unknown, field: string, id: string): boolean {
  return input === null || fieldOf(input, field) === id
}

function namesAll(input: unknown, list: string, field: string, known: readonly string[]): boolean {
  if (input === null) return true
  const items = fieldOf(input, list)
  return Array.isArray(items) && items.every((item: unknown) => known.some((id) => fieldOf(item, field) === id))
}

function fieldOf(input: unknown, field: string): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, field) : undefined
}

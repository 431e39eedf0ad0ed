import { ComityError } from '@comity/errors'
import type { ActInput, ActName, Ground, LegalRecord, RefusalGround, Side } from '../contract.ts'
import { coerciveMeasures, refusalGrounds } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'

/** What the law wants before an act: `gate` names it (the texts' key), `source` the article. */
export interface Gate {
  readonly gate: string
  readonly source: string
}

/** Grounds of 46(21): refusing on one of them is barred before consultation (46(26)). */
const consultedFirst: readonly Ground[] = [
  'not-in-conformity',
  'sovereignty-or-public-order',
  'contrary-to-own-law',
  'contrary-to-legal-system',
]
/** 46(9)(b): help without compulsion may be declined on these only beside the lack of dual criminality. */
const besideDualCriminality: readonly Ground[] = ['de-minimis', 'available-otherwise']
/** 55(7): only of requests about property. */
const ofProperty: readonly Ground[] = ['insufficient-evidence', 'property-de-minimis']

type Decide = ActInput<'decide'>

/** The gates that bar this decision (reference §4.6); empty where the law lets it pass. */
export function gatesOfDecision(request: StoredRequest, input: Decide, today: string): Gate[] {
  const refused = refusedMeasures(request, input)
  const grounds = [...new Set([...(input.grounds ?? []), ...(input.measures ?? []).flatMap(({ ground }) => ground ?? [])])]
  switch (input.decision) {
    case 'granted':
      return [
        ...unless(grounds.length === 0, 'grant-has-no-grounds', '46(21)'),
        ...unless(!input.conditions?.length, 'grant-conditions', '46(26)'),
      ]
    case 'granted-with-conditions':
      return unless((input.conditions ?? []).length > 0, 'conditions-missing', '46(26)')
    case 'postponed':
      return [
        ...unless(grounds.includes('ongoing-proceedings'), 'postponement-ground', '46(25)'),
        ...unless((input.reasons ?? '').trim() !== '', 'reasons-missing', '46(23), E182 7(3)'),
        ...unless(input.reviewOn !== undefined && input.reviewOn > today, 'review-date-missing', 'design'),
        ...unless(consulted(request.record, ['ongoing-proceedings'], today), 'consultation-missing', '46(26)'),
      ]
    case 'refused':
      return [
        ...unless(grounds.some(isRefusalGround), 'ground-missing', '46(21)'),
        ...unless((input.reasons ?? '').trim() !== '', 'reasons-missing', '46(23)'),
        ...gatesOfGrounds(request, grounds, refused, today),
      ]
    case 'partially-granted':
      return gatesOfPart(request, input, { refused, grounds, today })
  }
}

interface Part {
  readonly refused: readonly string[]
  readonly grounds: readonly Ground[]
  readonly today: string
}

function gatesOfPart(request: StoredRequest, input: Decide, { refused, grounds, today }: Part): Gate[] {
  const measures = request.content.measures ?? []
  const told = input.measures ?? []
  const notGranted = told.filter(({ decision }) => decision !== 'granted')
  return [
    ...unless(notGranted.length > 0 && notGranted.length < measures.length, 'part-of-measures', '46(26), WA 30'),
    ...unless(
      told.every(({ measureId }) => measures.some(({ id }) => id === measureId)),
      'measure-unknown',
      '46(3)',
    ),
    ...unless(
      notGranted.every(({ ground }) => ground !== undefined),
      'ground-missing',
      '46(21)',
    ),
    ...unless(
      notGranted.every(({ reasons }) => (reasons ?? input.reasons ?? '').trim() !== ''),
      'reasons-missing',
      '46(23)',
    ),
    ...unless(
      notGranted.every(({ decision }) => decision !== 'postponed' || (input.reviewOn !== undefined && input.reviewOn > today)),
      'review-date-missing',
      'design',
    ),
    ...unless(
      !notGranted.some(({ ground }) => ground === 'ongoing-proceedings') ||
        consulted(request.record, ['ongoing-proceedings'], today),
      'consultation-missing',
      '46(26)',
    ),
    ...gatesOfGrounds(request, grounds, refused, today),
  ]
}

function gatesOfGrounds(request: StoredRequest, grounds: readonly Ground[], refused: readonly string[], today: string): Gate[] {
  const kinds = (request.content.measures ?? []).filter(({ id }) => refused.includes(id)).map(({ kind }) => kind)
  const withoutCompulsion = kinds.length > 0 && kinds.every((kind) => !coerciveMeasures.includes(kind))
  const asked = consultedFirst.filter((ground) => grounds.includes(ground))
  const onlyDual = grounds.length > 0 && grounds.every((ground) => ground === 'dual-criminality')
  const minor = grounds.filter((ground) => besideDualCriminality.includes(ground))
  return [
    ...unless(asked.length === 0 || consulted(request.record, asked, today), 'consultation-missing', '46(26)'),
    ...unless(!(onlyDual && withoutCompulsion), 'non-coercive-help-is-due', '46(9)(b)'),
    ...unless(
      minor.length === 0 || (withoutCompulsion && grounds.includes('dual-criminality')),
      'minor-only-non-coercive',
      '46(9)(b)',
    ),
    ...unless(!grounds.some((ground) => ofProperty.includes(ground)) || aboutProperty(kinds), 'ground-of-property', '55(7)'),
    ...unless(
      !grounds.includes('ongoing-proceedings') || grounds.length > 1 || refused.length === 0,
      'postpone-instead',
      '46(25)',
    ),
  ]
}

function aboutProperty(kinds: readonly string[]): boolean {
  return kinds.some((kind) => kind === 'trace-or-freeze-proceeds' || kind === 'recover-assets')
}

function refusedMeasures(request: StoredRequest, input: Decide): string[] {
  if (input.decision === 'refused') return (request.content.measures ?? []).map(({ id }) => id)
  return (input.measures ?? []).filter(({ decision }) => decision === 'refused').map(({ measureId }) => measureId)
}

function isRefusalGround(ground: Ground): ground is RefusalGround {
  return refusalGrounds.some((known) => known === ground)
}

/** Whether a consultation on all of these grounds was held by the requested side, or ended in silence past its day (46(26)). */
function consulted(record: LegalRecord, grounds: readonly Ground[], today: string): boolean {
  return grounds.every((ground) =>
    record.consultations.some(
      (one) =>
        one.openedBy === 'requested' &&
        one.grounds.includes(ground) &&
        one.concludedAt !== null &&
        (one.outcome !== 'no-reply' || one.replyBy < today),
    ),
  )
}

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

/** @throws ComityError `gate-closed`, with one problem for each gate that bars the act and the article it comes from. */
export function mustPass(gates: readonly Gate[]): void {
  const [first] = gates
  if (!first) return
  throw new ComityError('gate-closed', {
    values: { gate: first.gate, source: first.source },
    problems: gates.map(({ gate, source }) => ({ path: gate, message: source })),
  })
}

function unless(holds: boolean, gate: string, source: string): Gate[] {
  return holds ? [] : [{ gate, source }]
}

function has(input: unknown, field: string): boolean {
  const value = fieldOf(input, field)
  return value !== undefined && value !== null && value !== ''
}

function says(input: unknown, field: string, value: string | boolean): boolean {
  return fieldOf(input, field) === value
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

import { coerciveMeasures, refusalGrounds } from '../contract.ts'
import type { ActInput, Ground, LegalRecord, RefusalGround } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'
import { unless } from './gate.ts'
import type { Gate } from './gate.ts'

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
/** What the gates look at. */
type Asked = Pick<StoredRequest, 'record' | 'content'>

/** The gates that bar this decision (reference §4.6); empty where the law lets it pass. */
export function gatesOfDecision(request: Asked, input: Decide, today: string): Gate[] {
  // Only a grant in part says different things of different measures: elsewhere they would be a way around the gates.
  const parts = input.decision === 'partially-granted' || (input.measures ?? []).length === 0
  return [...unless(parts, 'part-of-measures', '46(26), WA 30'), ...gatesOfKind(request, input, today)]
}

function gatesOfKind(request: Asked, input: Decide, today: string): Gate[] {
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

function gatesOfPart(request: Asked, input: Decide, { refused, grounds, today }: Part): Gate[] {
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

function gatesOfGrounds(request: Asked, grounds: readonly Ground[], refused: readonly string[], today: string): Gate[] {
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

function refusedMeasures(request: Asked, input: Decide): string[] {
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

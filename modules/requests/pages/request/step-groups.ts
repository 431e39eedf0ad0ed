import type { Request } from '../../contract.ts'
import { primaryStep, stepsAhead, type StepAhead } from './steps-ahead.ts'

/** What a step is for, in the order in which a page lists what is seldom needed. */
export const stepKinds = ['talk', 'use', 'property', 'record'] as const
export type StepKind = (typeof stepKinds)[number]

/** The steps that may be taken at almost any time; all others belong to the way of a request and are never put away. */
const anyTime: Readonly<Record<string, StepKind>> = {
  consult: 'talk',
  'reply-consultation': 'talk',
  enquire: 'talk',
  'reply-enquiry': 'talk',
  'change-urgency': 'talk',
  'answer-conditions': 'talk',
  'meet-condition': 'talk',
  'ask-consent': 'use',
  'answer-consent': 'use',
  'record-use': 'use',
  disclose: 'use',
  'notify-costs': 'property',
  'answer-costs': 'property',
  'return-material': 'property',
  'propose-lifting': 'property',
  'give-lifting-views': 'property',
  'lift-freeze': 'property',
  'propose-agreement': 'property',
  'answer-agreement': 'property',
  note: 'record',
  correct: 'record',
  withdraw: 'record',
  discard: 'record',
  reopen: 'record',
}

/** So few steps are seen at once without any order. */
const FEW = 4

/** The steps of a page: those of the reader's turn, and the rest by what it is for. */
export interface GroupedSteps {
  readonly now: readonly StepAhead[]
  readonly more: readonly { readonly kind: StepKind; readonly steps: readonly StepAhead[] }[]
}

/** The reader's one step first, then what is on the way or owed by their side (`owed`: acts); the rest grouped, unless it is little. */
export function groupedSteps(request: Request, owed: ReadonlySet<string>): GroupedSteps {
  const primary = primaryStep(request)
  const steps = stepsAhead(request).toSorted((a, b) => Number(b.page === primary?.page) - Number(a.page === primary?.page))
  if (steps.length <= FEW) return { now: steps, more: [] }
  const kindOf = ({ page }: StepAhead): StepKind | null =>
    page === primary?.page || owed.has(page) ? null : (anyTime[page] ?? null)
  const more = stepKinds.map((kind) => ({ kind, steps: steps.filter((step) => kindOf(step) === kind) }))
  return { now: steps.filter((step) => kindOf(step) === null), more: more.filter(({ steps: some }) => some.length > 0) }
}

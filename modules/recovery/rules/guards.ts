import type { Problem } from '@comity/errors'
import type { AssetAct, Column, EntryDetails, StepInput } from '../contract.ts'
import { stepFields, type StepField } from './step-fields.ts'

/** What of a step must be there, and what may not, beyond what the schema says. Messages are keys of the texts `problem.…`. */
export function stepProblems(input: StepInput, from: Column | null, told: boolean): Problem[] {
  const required = told ? (toldFields[input.act] ?? []) : stepFields[input.act].required
  return [
    ...required.filter((field) => absent(input[field])).map((path) => ({ path, message: 'needed' })),
    ...((told ? toldGuards : guards)[input.act] ?? []).flatMap((guard) => guard(input, from)),
  ]
}

/** What a dossier of the other side must say to be taken into the ledger; the rest it has no place for. */
const toldFields: Partial<Record<AssetAct, readonly StepField[]>> = {
  freeze: ['automaticLifting'],
  order: ['orderReference'],
  realise: ['amount'],
  expense: ['amount'],
  return: ['returnBasis'],
  share: ['returnBasis'],
}

type Guard = (input: StepInput, from: Column | null) => readonly Problem[]

const fault = (when: boolean, path: string, message: string): Problem[] => (when ? [{ path, message }] : [])
const absent = (value: unknown): boolean => value === undefined || value === '' || value === false

/** Either a day or until further order, never both and never neither: what is frozen must be known to end or known not to. */
const term: Guard = ({ until, untilFurtherOrder, on }) => [
  ...fault((until === undefined) !== (untilFurtherOrder === true), 'until', 'until-or-order'),
  ...fault(until !== undefined && until <= on, 'until', 'until-after'),
]

const keptTerm: Guard = (input) => (input.until === undefined ? [] : term(input, null))

// UNCAC art. 57(3)(a): on the basis of a final judgment, which the requested State may waive; the same for enforcement before finality.
const finality: Guard = ({ finalityWaived }, from) =>
  fault(from === 'confiscation-ordered' && absent(finalityWaived), 'finalityWaived', 'final-or-waived')

const valued: Guard = ({ valuationKind, valuationOn, amount }) => [
  ...fault(valuationKind !== undefined && absent(amount), 'amount', 'needed'),
  ...fault((valuationKind === undefined) !== (valuationOn === undefined), 'valuationOn', 'needed'),
]

const basis: Guard = ({ returnBasis, established, evidence, agreement, legalBasis }) => [
  // 57(3)(b): prior ownership reasonably established, or damage recognised.
  ...fault(returnBasis === '57-3-b' && established === undefined, 'established', 'needed'),
  ...fault(returnBasis === '57-3-b' && absent(evidence), 'evidence', 'needed'),
  ...fault(returnBasis === '57-5' && absent(agreement), 'agreement', 'needed'),
  ...fault(returnBasis === 'default-sharing' && absent(legalBasis), 'legalBasis', 'needed'),
]

// 57(3)(a)–(b): the requested State shall return; it neither shares nor keeps.
const notOwed: Guard = ({ returnBasis }) =>
  fault(returnBasis === '57-3-a' || returnBasis === '57-3-b', 'returnBasis', 'shall-return')

const guards: Partial<Record<AssetAct, readonly Guard[]>> = {
  trace: [valued],
  freeze: [term, valued],
  keep: [keptTerm],
  order: [(input) => fault((input.orderAmount === undefined) !== (input.orderCurrency === undefined), 'orderCurrency', 'needed')],
  enforce: [finality, valued],
  return: [basis],
  share: [basis, notOwed],
  compensate: [basis],
  retain: [basis, notOwed],
}

const toldGuards: typeof guards = { freeze: [term], share: [notOwed], retain: [notOwed] }

/** What of a step the entry keeps beside its amount. */
export function detailsOf(input: StepInput): EntryDetails {
  const { freezeBasis, until, automaticLifting, reasons, hearingImpossible, orderReference, finalityWaived } = input
  const { returnBasis, established, evidence, recipient, agreement, informal } = input
  const all = {
    freezeBasis,
    until,
    automaticLifting,
    reasons,
    hearingImpossible,
    orderReference,
    finalityWaived,
    returnBasis,
    established,
    evidence,
    recipient,
    agreement,
    informal: informal === true ? true : undefined,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''))
}

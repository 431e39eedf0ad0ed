import type { AssetReport } from '@comity/requests/contract'
import type { AssetAct, StepInput } from '../contract.ts'
import { FreezeBasis } from '../contract.ts'

type ReportedStep = AssetReport['step']

/** How a step is called in a dossier; what has no name there is not told by a report. */
export const reportedSteps: Partial<Record<AssetAct, ReportedStep>> = {
  identify: 'identified',
  trace: 'traced',
  freeze: 'frozen',
  keep: 'kept-frozen',
  lapse: 'lifted',
  order: 'confiscation-ordered',
  finalise: 'order-final',
  enforce: 'enforced',
  manage: 'managed',
  realise: 'realised',
  return: 'returned',
  share: 'shared',
  compensate: 'victim-compensated',
  retain: 'retained',
  expense: 'expense',
}

const actOfStep: Readonly<Record<ReportedStep, AssetAct>> = {
  identified: 'identify',
  traced: 'trace',
  frozen: 'freeze',
  'kept-frozen': 'keep',
  lifted: 'lift',
  'confiscation-ordered': 'order',
  'order-final': 'finalise',
  enforced: 'enforce',
  managed: 'manage',
  realised: 'realise',
  returned: 'return',
  shared: 'share',
  'victim-compensated': 'compensate',
  retained: 'retain',
  expense: 'expense',
}

/** What a ledger has to know to read a report. */
export interface ReportFacts {
  readonly currency: string
  readonly freezeUntil: string | null
  /** What stands in the column that the step takes from; null while not valued. */
  readonly available: (act: AssetAct) => string | null
  readonly orderIssuedOn: string | null
}

/** A report of a step as a step of the ledger. */
export function stepOfReport(report: AssetReport, facts: ReportFacts): StepInput {
  const lapsed = report.step === 'lifted' && facts.freezeUntil !== null && report.on >= facts.freezeUntil
  const act = lapsed ? 'lapse' : actOfStep[report.step]
  const more: { [Key in keyof StepInput]: StepInput[Key] | undefined } = {
    act,
    on: report.on,
    amount: report.amount,
    currency: report.currency,
    ...valuationIn(report, act, facts),
    ...rateIn(report, act, facts),
    legalBasis: report.legalBasis,
    freezeBasis: freezeBasisIn(report.legalBasis),
    until: report.until,
    untilFurtherOrder: act === 'freeze' && report.until === undefined ? true : undefined,
    automaticLifting: report.automaticLifting,
    orderReference: report.orderReference,
    returnBasis: report.returnBasis,
    note: report.remarks,
  }
  const told: StepInput = { act, on: report.on }
  Object.assign(told, Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)))
  return told
}

const beforeConfiscation: readonly AssetAct[] = ['trace', 'freeze', 'order']

/** Until it is confiscated, what was found counts where it is more than was thought; a valuation that is told always does. */
function valuationIn(report: AssetReport, act: AssetAct, { available }: ReportFacts) {
  if (act === 'realise' || report.amount === undefined) return {}
  if (report.valuation !== undefined) return { valuationKind: report.valuation.kind, valuationOn: report.valuation.on }
  const known = available(act)
  const isMore = known === null || Number(report.amount) > Number(known)
  if (!beforeConfiscation.includes(act) || !isMore) return {}
  return { valuationKind: 'nominal' as const, valuationOn: report.on }
}

function rateIn({ rate, on }: AssetReport, act: AssetAct, { orderIssuedOn }: ReportFacts) {
  if (rate === undefined) return {}
  const rule = rate.on === on ? ('wa-24-4' as const) : rate.on === orderIssuedOn ? ('fr-18-3' as const) : undefined
  return { rateValue: rate.value, rateOn: rate.on, rateSource: rate.source, ...(act === 'enforce' ? { rateRule: rule } : {}) }
}

function freezeBasisIn(legalBasis: string | undefined): FreezeBasis | undefined {
  const [, letter] = /54\(2\)\(([abc])\)/.exec(legalBasis ?? '') ?? []
  return letter === undefined ? undefined : FreezeBasis.parse(`54-2-${letter}`)
}

import type { AssetAct, StepInput } from '../contract.ts'

export type StepField = Exclude<
  keyof StepInput,
  'act' | 'on' | 'from' | 'note' | 'requestId' | 'tell' | 'documentSha256' | 'documentName'
>

/** What each act asks for: its form shows these fields and no others, and what is required cannot be left out. */
export interface FieldsOfAct {
  readonly required: readonly StepField[]
  readonly optional: readonly StepField[]
}

const value = ['amount', 'currency', 'valuationKind', 'valuationOn'] as const
const rate = ['rateValue', 'rateOn', 'rateSource'] as const
const disposal: FieldsOfAct = {
  required: ['returnBasis', 'recipient'],
  optional: ['amount', 'established', 'evidence', 'agreement', 'legalBasis'],
}

export const stepFields: Readonly<Record<AssetAct, FieldsOfAct>> = {
  identify: { required: [], optional: [...value, 'informal'] },
  trace: { required: ['evidence'], optional: [...value, ...rate, 'informal'] },
  freeze: {
    required: ['freezeBasis', 'automaticLifting'],
    optional: ['until', 'untilFurtherOrder', 'legalBasis', ...value, ...rate],
  },
  'propose-lifting': { required: ['reasons', 'viewsBy'], optional: ['amount'] },
  keep: { required: ['reasons'], optional: ['amount', 'until', 'untilFurtherOrder'] },
  lift: { required: ['reasons'], optional: ['amount', 'hearingImpossible'] },
  lapse: { required: [], optional: ['amount', 'reasons'] },
  order: {
    required: ['orderReference', 'orderIssuedOn'],
    optional: ['orderCourt', 'orderAmount', 'orderCurrency', 'amount', 'legalBasis'],
  },
  finalise: { required: [], optional: ['amount', 'legalBasis'] },
  enforce: { required: [], optional: [...value, ...rate, 'rateRule', 'finalityWaived', 'legalBasis'] },
  manage: { required: [], optional: ['amount', 'recipient'] },
  realise: { required: ['amount'], optional: ['currency', ...rate] },
  expense: { required: ['amount', 'reasons'], optional: ['currency', ...rate, 'legalBasis'] },
  return: disposal,
  share: disposal,
  compensate: disposal,
  retain: { ...disposal, required: ['returnBasis'], optional: ['recipient', ...disposal.optional] },
  revalue: { required: ['amount', 'valuationKind', 'valuationOn'], optional: ['currency', ...rate] },
}

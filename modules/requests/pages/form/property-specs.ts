import { confiscationRoutes, judgmentStates, returnBases, undertakingKinds } from '../../contract.ts'
import { field, type FieldSpec } from './field-spec.ts'

const text = { widget: 'text' } as const

/** The form on freezing and confiscation (UNCAC arts 54–55); the copies to choose from are the draft's own attachments. */
export const confiscationFields: readonly FieldSpec[] = [
  field('route', 'field.route', {
    widget: 'choice',
    required: true,
    clearable: true,
    options: confiscationRoutes.map((value) => ({ value, label: `route.${value}` as const })),
  }),
  field('grounds', 'field.confiscationGrounds', { ...text, hint: 'field.confiscationGrounds.hint' }),
  field('court', 'field.court'),
  field('reference', 'field.orderReference'),
  field('issuedOn', 'field.issuedOn', { widget: 'date' }),
  field('final', 'field.orderFinal', {
    widget: 'choice',
    clearable: true,
    options: [
      { value: 'yes', label: 'yes' },
      { value: 'no', label: 'no' },
    ],
  }),
  field('copy', 'field.orderCopy', { widget: 'choice', clearable: true, options: [], hint: 'field.orderCopy.hint' }),
  field('extent', 'field.extent', text),
  field('thirdParties', 'field.thirdParties', text),
  field('provisionalMeasures', 'field.provisionalMeasures', text),
  field('noProsecution', 'field.noProsecution', text),
  field('maximumAmount', 'field.maximumAmount', { hint: 'field.amount.hint' }),
  field('currency', 'field.currency', { hint: 'field.currency.hint' }),
]

/** Fields of the form that belong to the order itself. */
export const orderFields: readonly string[] = ['court', 'reference', 'issuedOn', 'final', 'copy']

/** The form on the return of property (UNCAC art. 57(3), (5)). */
export const returnFields: readonly FieldSpec[] = [
  field('basis', 'field.returnBasis', {
    widget: 'choice',
    clearable: true,
    options: returnBases.map((value) => ({ value, label: `basis.${value}` as const })),
  }),
  field('priorOwnership', 'field.priorOwnership', text),
  field('damage', 'field.damage', text),
  field('judgment', 'field.judgment', {
    widget: 'choice',
    clearable: true,
    options: judgmentStates.map((value) => ({ value, label: `judgment.${value}` as const })),
  }),
  field('judgmentDetails', 'field.judgmentDetails', text),
  field('victims', 'field.victims', text),
  field('disposal', 'field.disposal', text),
]

export const undertakingFields: readonly FieldSpec[] = [
  field('kind', 'field.kind', {
    widget: 'choice',
    required: true,
    options: undertakingKinds.map((value) => ({ value, label: `undertaking.${value}` as const })),
  }),
  field('text', 'field.undertakingText', { widget: 'text', required: true }),
]

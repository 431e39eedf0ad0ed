import type { DetailName } from '../../rules/measure-details.ts'
import { field, type FieldSpec } from './field-spec.ts'

/** What kinds of measures ask for besides their description; a form shows those of its kind. */
export const detailFields = [
  detail('person', {}),
  detail('questions', { widget: 'text' }),
  detail('place', { widget: 'text' }),
  detail('accounts', { widget: 'text' }),
  detail('periodFrom', { widget: 'date' }),
  detail('periodUntil', { widget: 'date' }),
  detail('identifier', { hint: 'field.identifier.hint' }),
  detail('necessity', { widget: 'text', hint: 'field.necessity.hint' }),
  detail('consent', { widget: 'text' }),
  detail('custody', { widget: 'text' }),
  detail('officials', { widget: 'text' }),
  detail('allowances', { widget: 'text' }),
  detail('homeLaw', { widget: 'text' }),
] as const satisfies readonly FieldSpec[]

function detail(name: DetailName, more: Partial<FieldSpec>): FieldSpec & { readonly name: DetailName } {
  return { ...field(name, `field.${name}`, more), name }
}

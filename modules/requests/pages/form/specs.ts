import { measureKinds } from '../../contract.ts'
import { detailFields } from './detail-specs.ts'
import { field, type FieldSpec } from './field-spec.ts'

export type { FieldSpec } from './field-spec.ts'

export const personFields: readonly FieldSpec[] = [
  field('kind', 'field.kind', {
    widget: 'choice',
    required: true,
    options: [
      { value: 'natural', label: 'personKind.natural' },
      { value: 'legal', label: 'personKind.legal' },
    ],
  }),
  field('name', 'field.name', { required: true, hint: 'field.name.hint' }),
  field('position', 'field.position', {
    widget: 'choice',
    required: true,
    options: (['suspect', 'accused', 'convicted', 'witness', 'victim', 'owner', 'other'] as const).map((value) => ({
      value,
      label: `position.${value}` as const,
    })),
  }),
  field('aliases', 'field.aliases'),
  field('nationality', 'field.nationality'),
  field('bornOn', 'field.bornOn', { widget: 'date' }),
  field('birthPlace', 'field.birthPlace'),
  field('identityDocument', 'field.identityDocument'),
  field('registrationNumber', 'field.registrationNumber'),
  field('address', 'field.address', { widget: 'text' }),
]

export const propertyFields: readonly FieldSpec[] = [
  field('kind', 'field.kind', {
    widget: 'choice',
    required: true,
    options: [
      { value: 'money', label: 'propertyKind.money' },
      { value: 'specific-item', label: 'propertyKind.specific-item' },
      { value: 'equivalent-value', label: 'propertyKind.equivalent-value' },
    ],
  }),
  field('description', 'field.description', { required: true }),
  field('amount', 'field.amount', { hint: 'field.amount.hint' }),
  field('currency', 'field.currency', { hint: 'field.currency.hint' }),
  field('location', 'field.location', { widget: 'text' }),
  field('account', 'field.account'),
  field('grounds', 'field.grounds', { widget: 'text' }),
]

export const offenceFields: readonly FieldSpec[] = [
  field('title', 'field.offenceTitle', { required: true }),
  field('provision', 'field.provision', { required: true }),
  field('lawText', 'field.lawText', { widget: 'text' }),
  field('maximumPenalty', 'field.maximumPenalty'),
  field('uncacArticle', 'field.uncacArticle'),
]

export const measureFields: readonly FieldSpec[] = [
  field('kind', 'field.kind', {
    widget: 'choice',
    required: true,
    options: measureKinds.map((value) => ({ value, label: `measure.${value}` as const })),
  }),
  field('description', 'field.description', { widget: 'text', required: true }),
  field('procedureWished', 'field.procedureWished', { widget: 'text', hint: 'field.procedureWished.hint' }),
  ...detailFields,
]

export const proceedingFields: readonly FieldSpec[] = [
  field('nature', 'field.nature', {
    widget: 'choice',
    required: true,
    options: (['investigation', 'prosecution', 'judicial-proceeding'] as const).map((value) => ({
      value,
      label: `nature.${value}` as const,
    })),
  }),
  field('subjectMatter', 'field.subjectMatter', { widget: 'text', required: true }),
  field('authorityName', 'field.authorityName', { required: true }),
  field('authorityFunctions', 'field.authorityFunctions', { required: true }),
]

export const factsFields: readonly FieldSpec[] = [field('facts', 'field.facts', { widget: 'text', hint: 'field.facts.hint' })]

export const purposeFields: readonly FieldSpec[] = [
  field('purpose', 'field.purpose', { widget: 'text', required: true, hint: 'field.purpose.hint' }),
]

export const urgencyFields: readonly FieldSpec[] = [
  field('urgency', 'field.urgency', {
    widget: 'choice',
    required: true,
    options: [
      { value: 'routine', label: 'urgency.routine' },
      { value: 'urgent', label: 'urgency.urgent' },
    ],
  }),
  field('urgencyReason', 'field.urgencyReason', { widget: 'text' }),
  field('suggestedDeadline', 'field.suggestedDeadline', { widget: 'date' }),
  field('deadlineReason', 'field.deadlineReason', { widget: 'text' }),
  field('confidentiality', 'field.confidentiality', {
    widget: 'choice',
    required: true,
    options: [
      { value: 'ordinary', label: 'confidentiality.ordinary' },
      { value: 'keep-confidential', label: 'confidentiality.keep-confidential' },
    ],
  }),
]

export const basicsFields: readonly FieldSpec[] = [
  field('subject', 'field.subject', { required: true, hint: 'field.subject.hint' }),
  field('legalBasis', 'field.legalBasis', { widget: 'lines', required: true, hint: 'field.legalBasis.hint' }),
  field('requestingAuthority', 'field.requestingAuthority', { required: true, hint: 'field.requestingAuthority.hint' }),
  field('language', 'field.language', {
    widget: 'choice',
    required: true,
    options: (['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const).map((value) => ({ value, label: `language.${value}` as const })),
  }),
]

export const matterFields: readonly FieldSpec[] = [
  field('title', 'field.title', { required: true }),
  field('facts', 'field.facts', { widget: 'text' }),
]

import type { Confiscation, DraftContent, Request } from '../../contract.ts'
import { asksForReturn, concernsProperty } from '../../rules/completeness-of-property.ts'
import { basicsFields, factsFields, proceedingFields, purposeFields, urgencyFields, type FieldSpec } from './specs.ts'
import { confiscationFields, orderFields, returnFields } from './property-specs.ts'
import { filledIn, type Typed } from './read-fields.ts'

/** Sections that are one form each. */
export const formSections = ['basics', 'proceeding', 'facts', 'confiscation', 'return', 'purpose', 'urgency'] as const
export type FormSection = (typeof formSections)[number]

/** Sections that are lists; each item has its own small page. */
export const listSections = ['offences', 'persons', 'property', 'measures', 'undertakings'] as const
export type ListSection = (typeof listSections)[number]

/** The order in which a draft is written. */
export const sectionOrder = [
  'basics',
  'proceeding',
  'facts',
  'offences',
  'persons',
  'property',
  'measures',
  'confiscation',
  'return',
  'purpose',
  'undertakings',
  'attachments',
  'urgency',
] as const
export type SectionName = (typeof sectionOrder)[number]

const fieldsOf: Readonly<Record<FormSection, readonly FieldSpec[]>> = {
  basics: basicsFields,
  proceeding: proceedingFields,
  facts: factsFields,
  confiscation: confiscationFields,
  return: returnFields,
  purpose: purposeFields,
  urgency: urgencyFields,
}

/** Sections that stand as one object of their own in the content. */
const objects: readonly FormSection[] = ['proceeding', 'confiscation', 'return']

export function sectionFields(section: FormSection): readonly FieldSpec[] {
  return fieldsOf[section]
}

/** The fields of a section's form for one draft: an order's copy is one of its files. */
export function fieldsFor(section: FormSection, { content, attachments }: FormOwner): readonly FieldSpec[] {
  const chosen = content.confiscation?.order?.copy
  const names = [...new Set([...attachments.map(({ name }) => name), ...(chosen === undefined ? [] : [chosen])])]
  if (section !== 'confiscation') return sectionFields(section)
  const needed = neededOn[content.confiscation?.route ?? 'non-conviction']
  return sectionFields(section).map((spec) => ({
    ...spec,
    ...(spec.name === 'copy' ? { options: names.map((value) => ({ value })) } : {}),
    ...(needed.includes(spec.name) ? { required: true as const } : {}),
  }))
}

/** What the form of each route does not mark as optional; the check is what decides. */
const neededOn: Readonly<Record<Confiscation['route'], readonly string[]>> = {
  'trace-or-freeze': [],
  'domestic-order': ['grounds'],
  'foreign-order': ['court', 'final', 'copy', 'extent', 'thirdParties'],
  'non-conviction': [],
}

interface FormOwner {
  readonly content: DraftContent
  readonly attachments: readonly { readonly name: string }[]
}

/** Whether this draft's own contents ask for a section; what is written in one counts as asking. */
export function isAsked(section: SectionName, content: DraftContent): boolean {
  if (section === 'confiscation') return content.confiscation !== undefined || concernsProperty(content)
  if (section === 'return') return asksForReturn(content)
  return true
}

/** What the section's form shows of a draft. */
export function sectionValues(section: FormSection, content: DraftContent): Typed {
  const source = sourceOf(section, content)
  return Object.fromEntries(sectionFields(section).map(({ name }) => [name, textOf(source[name])]))
}

function sourceOf(section: FormSection, content: DraftContent): Readonly<Record<string, unknown>> {
  if (section === 'proceeding') return content.proceeding ?? {}
  if (section === 'return') return content.return ?? {}
  if (section === 'confiscation') return { ...content.confiscation, ...content.confiscation?.order }
  return content
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('\n')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : ''
}

/** The draft with this section as typed; still to be parsed by the contract's `DraftContent`. */
export function withSection(section: FormSection, content: DraftContent, typed: Typed): Record<string, unknown> {
  const filled = filledIn(sectionFields(section), typed)
  if (section === 'proceeding') return { ...content, proceeding: filled }
  if (objects.includes(section)) {
    const others = Object.fromEntries(Object.entries(content).filter(([name]) => name !== section))
    return Object.keys(filled).length === 0 ? others : { ...others, [section]: shaped(section, filled) }
  }
  const others = Object.entries(content).filter(([name]) => !sectionFields(section).some((field) => field.name === name))
  return { ...Object.fromEntries(others), ...filled }
}

/** The order of a court is one thing within the section. */
function shaped(section: FormSection, filled: Readonly<Record<string, unknown>>): object {
  if (section !== 'confiscation') return filled
  const ofOrder = Object.entries(filled).filter(([name]) => orderFields.includes(name))
  const rest = Object.entries(filled).filter(([name]) => !orderFields.includes(name))
  const order = ofOrder.map(([name, value]) => [name, name === 'final' ? value === 'yes' : value])
  return { ...Object.fromEntries(rest), ...(order.length > 0 ? { order: Object.fromEntries(order) } : {}) }
}

/** The section where a path of a finding (`content.proceeding.nature`) is filled in. */
export function sectionOfPath(path: string): SectionName {
  const part = path.split('.')[1] ?? ''
  const own = sectionOrder.find((section) => section === part)
  if (own) return own
  const form = formSections.find(
    (section) => !objects.includes(section) && sectionFields(section).some((field) => field.name === part),
  )
  return form ?? 'basics'
}

/** Where the way through a draft goes on after one of its sections: the next that is asked for, at last the overview. */
export function afterSection({ id, content }: Pick<Request, 'id' | 'content'>, section: SectionName): string {
  const next = sectionOrder.slice(sectionOrder.indexOf(section) + 1).find((one) => isAsked(one, content))
  return next === undefined ? `/requests/${id}/edit` : `/requests/${id}/edit/${next}`
}

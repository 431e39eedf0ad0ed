import type { DraftContent } from '../../contract.ts'
import { basicsFields, factsFields, proceedingFields, purposeFields, urgencyFields, type FieldSpec } from './specs.ts'
import { filledIn, type Typed } from './read-fields.ts'

/** Sections that are one form each. */
export const formSections = ['basics', 'proceeding', 'facts', 'purpose', 'urgency'] as const
export type FormSection = (typeof formSections)[number]

/** Sections that are lists; each item has its own small page. */
export const listSections = ['offences', 'persons', 'property', 'measures'] as const
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
  'purpose',
  'attachments',
  'urgency',
] as const
export type SectionName = (typeof sectionOrder)[number]

const fieldsOf: Readonly<Record<FormSection, readonly FieldSpec[]>> = {
  basics: basicsFields,
  proceeding: proceedingFields,
  facts: factsFields,
  purpose: purposeFields,
  urgency: urgencyFields,
}

export function sectionFields(section: FormSection): readonly FieldSpec[] {
  return fieldsOf[section]
}

/** What the section's form shows of a draft. */
export function sectionValues(section: FormSection, content: DraftContent): Typed {
  const source: Readonly<Record<string, unknown>> = section === 'proceeding' ? (content.proceeding ?? {}) : content
  return Object.fromEntries(sectionFields(section).map(({ name }) => [name, textOf(source[name])]))
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('\n')
  return typeof value === 'string' ? value : ''
}

/** The draft with this section as typed; still to be parsed by the contract's `DraftContent`. */
export function withSection(section: FormSection, content: DraftContent, typed: Typed): Record<string, unknown> {
  const filled = filledIn(sectionFields(section), typed)
  if (section === 'proceeding') return { ...content, proceeding: filled }
  const others = Object.entries(content).filter(([name]) => !sectionFields(section).some((field) => field.name === name))
  return { ...Object.fromEntries(others), ...filled }
}

/** The section where a path of a finding (`content.proceeding.nature`) is filled in. */
export function sectionOfPath(path: string): SectionName {
  const part = path.split('.')[1] ?? ''
  const own = sectionOrder.find((section) => section === part)
  if (own) return own
  const form = formSections.find(
    (section) => section !== 'proceeding' && sectionFields(section).some((field) => field.name === part),
  )
  return form ?? 'basics'
}

import type { z } from 'zod'
import { Measure, measureKinds, Offence, RequestPerson, RequestProperty, Undertaking, type DraftContent } from '../../contract.ts'
import { undertakingFields } from './property-specs.ts'
import { detailsOfKind } from '../../rules/measure-details.ts'
import { detailFields } from './detail-specs.ts'
import { measureFields, offenceFields, personFields, propertyFields, type FieldSpec } from './specs.ts'
import type { ListSection } from './sections.ts'

/** One kind of repeated group: its fields, its schema and how a line of a list names it. */
export interface ItemKind {
  readonly fields: readonly FieldSpec[]
  readonly schema: z.ZodType
  /** Field whose text names the item in lists. */
  readonly nameField: string
}

const kinds: Readonly<Record<ListSection, ItemKind>> = {
  persons: { fields: personFields, schema: RequestPerson, nameField: 'name' },
  property: { fields: propertyFields, schema: RequestProperty, nameField: 'description' },
  offences: { fields: offenceFields, schema: Offence, nameField: 'title' },
  // The identifier of a measure is kept or given by the page, never typed.
  measures: { fields: measureFields, schema: Measure.omit({ id: true }), nameField: 'description' },
  undertakings: { fields: undertakingFields, schema: Undertaking, nameField: 'text' },
}

export function itemKind(section: ListSection): ItemKind {
  return kinds[section]
}

/** The fields that an item's form shows: of a measure those that its kind asks for, and those that hold something. */
export function shownFields(section: ListSection, item: Readonly<Record<string, string>>): readonly FieldSpec[] {
  const { fields } = kinds[section]
  if (section !== 'measures') return fields
  const asked = detailsAsked(item)
  return fields.filter(
    ({ name }) => !detailFields.some((detail) => detail.name === name) || asked.includes(name) || (item[name] ?? '') !== '',
  )
}

/** Names of the details that a measure's kind asks for. */
export function detailsAsked(item: Readonly<Record<string, string>>): readonly string[] {
  const kind = measureKinds.find((one) => one === item['kind'])
  return kind === undefined ? [] : detailsOfKind[kind].map(({ name }) => name)
}

/** The items of a section as plain records of texts. */
export function itemsOf(
  section: ListSection,
  content: Pick<DraftContent, ListSection>,
): readonly Readonly<Record<string, string>>[] {
  const items: readonly object[] = content[section] ?? []
  return items.map((item) =>
    Object.fromEntries(Object.entries(item).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
  )
}

/** How a list names an item: its name field, shortened. */
export function itemName(section: ListSection, item: Readonly<Record<string, string>>): string {
  const name = item[kinds[section].nameField] ?? ''
  return name.length > 120 ? `${name.slice(0, 119)}…` : name
}

import type { Problem } from '@comity/errors'
import { z } from 'zod'
import { Measure, Offence, RequestPerson, RequestProperty, Undertaking } from '../../contract.ts'
import { itemKind, itemsOf } from '../form/items.ts'
import { filledIn, fingerprintOf, problemsOf, type Typed } from '../form/read-fields.ts'
import type { ListSection } from '../form/sections.ts'
import type { Say } from '../texts.ts'
import type { Lists, Owner } from './owner.ts'

/** What came of a changed item. */
export type ItemSaved =
  | { readonly kind: 'saved' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'faulty'; readonly problems: readonly Problem[] }

const listOf = {
  persons: z.array(RequestPerson).max(200),
  property: z.array(RequestProperty).max(200),
  offences: z.array(Offence).max(50),
  measures: z.array(Measure).max(50),
  undertakings: z.array(Undertaking).max(20),
} as const

/** Adds an item (`at` null) or puts it in the place of one that nobody has changed since. `newId` is for a new measure. */
export async function saveItem(
  owner: Owner,
  section: ListSection,
  change: { readonly at: number | null; readonly typed: Typed; readonly say: Say; readonly newId: string },
): Promise<ItemSaved> {
  const { at, typed, say, newId } = change
  const items = itemsOf(section, owner.lists)
  const before = at === null ? undefined : items[at]
  if (at !== null && typed['was'] !== fingerprintOf(before)) return { kind: 'conflict' }
  const { fields, schema } = itemKind(section)
  const parsed = schema.safeParse(filledIn(fields, typed))
  if (!parsed.success) return { kind: 'faulty', problems: problemsOf(say, parsed.error, fields) }
  const item = section === 'measures' ? { ...filledIn(fields, typed), id: before?.['id'] ?? newId } : parsed.data
  const changed: unknown[] = at === null ? [...items, item] : [...items.slice(0, at), item, ...items.slice(at + 1)]
  await owner.save(withList(owner.lists, section, changed))
  return { kind: 'saved' }
}

/** Takes an item out, unless somebody changed it meanwhile. */
export async function removeItem(
  owner: Owner,
  section: ListSection,
  at: number,
  was: string | undefined,
): Promise<'removed' | 'conflict'> {
  const items = itemsOf(section, owner.lists)
  if (was !== fingerprintOf(items[at])) return 'conflict'
  await owner.save(withList(owner.lists, section, items.toSpliced(at, 1)))
  return 'removed'
}

function withList(lists: Lists, section: ListSection, items: readonly unknown[]): Lists {
  if (section === 'persons') return { ...lists, persons: listOf.persons.parse(items) }
  if (section === 'property') return { ...lists, property: listOf.property.parse(items) }
  if (section === 'offences') return { ...lists, offences: listOf.offences.parse(items) }
  if (section === 'undertakings') return { ...lists, undertakings: listOf.undertakings.parse(items) }
  return { ...lists, measures: listOf.measures.parse(items) }
}

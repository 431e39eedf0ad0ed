import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Narrowing, RequestSort } from './contract.ts'
import { fromCursor } from './rules/cursor.ts'
import { finalStates } from './rules/lifecycle.ts'
import type { Sight } from './rules/sight.ts'

/** An order of a list: what it is sorted by, and what a row's place in it is called. */
export interface Order {
  readonly by: RawBuilder<unknown>
  readonly direction: 'asc' | 'desc'
  /** The type that a place is read back as. */
  readonly type: RawBuilder<unknown>
  readonly keyOf: (row: { own_reference: string; created_at: Date; changed_at: Date; due_on: string | null }) => string
}

const instant = { by: sql.ref('changed_at'), type: sql`timestamptz` }

/** What is looked for by its words: when it came to be, newest first. */
export const newest: Order = {
  by: sql.ref('created_at'),
  type: sql`timestamptz`,
  direction: 'desc',
  keyOf: (row) => row.created_at.toISOString(),
}

/** The orders of lists; an index on office, order and id serves each. */
export const orders: Readonly<Record<RequestSort, Order>> = {
  changed: { ...instant, direction: 'desc', keyOf: (row) => row.changed_at.toISOString() },
  unchanged: { ...instant, direction: 'asc', keyOf: (row) => row.changed_at.toISOString() },
  reference: { by: sql.ref('own_reference'), type: sql`text`, direction: 'asc', keyOf: (row) => row.own_reference },
  // What has no day comes last.
  due: {
    by: sql`coalesce(due_on, 'infinity'::date)`,
    type: sql`date`,
    direction: 'asc',
    keyOf: (row) => row.due_on ?? 'infinity',
  },
}

/** Past the last row of the page before: compared as a pair, so that the index on both columns serves it. */
export function beyond({ by, type, direction }: Order, cursor: string): RawBuilder<boolean> {
  const { key, id } = fromCursor(cursor)
  const place = sql`(cast(${key} as ${type}), ${id}::uuid)`
  return direction === 'desc' ? sql<boolean>`(${by}, id) < ${place}` : sql<boolean>`(${by}, id) > ${place}`
}

/** In the very words of the indexes of what is open. */
export const isOpen = sql<boolean>`state <> all (array[${sql.join(finalStates.map((state) => sql.lit(state)))}])`

/** What a filter asks of a row besides its direction, state, counterpart, matter, measure and text; `mine` are the persons as whom this reader sees. */
export function narrowedBy(
  filter: Narrowing & { readonly ids?: readonly string[] | undefined },
  sight: Sight,
): RawBuilder<boolean>[] {
  const { open, mine, assignee, unit, dueBefore, ids } = filter
  return [
    ...(open ? [isOpen] : []),
    ...(mine ? [sql<boolean>`assignee = any(${personsOf(sight)}::text[])`] : []),
    ...(assignee === 'nobody' ? [sql<boolean>`assignee is null`] : []),
    ...(assignee && assignee !== 'nobody' ? [sql<boolean>`assignee = ${assignee}`] : []),
    ...(unit === 'office' ? [sql<boolean>`unit is null`] : []),
    ...(unit && unit !== 'office' ? [sql<boolean>`unit = ${unit}::uuid`] : []),
    // As the order by what is due says it, so that one index serves both.
    ...(dueBefore ? [sql<boolean>`${orders.due.by} < ${dueBefore}::date`] : []),
    ...(ids ? [sql<boolean>`id = any(${[...ids]}::uuid[])`] : []),
  ]
}

/** The reader and those whose place they hold. */
export function personsOf({ tokens }: Sight): string[] {
  return tokens.flatMap((token) => (token.startsWith('person:') ? [token.slice('person:'.length)] : []))
}

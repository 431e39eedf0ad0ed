import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { PLANNED_ANEW } from '@comity/database'
import type { Sight } from '../rules/sight.ts'
import { readQuery } from './rules/read-query.ts'

/** What narrows the words in the index itself. */
export interface SaidBy {
  readonly kind: 'request' | 'matter'
  readonly sight: Sight
  readonly direction?: string | undefined
}

/**
 * The rows of requests or matters that themselves say all these words, the last of them also as a beginning: what a list is narrowed to. As the search
 * finds them, but for lines and files. The reader's tokens are asked for in the index, so that common words lead to few rows; whoever reads the rows
 * compares their tokens again. Planned anew, for a rare word leads to its rows, and rows in their order to a very common one.
 */
export function saying({ kind, sight, direction }: SaidBy, text: string): RawBuilder<boolean> {
  const query = readQuery(text)
  if (query === null || (!sight.all && sight.tokens.length === 0)) return sql<boolean>`false`
  const terms = [...(query.wider ?? query.terms)]
  const marks = [
    // A tenth of what is found at most are matters; nearly all else are requests.
    ...(kind === 'matter' ? [anyOf(['kind:matter'])] : []),
    ...(sight.all ? [] : [anyOf(sight.tokens)]),
    ...(direction === undefined ? [] : [anyOf([`direction:${direction}`])]),
  ]
  const narrowed = marks.map((mark) => sql` && ${mark}::tsquery`)
  return sql<boolean>`id in (${sql.raw(PLANNED_ANEW)} select entry.thing_id from requests.search_entry as entry
    where entry.kind = ${sql.lit(kind)} and entry.vector @@ (requests.search_query(${terms}::text[])${sql.join(narrowed, sql``)}))`
}

/** One of these marks, as a query spells them. */
export function anyOf(marks: readonly string[]): string {
  return marks.map((mark) => `'~${mark.replace(/['\\]/g, '$&$&')}'`).join('|')
}

import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { PLANNED_ANEW } from '@comity/database'
import { readQuery } from './rules/read-query.ts'

/**
 * The rows of requests or matters that themselves say all these words, the last of them also as a beginning: what a list is narrowed to. As the search
 * finds them, but for lines and files. It says nothing of who may see a row; the list's own condition does. Planned anew, for a rare word leads
 * to its rows, and rows in their order to a common one.
 */
export function saying(kind: 'request' | 'matter', text: string): RawBuilder<boolean> {
  const query = readQuery(text)
  if (query === null) return sql<boolean>`false`
  const terms = [...(query.wider ?? query.terms)]
  return sql<boolean>`id in (${sql.raw(PLANNED_ANEW)} select entry.thing_id from requests.search_entry as entry
    where entry.kind = ${sql.lit(kind)} and entry.vector @@ requests.search_query(${terms}::text[]))`
}

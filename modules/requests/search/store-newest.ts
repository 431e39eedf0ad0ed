import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import { fromCursor } from '../rules/cursor.ts'
import type { Sight } from '../rules/sight.ts'
import { visibleTo } from '../store-sight.ts'
import { readQuery } from './rules/read-query.ts'
import { anyOf } from './store-saying.ts'

/** What is looked for, what else is asked of each request, and from where on. */
export interface NewestSaying {
  readonly text: string
  readonly conditions: readonly RawBuilder<boolean>[]
  readonly after: string | undefined
  readonly most: number
  readonly columns: RawBuilder<unknown>
}

/** Marks of time hold 24 days each (migration 0005). */
const STRETCH = 21

/**
 * The newest requests that themselves say all these words, the last of them also as a beginning, by when they came to be. First looked for in the last
 * months (of common words: weeks), then everywhere, so that what stands in thousands costs no more than what stands in ten.
 */
export async function newestSaying<Row>(db: Db, sight: Sight, asked: NewestSaying): Promise<Row[]> {
  const query = readQuery(asked.text)
  if (query === null || (!sight.all && sight.tokens.length === 0)) return []
  const terms = [...(query.wider ?? query.terms)]
  const place = asked.after === undefined ? null : fromCursor(asked.after)
  const from = place === null ? sql`(select max(at) from requests.search_entry)` : sql`${place.key}::timestamptz`
  const lately = sql`(select string_agg(format('''~%s:%s''', ${sql.lit(STRETCH)}, (floor(extract(epoch from ${from}))::bigint >> ${sql.lit(STRETCH)}) - back), '|')::tsquery
    from generate_series(0, case when requests.all_common(${terms}::text[]) then 1 else 9 end) as back)`
  const held = sight.all ? null : sight.tokens
  const seen = held === null ? sql`entry.own_authority = ${sight.office}` : sql`entry.access && ${[...held]}::text[]`
  // Beside a common word the reader's tokens are asked for in the index; beside a rare one that costs more than comparing its few entries.
  const words = (stretch: RawBuilder<unknown> | null) => sql`(select requests.search_query(${terms}::text[])
    ${held === null ? sql`` : sql`&& case when requests.all_common(${terms}::text[]) then ${anyOf(held)}::tsquery else ''::tsquery end`}
    ${stretch === null ? sql`` : sql`&& ${stretch}`})`
  for (const stretch of [lately, null]) {
    const { rows } = await sql<Row>`
      select request.* from (
        select entry.thing_id, max(entry.at) as at from requests.search_entry as entry
        where entry.vector @@ ${words(stretch)} and entry.kind = 'request' and ${seen}
        group by entry.thing_id
        ${place === null ? sql`` : sql`having (max(entry.at), entry.thing_id) < (${place.key}::timestamptz, ${place.id}::uuid)`}
        order by at desc, entry.thing_id desc offset 0
      ) as said
      cross join lateral (
        select ${asked.columns} from requests.request where id = said.thing_id and ${sql.join(
          [visibleTo(sight), ...asked.conditions].map((one) => sql`(${one}) is true`),
          sql` and `,
        )} offset 0
      ) as request
      order by said.at desc, said.thing_id desc limit ${sql.lit(asked.most)}`.execute(db)
    if (rows.length >= asked.most || stretch === null) return rows
  }
  return []
}

import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import { fromCursor } from '../rules/cursor.ts'
import type { Sight } from '../rules/sight.ts'
import { visibleTo } from '../store-sight.ts'
import { readQuery } from './rules/read-query.ts'
import { anyOf } from './store-saying.ts'

/** What is looked for, what else is asked of each request or matter, and from where on. */
export interface NewestSaying {
  readonly kind: 'request' | 'matter'
  readonly text: string
  readonly conditions: readonly RawBuilder<boolean>[]
  /** Only requests that are open, which the conditions say too: they are few, and the index knows them. */
  readonly open: boolean
  readonly after: string | undefined
  readonly most: number
  /** Their names, of the request or matter. */
  readonly columns: readonly string[]
}

/** Marks of time hold 24 days each (migration 0005). */
const STRETCH = 21

/**
 * The newest requests or matters that themselves say all these words, the last of them also as a beginning, by when they came to be. One statement: common
 * words are looked for in the last weeks, where that is too little in the last year, and only then everywhere, so that what stands in thousands costs
 * little more than what stands in ten; rare words, and what is open, everywhere at once.
 */
export async function newestSaying<Row>(db: Db, sight: Sight, asked: NewestSaying): Promise<Row[]> {
  const query = readQuery(asked.text)
  if (query === null || (!sight.all && sight.tokens.length === 0)) return []
  const terms = sql`${[...(query.wider ?? query.terms)]}::text[]`
  const place = asked.after === undefined ? null : fromCursor(asked.after)
  const most = sql.lit(asked.most)
  const table = sql.table(`requests.${asked.kind}`)
  const thing = sql.join(
    asked.columns.map((column) => sql.ref(`thing.${column}`)),
  )
  const seen = sight.all ? sql`entry.own_authority = ${sight.office}` : sql`entry.access && ${[...sight.tokens]}::text[]`
  const from = place === null ? sql`(select max(at) from requests.search_entry)` : sql`${place.key}::timestamptz`
  const stretch = (weeks: number) => sql` && (select string_agg(format('''~%s:%s''', ${sql.lit(STRETCH)},
    (floor(extract(epoch from ${from}))::bigint >> ${sql.lit(STRETCH)}) - back), '|')::tsquery from generate_series(0, ${sql.lit(weeks)}) as back)`
  // Beside common words the reader's tokens are asked for in the index; beside a rare one that costs more than comparing its few entries.
  const tokens = sight.all ? sql`` : sql` && case when common.word then ${anyOf(sight.tokens)}::tsquery else ''::tsquery end`
  const saying = (within: RawBuilder<unknown>, gate: RawBuilder<unknown>) => sql`
    select thing.*, said.at as said_at from (
      select entry.thing_id, max(entry.at) as at from requests.search_entry as entry
      where ${gate} and entry.vector @@ (select requests.search_query(${terms})${tokens}
        ${asked.open ? sql` && '''~open'''::tsquery` : sql``}${within} from common)
        and entry.kind = ${sql.lit(asked.kind)} and ${seen}
      group by entry.thing_id
      ${place === null ? sql`` : sql`having (max(entry.at), entry.thing_id) < (${place.key}::timestamptz, ${place.id}::uuid)`}
      order by at desc, entry.thing_id desc offset 0
    ) as said
    cross join lateral (
      select ${thing} from ${table} as thing where id = said.thing_id and ${sql.join(
        [visibleTo(sight), ...asked.conditions].map((one) => sql`(${one}) is true`),
        sql` and `,
      )} offset 0
    ) as thing
    order by said.at desc, said.thing_id desc limit ${most}`
  const isFull = (name: string) => sql`(select count(*) from ${sql.ref(name)}) >= ${most}`
  const byStretches = asked.open ? sql`false` : sql`(select word from common)`
  const { rows } = await sql<Row>`
    with common as materialized (select requests.all_common(${terms}) as word),
      weeks as materialized (${saying(stretch(1), byStretches)}),
      year as materialized (${saying(stretch(15), sql`${byStretches} and not ${isFull('weeks')}`)}),
      ever as materialized (${saying(sql``, sql`not ${isFull('weeks')} and not ${isFull('year')}`)})
    select * from (
      select * from weeks where ${isFull('weeks')} union all select * from year where ${isFull('year')} union all select * from ever
    ) as found order by said_at desc, id desc`.execute(db)
  return rows
}

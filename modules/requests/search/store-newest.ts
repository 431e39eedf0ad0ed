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

/**
 * The newest requests or matters that themselves say all these words, the last of them also as a beginning, by when they came to be. One statement: common
 * words are looked for in as many of the last weeks as a page of them needs, where that is too little in four times as many, and only then everywhere, so
 * that what stands in thousands costs little more than what stands in ten; rare words everywhere at once, and what is open in a list of its own.
 */
export async function newestSaying<Row>(db: Db, sight: Sight, asked: NewestSaying): Promise<Row[]> {
  const query = readQuery(asked.text)
  if (query === null || (!sight.all && sight.tokens.length === 0)) return []
  const place = asked.after === undefined ? null : fromCursor(asked.after)
  const terms = query.wider ?? query.terms
  const hasLongNumber = terms.some((term) => term.split(' ').some((word) => longNumber.test(word)))
  const { rows } = await (
    asked.open && !hasLongNumber ? newestOf(sight, asked, place, inOpen(sight, terms)) : byStretches(sight, asked, place, terms)
  ).execute(db)
  return rows.map((row) => row as Row)
}

/** As the index leaves out (migration 0014). */
const longNumber = /(?:[0-9].*){5}/

type Place = ReturnType<typeof fromCursor> | null

/** Beside common words the reader's tokens are asked for in the index; beside a rare one that costs more than comparing its few entries. */
function marksOf(sight: Sight): RawBuilder<unknown> {
  return sight.all ? sql`''::tsquery` : sql`${anyOf(sight.tokens)}::tsquery`
}

/** A phrase is compared on each entry: the index of stretches knows words only. */
function isSaid(terms: readonly string[]): RawBuilder<unknown> {
  return terms.some((term) => term.includes(' '))
    ? sql`(entry.vector @@ (select requests.search_query(${[...terms]}::text[]))) is true`
    : sql`true`
}

const dated = sql`requests.search_dated(entry.vector, entry.kind, entry.at)`

function inOpen(sight: Sight, terms: readonly string[]): RawBuilder<unknown> {
  return sql`${dated} @@ (select requests.search_dated_query(${[...terms]}::text[], null, 0) && ${marksOf(sight)}) and ${isSaid(terms)}`
}

function byStretches(sight: Sight, asked: NewestSaying, place: Place, typed: readonly string[]): RawBuilder<unknown> {
  const terms = sql`${[...typed]}::text[]`
  const from = place === null ? sql`(select max(at) from requests.search_entry)` : sql`${place.key}::timestamptz`
  const full = sql.lit(asked.most)
  // A tenth of what is found at most are matters; nearly all else are requests.
  const narrow = [...(asked.kind === 'matter' ? [anyOf(['kind:matter'])] : []), ...(asked.open ? [anyOf(['open'])] : [])].map(
    (mark) => sql` && ${mark}::tsquery`,
  )
  const more = narrow.length === 0 ? sql`` : sql.join(narrow, sql``)
  const during = (stretches: RawBuilder<unknown>) =>
    sql`${dated} @@ (select requests.search_dated_query(${terms}, ${from}, ${stretches}) && ${marksOf(sight)}${more}) and ${isSaid(typed)}`
  const anywhere = sql`entry.vector @@ (select requests.search_query(${terms})
    && case when common.stretches is null then ''::tsquery else ${marksOf(sight)} end${more} from common)`
  const stage = (gate: RawBuilder<unknown>, words: RawBuilder<unknown>) =>
    newestOf(sight, asked, place, sql`${gate} and ${words}`)
  const isFull = (name: string) => sql`(select count(*) from ${sql.ref(name)}) >= ${full}`
  const stretches = sql`(select stretches from common)`
  return sql`
    with common as materialized (select requests.search_stretches(${terms}, ${sight.all ? null : [...sight.tokens]}::text[]) as stretches),
      soon as materialized (${stage(sql`${stretches} > 0`, during(stretches))}),
      later as materialized (${stage(sql`${stretches} > 0 and not ${isFull('soon')}`, during(sql`4 * ${stretches}`))}),
      ever as materialized (${stage(sql`not ${isFull('soon')} and not ${isFull('later')}`, anywhere)})
    select * from (
      select * from soon where ${isFull('soon')} union all select * from later where ${isFull('later')} union all select * from ever
    ) as found order by said_at desc, id desc`
}

/** The newest whose entries are as `wanted` and that this reader may see. */
function newestOf(sight: Sight, asked: NewestSaying, place: Place, wanted: RawBuilder<unknown>) {
  const thing = sql.join(asked.columns.map((column) => sql.ref(`thing.${column}`)))
  const seen = sight.all ? sql`entry.own_authority = ${sight.office}` : sql`entry.access && ${[...sight.tokens]}::text[]`
  return sql`
    select thing.*, said.at as said_at from (
      select entry.thing_id, max(entry.at) as at from requests.search_entry as entry
      where entry.kind = ${sql.lit(asked.kind)} and ${wanted} and ${seen}
      group by entry.thing_id
      ${place === null ? sql`` : sql`having (max(entry.at), entry.thing_id) < (${place.key}::timestamptz, ${place.id}::uuid)`}
      order by at desc, entry.thing_id desc offset 0
    ) as said
    cross join lateral (
      select ${thing} from ${sql.table(`requests.${asked.kind}`)} as thing where id = said.thing_id and ${sql.join(
        [visibleTo(sight), ...asked.conditions].map((one) => sql`(${one}) is true`),
        sql` and `,
      )} offset 0
    ) as thing
    order by said.at desc, said.thing_id desc limit ${sql.lit(asked.most)}`
}

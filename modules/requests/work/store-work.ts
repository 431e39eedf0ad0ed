import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import { WORK_COUNTED_TO, workDays } from '../contract.ts'
import type { WorkDay, WorkPile } from '../contract.ts'
import { listed, toRequestRow } from '../store-lists.ts'
import type { ListedRow } from '../store-lists.ts'
import { visibleTo } from '../store-sight.ts'
import { askedOf, joinAsked, nearOf, walksOf } from './store-work-ways.ts'
import type { WorkOf } from './store-work-ways.ts'
import { placeCursor, placeOf } from './work-place.ts'
import type { Place } from './work-place.ts'

type FoundRow = ListedRow & {
  day: WorkDay
  total: number
  owed: string
  owed_on: string
  changed_to: string
  letter: Place['letter']
}

/**
 * What waits for a person, in piles by when it is owed, soonest first and longest unchanged first, with counts to one more than
 * {@link WORK_COUNTED_TO}: one statement. It takes the first of each pile from each of the reader's desks, and counts until it has counted enough.
 */
export async function workPiles(db: Db, of: WorkOf): Promise<WorkPile[]> {
  const after = of.after === undefined ? null : placeOf(of.after)
  const enough = WORK_COUNTED_TO + 1
  const found = await sql<FoundRow>`
    with standing as materialized (${askedOf(of.owed)}), answer as materialized (${askedOf(of.answers)}),
    pile as materialized (select * from ${pilesOn(of.today)}),
    near as materialized (${nearOf(of)}),
    first as (
      select pile.day, found.* from pile, lateral (
        select * from near where near.owed_on between pile.since and pile.until ${past(after)}
        union all
        (${walksOf(of, { after, most: of.limit + 1 })})) as found
      where ${of.day ?? null}::text is null or pile.day = ${of.day ?? null}::text
    ), cut as materialized (
      select * from (select *, row_number() over (partition by day order by owed_on, changed_at, id, letter) as place from first) as ranked
      where place <= ${of.limit + 1}
    ), counted as materialized (
      select day, (select count(*)::integer from (
          select id from near where near.owed_on between pile.since and pile.until
          union all
          select id from (${walksOf(of, { after: null, most: enough })}) as walked
          limit ${sql.lit(enough)}) as counted) as total
      from pile where day in (select day from cut)
    )
    select cut.day, counted.total, case when cut.letter = 1 then 'note-rendition' else coalesce(answer.owed, standing.owed) end as owed,
      cut.owed_on::text as owed_on, to_char(cut.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as changed_to, cut.letter,
      ${sql.join(listed.map((column) => sql.ref(`request.${column}`)))}
    from cut join counted using (day)
      cross join lateral (select * from requests.request where request.id = cut.id and (${visibleTo(of.sight)}) is true) as request
      ${joinAsked(of, sql`cut.id`)}
    order by cut.day, cut.place`.execute(db)
  return workDays.flatMap((day) =>
    pileOf(
      day,
      found.rows.filter((row) => row.day === day),
      of,
    ),
  )
}

/** The days of each pile, seen from today. */
function pilesOn(today: string): RawBuilder<unknown> {
  const day = sql`${today}::date`
  return sql`(values ('overdue', '-infinity'::date, ${day} - 1), ('today', ${day}, ${day}), ('week', ${day} + 1, ${day} + 7),
    ('later', ${day} + 8, '5874897-12-31'::date), ('undated', 'infinity'::date, 'infinity'::date)) as pile (day, since, until)`
}

function past(after: Place | null): RawBuilder<unknown> {
  if (after === null) return sql``
  const { owedOn, changedAt, id, letter } = after
  return sql`and (owed_on, changed_at, id, letter) > (${owedOn}::date, ${changedAt}::timestamptz, ${id}::uuid, ${letter}::integer)`
}

function pileOf(day: WorkDay, found: readonly FoundRow[], { limit, sight }: WorkOf): WorkPile[] {
  const [first] = found
  if (!first) return []
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return [
    {
      day,
      count: first.total,
      rows: shown.map((row) => ({
        ...toRequestRow(row, sight),
        owed: row.owed,
        owedOn: row.owed_on === 'infinity' ? null : row.owed_on,
      })),
      next: last ? placeCursor({ owedOn: last.owed_on, changedAt: last.changed_to, letter: last.letter, id: last.id }) : null,
    },
  ]
}

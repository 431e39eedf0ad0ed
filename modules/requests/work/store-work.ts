import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { workDays } from '../contract.ts'
import type { WorkDay, WorkPile } from '../contract.ts'
import { fromCursor, toCursor } from '../rules/cursor.ts'
import type { Owed } from '../rules/desk.ts'
import type { Sight } from '../rules/sight.ts'
import { listed, toRequestRow } from '../store-lists.ts'
import type { ListedRow } from '../store-lists.ts'
import { personsOf } from '../store-narrowing.ts'
import { visibleTo } from '../store-sight.ts'

/** Whose work, on which day (`YYYY-MM-DD`), what each situation asks of them, and how much of each pile. */
export interface WorkOf {
  readonly sight: Sight
  readonly readerId: string
  readonly today: string
  readonly owed: ReadonlyMap<string, Owed>
  /** Whether letters to be sent by hand are theirs: of what they or nobody has, or of all. */
  readonly letters: 'none' | 'held' | 'all'
  /** Only that pile, from there on. */
  readonly day?: WorkDay | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** Where a request stands, in the words of rules/desk.ts. */
function situation({ readerId, today }: WorkOf) {
  return sql`direction || ' ' || state || case
    when direction = 'outgoing' and state = 'in-review' and ${readerId} = any(contributors) then ' written'
    when direction = 'incoming' and state = 'clarification-asked' and coalesce(answer_by < ${today}::date, true)
      then case when returns_to in ('with-executing-authority', 'executing', 'executed') then ' execute' else ' decide' end
    when state = 'decided' and decided = 'refused' then ' refused'
    when state = 'decided' and decided = 'postponed' and direction = 'incoming' then ' postponed'
    else '' end`
}

type FoundRow = ListedRow & { day: WorkDay; total: number; owed: string; owed_on: string | null; place: string }

/** What waits for a person, in piles by when it is owed, soonest first and longest unchanged first: one statement. */
export async function workPiles(db: Db, of: WorkOf): Promise<WorkPile[]> {
  const asked = [...of.owed].map(([where, { act, byHolder }]) => ({ where, act, byHolder }))
  const persons = personsOf(of.sight)
  const states = [...new Set(asked.map(({ where }) => where.split(' ')[1] ?? ''))]
  const from = of.after === undefined ? null : fromCursor(of.after)
  const found = await sql<FoundRow>`
    with standing as (
      select * from unnest(${asked.map(({ where }) => where)}::text[], ${asked.map(({ act }) => act)}::text[],
        ${asked.map(({ byHolder }) => byHolder)}::boolean[]) as asked (situation, owed, by_holder)
    ), mine as (
      select id, changed_at, owed,
        coalesce(due_on, case when direction = 'outgoing' and state = 'clarification-asked' then answer_by end) as owed_on
      from (
        select id, changed_at, due_on, answer_by, direction, state, assignee, drafted_by, ${situation(of)} as situation
        from requests.request
        where ${visibleTo(of.sight)} and direction in ('outgoing', 'incoming') and state = any(${states}::text[])
      ) as open join standing using (situation)
      where not by_holder or assignee = any(${persons}::text[])
        or (assignee is null and (state <> 'draft' or drafted_by = any(${persons}::text[])))
      union all
      select id, changed_at, 'note-rendition', rendition_due from requests.request
      where ${of.letters !== 'none'}::boolean and rendition_due is not null and ${visibleTo(of.sight)}
        and (assignee is null or assignee = any(${persons}::text[]) or ${of.letters === 'all'}::boolean)
    ), dated as (
      select id, owed, owed_on, case
          when owed_on is null then 'undated' when owed_on < ${of.today}::date then 'overdue' when owed_on = ${of.today}::date then 'today'
          when owed_on <= ${of.today}::date + 7 then 'week' else 'later' end as day,
        (coalesce(owed_on, '9999-12-31'::date)::text || to_char(changed_at at time zone 'UTC', ' YYYY-MM-DD HH24:MI:SS.US') || ' ' || owed) collate "C" as place
      from mine
    ), ranked as (
      select *, count(*) over (partition by day) as total from dated
    ), cut as (
      select *, row_number() over (partition by day order by place, id) as shown from ranked
      where (${of.day ?? null}::text is null or day = ${of.day ?? null}::text)
        and (${from?.key ?? null}::text is null or (place, id) > (${from?.key ?? ''}::text collate "C", ${from?.id ?? nobody}::uuid))
    )
    select cut.day, cut.total::integer as total, cut.owed, cut.owed_on, cut.place, ${sql.join(listed.map((column) => sql.ref(`request.${column}`)))}
    from cut join requests.request as request using (id)
    where cut.shown <= ${of.limit + 1} order by cut.place, cut.id`.execute(db)
  return workDays.flatMap((day) =>
    pileOf(
      day,
      found.rows.filter((row) => row.day === day),
      of.limit,
    ),
  )
}

const nobody = '00000000-0000-0000-0000-000000000000'

function pileOf(day: WorkDay, found: readonly FoundRow[], limit: number): WorkPile[] {
  const [first] = found
  if (!first) return []
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return [
    {
      day,
      count: first.total,
      rows: shown.map((row) => ({ ...toRequestRow(row), owed: row.owed, owedOn: row.owed_on })),
      next: last ? toCursor({ key: last.place, id: last.id }) : null,
    },
  ]
}

import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import { workDays } from '../contract.ts'
import type { WorkDay, WorkPile } from '../contract.ts'
import { fromCursor, toCursor } from '../rules/cursor.ts'
import type { Owed } from '../rules/desk.ts'
import type { Sight } from '../rules/sight.ts'
import { listed, toRequestRow } from '../store-lists.ts'
import type { ListedRow } from '../store-lists.ts'
import { isOpen, personsOf } from '../store-narrowing.ts'
import { visibleTo } from '../store-sight.ts'
import { visibleAmongOpen } from '../store-ways.ts'

/** Whose work, on which day (`YYYY-MM-DD`), what each situation asks of them, and how much of each pile. */
export interface WorkOf {
  readonly sight: Sight
  readonly readerId: string
  readonly today: string
  readonly owed: ReadonlyMap<string, Owed>
  /** What the deadline rule of an answer asks of them. */
  readonly answers: ReadonlyMap<string, Owed>
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

/** What is asked of the reader as rows: in which case, what, and whether only of whoever has the request. */
function askedOf(owed: ReadonlyMap<string, Owed>) {
  const acts = [...owed.values()]
  return sql`select * from unnest(${[...owed.keys()]}::text[], ${acts.map(({ act }) => act)}::text[],
    ${acts.map(({ byHolder }) => byHolder)}::boolean[]) as asked (asked, owed, by_holder)`
}

/** Whether it is for the reader to do: what only the holder does is theirs where they hold the request, or nobody does. */
function hasToDo({ sight }: WorkOf, asked: 'answer' | 'standing') {
  const persons = [...personsOf(sight)]
  return sql`(not ${sql.ref(`${asked}.by_holder`)} or assignee = any(${persons}::text[])
    or (assignee is null and (state <> 'draft' or drafted_by = any(${persons}::text[]))))`
}

/** As visibleTo, where something else leads to the rows: their tokens are compared, and the index of the tokens is not asked for all that this reader sees. */
function seen(sight: Sight) {
  return sight.office === null ? visibleTo(sight) : sql`own_authority = ${sight.office} and (${visibleTo(sight)}) is true`
}

/**
 * What stands open in one of the states: what the reader has, what nobody has, and what others have where an act is not only its holder's. A colleague's
 * work is not read to be left out.
 */
function openOf({ sight, owed, answers }: WorkOf, states: readonly string[], open: RawBuilder<unknown>) {
  // What a deadline rule asks an answer for is found by the rule, whoever has it and in whatever state.
  const inState = (some: readonly string[]) => sql`direction in ('outgoing', 'incoming') and state = any(${[...some]}::text[])
    and (due_on is not null and due_for = any(${[...answers.keys()]}::text[])) is not true`
  if (sight.office === null)
    return sql`select ${open} from requests.request where ${visibleAmongOpen(sight)} and ${inState(states)}`
  const persons = personsOf(sight)
  const others = [...owed].filter(([, { byHolder }]) => !byHolder).map(([where]) => where.split(' ')[1] ?? '')
  return sql`
    select ${open} from requests.request
    where ${seen(sight)} and ${isOpen} and assignee = any(${persons}::text[]) and ${inState(states)}
    union all
    select ${open} from requests.request where ${visibleAmongOpen(sight)} and assignee is null and ${inState(states)}
    union all
    select ${open} from requests.request
    where ${visibleAmongOpen(sight)} and assignee <> all(${persons}::text[]) and ${inState([...new Set(others)])}`
}

type FoundRow = ListedRow & { day: WorkDay; total: number; owed: string; owed_on: string | null; place: string }

/** What waits for a person, in piles by when it is owed, soonest first and longest unchanged first: one statement. */
export async function workPiles(db: Db, of: WorkOf): Promise<WorkPile[]> {
  const states = [...new Set([...of.owed.keys()].map((where) => where.split(' ')[1] ?? ''))]
  const rules = [...of.answers.keys()]
  const from = of.after === undefined ? null : fromCursor(of.after)
  const open = sql`id, changed_at, due_on, due_for, answer_by, direction, state, assignee, drafted_by, ${situation(of)} as situation`
  const found = await sql<FoundRow>`
    with standing as (${askedOf(of.owed)}), answer as (${askedOf(of.answers)}), mine as (
      select id, changed_at, coalesce(answer.owed, standing.owed) as owed,
        coalesce(due_on, case when direction = 'outgoing' and state = 'clarification-asked' then answer_by end) as owed_on
      from (
        ${openOf(of, states, open)}
        union all
        select ${open} from requests.request
        where ${seen(of.sight)} and due_on is not null and due_for = any(${rules}::text[])
      ) as open
      left join answer on answer.asked = due_for and ${hasToDo(of, 'answer')}
      left join standing on standing.asked = situation and ${hasToDo(of, 'standing')}
      where answer.owed is not null or standing.owed is not null
      union all
      select id, changed_at, 'note-rendition', rendition_due from requests.request
      where ${of.letters !== 'none'}::boolean and rendition_due is not null and ${seen(of.sight)}
        and (assignee is null or assignee = any(${personsOf(of.sight)}::text[]) or ${of.letters === 'all'}::boolean)
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

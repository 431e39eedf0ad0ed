import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import { WORK_COUNTED_TO } from './contract.ts'
import type { DeskHeap, HeapOnDesk } from './contract.ts'
import type { Sight } from './rules/sight.ts'
import { besideDesks, waysTo } from './store-desk-ways.ts'
import { listed, toRequestRow } from './store-lists.ts'
import type { ListedRow } from './store-lists.ts'
import { isOpen } from './store-narrowing.ts'
import { visibleTo } from './store-sight.ts'
import { partsOf, turnOn } from './store-turn.ts'
import type { Situation } from './store-turn.ts'

/** Whose desk, on which day (`YYYY-MM-DD`), with which heap for each situation, and how many rows of each heap to show. */
export interface DeskOf {
  readonly sight: Sight
  readonly readerId: string
  readonly today: string
  readonly heaps: ReadonlyMap<string, DeskHeap>
  readonly limit: number
}

/**
 * The heaps of a desk with their first rows, longest unchanged first, and their counts to one more than {@link WORK_COUNTED_TO}: one statement. It
 * takes the first of each state from each of the reader's desks, and counts until it has counted enough.
 */
export async function heapsOnDesk(db: Db, of: DeskOf): Promise<HeapOnDesk[]> {
  const { each, onWay, onAny } = waysTo(of.sight)
  const first = sql`order by changed_at, id limit ${sql.lit(of.limit)}`
  const enough = sql`limit ${sql.lit(WORK_COUNTED_TO + 1)}`
  const stuck = (where: RawBuilder<boolean>, take: RawBuilder<unknown>) => sql`
    lateral (select id, changed_at from requests.request where ${where} and problem is not null and ${isOpen} ${take}) as found`
  const found = await sql<ListedRow & { heap: DeskHeap; total: number }>`
    with line as materialized (select * from ${linesOf(of.heaps)}),
    near as materialized (${nearOf(of)}),
    ranked as materialized (
      select heap, id, row_number() over (partition by heap order by changed_at, id) as place from (
        select heap, id, changed_at from near
        union all
        select 'queueProblems', found.* from ${each}, ${stuck(onWay, first)}
        union all
        ${onLines(of, (kind, lateral) => sql`select line.heap, found.* from line cross join ${each}, ${lateral(onWay, first)} where ${kind}`)}
      ) as heaped
    ), counted as materialized (
      select heap, (select count(*)::integer from (
          select from near where near.heap = heaps.heap
          union all
          select from ${stuck(sql<boolean>`${onAny} and heaps.heap = 'queueProblems'`, enough)}
          union all
          ${onLines(
            of,
            (kind, lateral, isState) => sql`
            select from line cross join ${isState ? sql`(select) as way` : each}, ${lateral(isState ? onAny : onWay, enough)} where ${kind} and line.heap = heaps.heap`,
          )}
          ${enough}) as counted) as total
      from (select distinct heap from ranked) as heaps
    )
    select ranked.heap, counted.total, ${sql.join(listed.map((column) => sql.ref(`request.${column}`)))}
    from ranked join counted using (heap) join requests.request as request using (id)
    where ranked.place <= ${of.limit} order by ranked.heap, ranked.place`.execute(db)
  const heaps = new Map<DeskHeap, HeapOnDesk>()
  for (const row of found.rows) {
    const before = heaps.get(row.heap)
    heaps.set(row.heap, { heap: row.heap, count: row.total, rows: [...(before?.rows ?? []), toRequestRow(row, of.sight)] })
  }
  return [...heaps.values()]
}

/** Each state with its heap; where a state has several, each turn with its own. */
function linesOf(heaps: ReadonlyMap<string, DeskHeap>): RawBuilder<unknown> {
  const standing = [...heaps].map(([situation, heap]) => ({ ...partsOf(situation), heap }))
  const lines = standing.flatMap((one): (Omit<Situation, 'turn'> & { turn: string | null; heap: DeskHeap })[] => {
    const alike = standing.filter(({ direction, state }) => direction === one.direction && state === one.state)
    if (alike.some(({ heap }) => heap !== one.heap)) return [one]
    return one === alike[0] ? [{ ...one, turn: null }] : []
  })
  const column = (name: 'direction' | 'state' | 'turn' | 'heap') => sql`${lines.map((line) => line[name])}::text[]`
  return sql`unnest(${column('direction')}, ${column('state')}, ${column('turn')}, ${column('heap')}) as line (direction, state, turn, heap)`
}

type Lateral = (where: RawBuilder<boolean>, take: RawBuilder<unknown>) => RawBuilder<unknown>

/** What is of the lines, by the index of the states, by that of the turns where the state does not tell, and row by row what others are to approve. */
function onLines(
  { readerId, today }: DeskOf,
  select: (kind: RawBuilder<boolean>, lateral: Lateral, isState: boolean) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const lateral =
    (is: RawBuilder<unknown>): Lateral =>
    (where, take) =>
      sql`
      lateral (select id, changed_at from requests.request where ${where} and direction = line.direction and state = line.state${is} ${take}) as found`
  const turn = sql` and state in ('decided', 'clarification-asked') and ${turnOn(today)} = line.turn
    and requests.decided_as(direction, state, decided) = case when line.state = 'decided' then line.turn else '' end`
  return sql.join(
    [
      select(sql<boolean>`line.turn is null`, lateral(sql``), true),
      select(sql<boolean>`line.turn is not null and line.state <> 'in-review'`, lateral(turn), false),
      select(
        sql<boolean>`line.turn = '' and line.state = 'in-review'`,
        lateral(sql` and not (${readerId} = any(contributors))`),
        true,
      ),
    ],
    sql` union all `,
  )
}

/** What lies beside the reader's desks, and on them what the reader wrote in. */
function nearOf({ sight, readerId, today }: DeskOf): RawBuilder<unknown> {
  const written = sql`direction = 'outgoing' and state = 'in-review' and contributors @> array[${readerId}::text]`
  const columns = sql`id, changed_at, direction, state, problem, case when ${written} then 'written' else ${turnOn(today)} end as turn`
  const own = sql`
    select line.heap, own.* from line,
      lateral (select id, changed_at from requests.request where ${waysTo(sight).onAny} and ${written}) as own
    where line.turn = 'written'`
  const beside = besideDesks(sight, columns)
  if (beside === null) return own
  return sql`
    with beside as materialized (${beside})
    ${own}
    union all
    select line.heap, id, changed_at from beside
      join line on line.direction = beside.direction and line.state = beside.state and (line.turn is null or line.turn = beside.turn)
    union all
    select 'queueProblems', id, changed_at from beside where problem is not null`
}

/** How many open requests each of these officers has, of those that this reader may see, to one more than {@link WORK_COUNTED_TO}. */
export async function openLoads(db: Db, sight: Sight, officers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await sql<{ assignee: string; open: number }>`
    select assignee, (select count(*)::integer from (
        select from requests.request
        where request.assignee = officer.assignee and direction in ('outgoing', 'incoming') and ${isOpen} and (${visibleTo(sight)}) is true
        limit ${sql.lit(WORK_COUNTED_TO + 1)}) as counted) as open
    from unnest(${[...officers]}::text[]) as officer (assignee)`.execute(db)
  return new Map(found.rows.map(({ assignee, open }) => [assignee, open]))
}

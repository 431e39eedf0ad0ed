import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { incomingStates, outgoingStates } from './contract.ts'
import type { DeskHeap, HeapOnDesk, RequestState } from './contract.ts'
import type { Sight } from './rules/sight.ts'
import { visibleAmongOpen } from './store-ways.ts'
import { tables } from './tables.ts'
import { finalStates } from './rules/lifecycle.ts'
import { listed, toRequestRow } from './store-lists.ts'
import type { ListedRow } from './store-lists.ts'

/** Whose desk, on which day (`YYYY-MM-DD`), with which heap for each situation, and how many rows of each heap to show. */
export interface DeskOf {
  readonly sight: Sight
  readonly readerId: string
  readonly today: string
  readonly heaps: ReadonlyMap<string, DeskHeap>
  readonly limit: number
}

// Named one by one, as the index on the state wants them.
const openStates = [...new Set<RequestState>([...outgoingStates, ...incomingStates])].filter(
  (state) => !finalStates.includes(state),
)

// Of these the index on the state knows all that the desk needs; only the two others are read from the table itself.
const readFromTable: readonly RequestState[] = ['in-review', 'clarification-asked', 'decided']
const toldByState = openStates.filter((state) => !readFromTable.includes(state))

/** The heaps of a desk with their counts and first rows, longest unchanged first: one statement. */
export async function heapsOnDesk(db: Db, of: DeskOf): Promise<HeapOnDesk[]> {
  const found = await sql<ListedRow & { heap: DeskHeap; total: number }>`
    with unfinished as (
      select id, changed_at, direction || ' ' || state as situation
      from requests.request
      where ${visibleAmongOpen(of.sight)} and direction in ('outgoing', 'incoming') and state = any(${toldByState}::text[])
      union all
      select id, changed_at, 'outgoing in-review' || case when ${of.readerId} = any(contributors) then ' written' else '' end
      from requests.request
      where ${visibleAmongOpen(of.sight)} and direction = 'outgoing' and state = 'in-review'
      union all
      select id, changed_at, direction || ' clarification-asked' || case
          when direction = 'outgoing' or answer_by >= ${of.today}::date then ''
          when returns_to in ('with-executing-authority', 'executing', 'executed') then ' execute'
          else ' decide' end
      from requests.request
      where ${visibleAmongOpen(of.sight)} and direction in ('outgoing', 'incoming') and state = 'clarification-asked'
      union all
      select id, changed_at, direction || ' decided' || case
          when decided = 'refused' then ' refused'
          when decided = 'postponed' and direction = 'incoming' then ' postponed'
          else '' end
      from requests.request
      where ${visibleAmongOpen(of.sight)} and direction in ('outgoing', 'incoming') and state = 'decided'
    ), heaped as (
      select id, changed_at, heap
      from unfinished join unnest(${[...of.heaps.keys()]}::text[], ${[...of.heaps.values()]}::text[]) as standing (situation, heap) using (situation)
      union all
      select id, changed_at, 'queueProblems' from requests.request
      where ${visibleAmongOpen(of.sight)} and problem is not null
    ), ranked as (
      select id, heap, row_number() over (partition by heap order by changed_at, id) as place, count(*) over (partition by heap) as total
      from heaped
    )
    select ranked.heap, ranked.total, ${sql.join(listed.map((column) => sql.ref(`request.${column}`)))}
    from ranked join requests.request as request using (id)
    where ranked.place <= ${of.limit} order by ranked.heap, ranked.place`.execute(db)
  const heaps = new Map<DeskHeap, HeapOnDesk>()
  for (const row of found.rows) {
    const before = heaps.get(row.heap)
    heaps.set(row.heap, { heap: row.heap, count: row.total, rows: [...(before?.rows ?? []), toRequestRow(row)] })
  }
  return [...heaps.values()]
}

/** How many open requests each officer has, of those that this reader may see. */
export async function openLoads(db: Db, sight: Sight): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select(['assignee', sql<number>`count(*)::integer`.as('open')])
    .where('assignee', 'is not', null)
    .where('direction', 'in', ['outgoing', 'incoming'])
    .where('state', 'in', openStates)
    .where(visibleAmongOpen(sight))
    .groupBy('assignee')
    .execute()
  return new Map(rows.map(({ assignee, open }) => [assignee ?? '', open]))
}

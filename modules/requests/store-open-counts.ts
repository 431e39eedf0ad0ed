import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { Dashboard, WORK_COUNTED_TO } from './contract.ts'
import type { RequestState } from './contract.ts'
import type { Sight } from './rules/sight.ts'
import { besideDesks, waysTo } from './store-desk-ways.ts'
import { visibleTo } from './store-sight.ts'

/** Which states each count counts. */
const counted: Readonly<Record<Exclude<keyof Dashboard, 'queueProblems'>, readonly [direction: string, ...RequestState[]]>> = {
  drafts: ['outgoing', 'draft'],
  toReview: ['outgoing', 'in-review'],
  toSend: ['outgoing', 'approved', 'ready', 'sent-orally'],
  clarificationsOwed: ['outgoing', 'clarification-asked'],
  resultsToAssess: ['outgoing', 'result-received'],
  toClose: ['outgoing', 'assessed'],
  toAcknowledge: ['incoming', 'awaiting-confirmation', 'received'],
  toDecide: ['incoming', 'acknowledged', 'under-assessment'],
  toExecute: ['incoming', 'decided', 'with-executing-authority', 'executing', 'executed'],
}

/** What waits for an office, each count to one more than {@link WORK_COUNTED_TO}: one statement, which reads no more than it counts. */
export async function openCounts(db: Db, sight: Sight): Promise<Dashboard> {
  const lines = Object.entries(counted).flatMap(([name, [direction, ...states]]) =>
    states.map((state) => ({ name, direction, state })),
  )
  const column = (of: 'name' | 'direction' | 'state') => sql`${lines.map((line) => line[of])}::text[]`
  const beside = besideDesks(sight, sql`direction, state`) ?? sql`select null::text as direction, null::text as state where false`
  const enough = sql`limit ${sql.lit(WORK_COUNTED_TO + 1)}`
  const found = await sql<{ name: string; count: number }>`
    with line as materialized (select * from unnest(${column('name')}, ${column('direction')}, ${column('state')}) as line (name, direction, state)),
    beside as materialized (${beside})
    select name, (select count(*)::integer from (
        select from line join beside on beside.direction = line.direction and beside.state = line.state where line.name = named.name
        union all
        select from line, lateral (select from requests.request
          where ${waysTo(sight).onAny} and direction = line.direction and state = line.state ${enough}) as found where line.name = named.name
        ${enough}) as counted) as count
    from (select distinct name from line) as named
    union all
    select 'queueProblems', (select count(*)::integer from (
        select from requests.request where problem is not null and (${visibleTo(sight)}) is true ${enough}) as counted)`.execute(
    db,
  )
  return Dashboard.parse(Object.fromEntries(found.rows.map(({ name, count }) => [name, count])))
}

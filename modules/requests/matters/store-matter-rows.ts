import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import type { MatterFilter, MatterRow, Page } from '../contract.ts'
import { toCursor } from '../rules/cursor.ts'
import type { Sight } from '../rules/sight.ts'
import { newestSaying } from '../search/store-newest.ts'
import { saying } from '../search/store-saying.ts'
import { waysTo } from '../store-desk-ways.ts'
import { beyond, orders, personsOf } from '../store-narrowing.ts'
import { visibleTo } from '../store-sight.ts'
import { requestCounts } from './store-matters.ts'

interface FoundRow {
  id: string
  reference: string
  title: string
  assignee: string | null
  unit: string | null
  closed_at: Date | null
  created_at: Date
  changed_at: Date
}

const columns = ['id', 'reference', 'title', 'assignee', 'unit', 'closed_at', 'created_at', 'changed_at'] as const

/** Matters of an office, last changed first; what is looked for by its words comes newest first. */
export async function matterRows(db: Db, sight: Sight, filter: MatterFilter): Promise<Page<MatterRow>> {
  const { text, after, limit } = filter
  const bySaying = Boolean(text?.trim())
  const rows = bySaying
    ? await newestSaying<FoundRow>(db, sight, {
        kind: 'matter',
        text: text ?? '',
        conditions: narrowedMatters({ ...filter, text: undefined }, sight),
        open: false,
        after,
        most: limit + 1,
        columns,
      })
    : await lastChanged(db, sight, filter)
  const found = rows.slice(0, limit)
  const counts = await requestCounts(
    db,
    sight,
    found.map(({ id }) => id),
  )
  const shown = found.map(({ id, reference, title, assignee, unit, closed_at, changed_at }) => ({
    id,
    reference,
    title,
    assignee,
    unit,
    closedAt: closed_at?.toISOString() ?? null,
    ...(counts.get(id) ?? {
      requests: 0,
      openRequests: 0,
    }),
    changedAt: changed_at.toISOString(),
  }))
  const last = rows.length > limit ? found.at(-1) : undefined
  const at = bySaying ? last?.created_at : last?.changed_at
  return { rows: shown, next: last && at ? toCursor({ key: at.toISOString(), id: last.id }) : null }
}

async function lastChanged(db: Db, sight: Sight, filter: MatterFilter): Promise<FoundRow[]> {
  const place = filter.after === undefined ? [] : [beyond(orders.changed, filter.after)]
  const ids = matterIds(sight, filter, place, filter.limit + 1)
  // The tokens are compared on each all the same.
  const { rows } = await sql<FoundRow>`
    select matter.* from (${ids}) as found,
      lateral (select ${sql.join(columns.map((column) => sql.ref(column)))} from requests.matter
        where matter.id = found.id and (${visibleTo(sight)}) is true offset 0) as matter
    order by matter.changed_at desc, matter.id desc`.execute(db)
  return rows
}

/** How many matters match, counted to one more than `most`. */
export async function mattersCountedTo(db: Db, sight: Sight, filter: MatterListFilter, most: number): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::integer as count from (${matterIds(sight, filter, [], most + 1)}) as counted`.execute(db)
  return found.rows[0]?.count ?? 0
}

/** What narrows a list of matters, without its place. */
type MatterListFilter = Omit<MatterFilter, 'after' | 'limit'>

/**
 * The ids of the first matters that match, last changed first. Whoever does not see the whole office comes to them by their desks, by what they have, and by
 * where they are named; what is looked for by its text is found by that.
 */
function matterIds(
  sight: Sight,
  filter: MatterListFilter,
  place: readonly RawBuilder<boolean>[],
  most: number,
): RawBuilder<unknown> {
  const wanted = [...narrowedMatters(filter, sight), ...place]
  const first = (ways: readonly RawBuilder<unknown>[], from: RawBuilder<unknown> = sql`requests.matter`) =>
    sql`select id, changed_at from ${from} where ${sql.join([...ways, ...wanted], sql` and `)} order by changed_at desc, id desc limit ${sql.lit(most)}`
  if (sight.office === null || sight.all || filter.text?.trim()) return first([visibleTo(sight)])
  const { each, onWay } = waysTo(sight)
  const persons = personsOf(sight)
  const isOffice = sql`own_authority = ${sight.office}`
  const named = sql`(select * from requests.matter where named && ${persons}::text[] and named <> '{}' offset 0) as named`
  const byPerson = sql`select found.* from unnest(${persons}::text[]) as person (id), lateral (${first([isOffice, sql`assignee = person.id`])}) as found`
  const ways = [
    ...(filter.mine ? [] : [sql`select found.* from ${each}, lateral (${first([onWay])}) as found`]),
    byPerson,
    sql`(${first([isOffice], named)})`,
  ]
  return sql`select id, changed_at from (${sql.join(ways, sql` union `)}) as found order by changed_at desc, id desc limit ${sql.lit(most)}`
}

function narrowedMatters({ text, state, mine, unit }: MatterListFilter, sight: Sight): RawBuilder<boolean>[] {
  const persons = personsOf(sight)
  return [
    ...(text?.trim() ? [saying({ kind: 'matter', sight }, text)] : []),
    ...(state === 'open' ? [sql<boolean>`closed_at is null`] : []),
    ...(state === 'closed' ? [sql<boolean>`closed_at is not null`] : []),
    ...(mine ? [sql<boolean>`(assignee = any(${persons}::text[]) or named && ${persons}::text[])`] : []),
    ...(unit === 'office' ? [sql<boolean>`unit is null`] : []),
    ...(unit !== undefined && unit !== 'office' ? [sql<boolean>`unit = ${unit}::uuid`] : []),
  ]
}

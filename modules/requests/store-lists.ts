import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { AuthorityId } from '@comity/accounts/contract'
import { PLANNED_ANEW } from '@comity/database'
import type { Db } from '@comity/database'
import { Form } from '@comity/directory/contract'
import { RequestRow } from './contract.ts'
import type { Dashboard, MatterFilter, MatterRow, Page, RequestFilter } from './contract.ts'
import { toCursor } from './rules/cursor.ts'
import type { Sight } from './rules/sight.ts'
import { requestCounts } from './matters/store-matters.ts'
import { beyond, narrowedBy, newest, orders, personsOf } from './store-narrowing.ts'
import type { Order } from './store-narrowing.ts'
import { visibleTo } from './store-sight.ts'
import { firstIds, goesByDesk, someIds, visibleAmongOpen } from './store-ways.ts'
import { newestSaying } from './search/store-newest.ts'
import { saying } from './search/store-saying.ts'
import { tables } from './tables.ts'

/**
 * Requests of an office that match the filter; one more row than asked tells whether there is a next page. What is looked for by its words and in no
 * order of the reader's comes newest first.
 */
export async function requestRows(db: Db, sight: Sight, filter: RequestFilter): Promise<Page<RequestRow>> {
  const { text, sort, after, limit } = filter
  const bySaying = sort === undefined && Boolean(text?.trim())
  const order = bySaying ? newest : orders[sort ?? 'changed']
  const rows = bySaying
    ? await newestSaying<ListedRow>(db, sight, {
        text: text ?? '',
        conditions: [...conditionsOf({ ...filter, text: undefined }, sight), ...ofDirection(filter)],
        after,
        most: limit + 1,
        columns,
      })
    : await rowsInOrder(db, sight, filter, order)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown.map(toRequestRow), next: last ? toCursor({ key: order.keyOf(last), id: last.id }) : null }
}

async function rowsInOrder(db: Db, sight: Sight, filter: RequestFilter, order: Order): Promise<ListedRow[]> {
  const most = filter.limit + 1
  const conditions = conditionsOf(filter, sight)
  const place = filter.after === undefined ? undefined : beyond(order, filter.after)
  const direction = sql.raw(order.direction)
  const query = goesByDesk(sight, filter)
    ? // Found one by one, whatever the planner thinks of how many there will be; the tokens are compared on each all the same.
      sql<ListedRow>`
        select request.* from (${firstIds({ sight, filter, conditions, place }, order, most)}) as found
        cross join lateral (select ${columns} from requests.request where id = found.id and (${visibleTo(sight)}) is true offset 0) as request
        order by found.place ${direction}, found.id ${direction}`
    : sql<ListedRow>`${plannedFor(sight, filter)}
        select ${columns} from requests.request where ${sql.join([visibleTo(sight), ...conditions, ...ofDirection(filter), ...(place ? [place] : [])], sql` and `)}
        order by ${order.by} ${direction}, id ${direction} limit ${sql.lit(most)}`
  return (await query.execute(db)).rows
}

/** What is rare leads to its rows, what is common is met in their order: which of both depends on who asks, and for which word or measure. */
function plannedFor(sight: Sight, filter: ListFilter & { readonly sort?: RequestFilter['sort'] }) {
  const { text, measure, sort } = filter
  return goesByDesk(sight, filter) || !(text?.trim() || measure || sort === 'reference') ? sql`` : sql.raw(PLANNED_ANEW)
}

/** How many match, counted to one more than `most`: a number that says "more than" costs no more than that. */
export async function countedTo(db: Db, sight: Sight, filter: ListFilter, most: number): Promise<number> {
  const conditions = conditionsOf(filter, sight)
  const ids = goesByDesk(sight, filter)
    ? someIds({ sight, filter, conditions }, most + 1)
    : sql`select id from requests.request where ${sql.join([visibleTo(sight), ...conditions, ...ofDirection(filter)], sql` and `)} limit ${sql.lit(most + 1)}`
  const found = await sql<{
    count: number
  }>`${plannedFor(sight, filter)} select count(*)::integer as count from (${ids}) as counted`.execute(db)
  return found.rows[0]?.count ?? 0
}

/** What narrows a list, without its order and place. */
type ListFilter = Omit<RequestFilter, 'sort' | 'after' | 'limit'>

const ofDirection = ({ direction }: ListFilter) => (direction ? [sql<boolean>`direction = ${direction}`] : [])

/** What a filter asks of a row besides its direction. */
function conditionsOf(filter: ListFilter, sight: Sight) {
  const { state, counterpart, matterId, text, measure, open } = filter
  const byDesk = goesByDesk(sight, filter)
  const has = measure ? [sql<boolean>`measure_kinds @> ${JSON.stringify([measure])}::jsonb`] : []
  return [
    ...narrowedBy(filter, sight),
    ...(state ? [sql<boolean>`state = ${state}`] : []),
    // What is open at a desk is little: its own order is read, and not that of all with a counterpart or measure.
    ...(counterpart
      ? [open && byDesk ? sql<boolean>`(counterpart = ${counterpart}) is true` : sql<boolean>`counterpart = ${counterpart}`]
      : []),
    ...has.map((one) => (byDesk || open || state || counterpart ? sql<boolean>`(${one}) is true` : one)),
    ...(matterId ? [sql<boolean>`matter_id = ${matterId}::uuid`] : []),
    ...(text?.trim() ? [saying({ kind: 'request', sight, direction: filter.direction }, text)] : []),
  ]
}

/** The columns of a row of a list. */
export const listed = [
  'id',
  'direction',
  'form',
  'matter_id',
  'state',
  'counterpart',
  'counterpart_name',
  'own_reference',
  'counterpart_reference',
  'subject',
  'urgency',
  'answer_by',
  'problem',
  'due_on',
  'assignee',
  'unit',
  'unopened',
  'created_at',
  'changed_at',
] as const

const columns = sql.join(listed.map((column) => sql.ref(column)))

/** A row of a list as it is stored. */
export interface ListedRow {
  id: string
  direction: 'outgoing' | 'incoming'
  form: string
  matter_id: string | null
  state: RequestRow['state']
  counterpart: string | null
  counterpart_name: string | null
  own_reference: string
  counterpart_reference: string | null
  subject: string
  urgency: string
  answer_by: string | null
  problem: string | null
  due_on: string | null
  assignee: string | null
  unit: string | null
  unopened: string[]
  created_at: Date
  changed_at: Date
}

export function toRequestRow(row: ListedRow): RequestRow {
  return {
    id: row.id,
    direction: row.direction,
    form: Form.parse(row.form),
    matterId: row.matter_id,
    state: row.state,
    counterpart: row.counterpart === null ? null : AuthorityId.parse(row.counterpart),
    ownReference: row.own_reference,
    counterpartName: row.counterpart_name,
    counterpartReference: row.counterpart_reference,
    subject: row.subject,
    urgency: RequestRow.shape.urgency.parse(row.urgency),
    answerBy: row.answer_by,
    problem: row.problem,
    dueOn: row.due_on,
    assignee: row.assignee,
    unit: row.unit,
    unopened: row.unopened.length,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  }
}

/** Matters of an office, last changed first. */
export async function matterRows(db: Db, sight: Sight, filter: MatterFilter): Promise<Page<MatterRow>> {
  let query = mattersMatching(db, sight, filter).select([
    'id',
    'reference',
    'title',
    'assignee',
    'unit',
    'closed_at',
    'changed_at',
  ])
  if (filter.after !== undefined) query = query.where(beyond(orders.changed, filter.after))
  const rows = await query
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute()
  const found = rows.slice(0, filter.limit)
  const counts = await requestCounts(
    db,
    sight,
    found.map(({ id }) => id),
  )
  const shown = found.map(({ closed_at, changed_at, ...row }) => ({
    ...row,
    closedAt: closed_at?.toISOString() ?? null,
    ...(counts.get(row.id) ?? { requests: 0, openRequests: 0 }),
    changedAt: changed_at.toISOString(),
  }))
  const last = rows.length > filter.limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? toCursor({ key: last.changedAt, id: last.id }) : null }
}

/** How many matters match, counted to one more than `most`. */
export async function mattersCountedTo(db: Db, sight: Sight, filter: MatterListFilter, most: number): Promise<number> {
  const some = mattersMatching(db, sight, filter)
    .select('id')
    .limit(most + 1)
    .as('some')
  const found = await db
    .selectFrom(some)
    .select(sql<number>`count(*)::integer`.as('count'))
    .executeTakeFirstOrThrow()
  return found.count
}

/** What narrows a list of matters, without its place. */
type MatterListFilter = Omit<MatterFilter, 'after' | 'limit'>

function mattersMatching(db: Db, sight: Sight, { text, state, mine, unit }: MatterListFilter) {
  let query = tables(db).selectFrom('requests.matter').where(visibleTo(sight))
  if (text?.trim()) query = query.where(saying({ kind: 'matter', sight }, text))
  if (state !== undefined) query = query.where('closed_at', state === 'open' ? 'is' : 'is not', null)
  if (mine)
    query = query.where(sql<boolean>`(assignee = any(${personsOf(sight)}::text[]) or named && ${personsOf(sight)}::text[])`)
  if (unit === 'office') query = query.where('unit', 'is', null)
  else if (unit !== undefined) query = query.where('unit', '=', unit)
  return query
}

/** What waits for an office, in one pass over its open requests. */
export async function openCounts(db: Db, sight: Sight): Promise<Dashboard> {
  const found = await sql<Dashboard>`
    select
      count(*) filter (where direction = 'outgoing' and state = 'draft') as drafts,
      count(*) filter (where direction = 'outgoing' and state = 'in-review') as "toReview",
      count(*) filter (where direction = 'outgoing' and state in ('approved', 'ready', 'sent-orally')) as "toSend",
      count(*) filter (where direction = 'outgoing' and state = 'clarification-asked') as "clarificationsOwed",
      count(*) filter (where direction = 'outgoing' and state = 'result-received') as "resultsToAssess",
      count(*) filter (where direction = 'outgoing' and state = 'assessed') as "toClose",
      count(*) filter (where direction = 'incoming' and state in ('awaiting-confirmation', 'received')) as "toAcknowledge",
      count(*) filter (where direction = 'incoming' and state in ('acknowledged', 'under-assessment')) as "toDecide",
      count(*) filter (where direction = 'incoming' and state in ('decided', 'with-executing-authority', 'executing', 'executed')) as "toExecute",
      (select count(*) from requests.request where (${visibleTo(sight)}) is true and problem is not null) as "queueProblems"
    from requests.request
    where ${visibleAmongOpen(sight)}`.execute(db)
  const [counts] = found.rows
  assert(counts, 'an aggregate has one row')
  return counts
}

import { sql } from 'kysely'
import { AuthorityId } from '@comity/accounts/contract'
import { PLANNED_ANEW } from '@comity/database'
import type { Db } from '@comity/database'
import { Form } from '@comity/directory/contract'
import { RequestRow } from './contract.ts'
import type { Page, RequestFilter } from './contract.ts'
import { toCursor } from './rules/cursor.ts'
import { isOtherHouse, type Sight } from './rules/sight.ts'
import { beyond, narrowedBy, newest, orders } from './store-narrowing.ts'
import type { Order } from './store-narrowing.ts'
import { visibleTo } from './store-sight.ts'
import { firstIds, goesByDesk, someIds } from './store-ways.ts'
import { newestSaying } from './search/store-newest.ts'
import { saying } from './search/store-saying.ts'

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
        kind: 'request',
        text: text ?? '',
        open: filter.open !== undefined,
        conditions: [...conditionsOf({ ...filter, text: undefined }, sight), ...ofDirection(filter)],
        after,
        most: limit + 1,
        columns: listed,
      })
    : await rowsInOrder(db, sight, filter, order)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map((row) => toRequestRow(row, sight)),
    next: last ? toCursor({ key: order.keyOf(last), id: last.id }) : null,
  }
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
    ...ofOwnHouse(filter, sight),
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

/** A guest who narrows by what a row does not tell them would be told it by the rows that are left. */
function ofOwnHouse({ matterId, assignee, unit }: ListFilter, { office, tokens }: Sight) {
  const asksHouse =
    matterId !== undefined || unit !== undefined || (assignee !== undefined && !tokens.includes(`person:${assignee}`))
  return office === null && asksHouse ? [sql<boolean>`'authority:' || own_authority = any(${[...tokens]}::text[])`] : []
}

/** The columns of a row of a list. */
export const listed = [
  'id',
  'own_authority',
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
  own_authority: string
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

/** The row as this reader sees it: a guest neither in which matter the office has it, nor who. */
export function toRequestRow(row: ListedRow, sight: Sight): RequestRow {
  const house = isOtherHouse(sight, row.own_authority)
    ? { matterId: null, assignee: null, unit: null }
    : { matterId: row.matter_id, assignee: row.assignee, unit: row.unit }
  return {
    ...house,
    id: row.id,
    direction: row.direction,
    form: Form.parse(row.form),
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
    unopened: row.unopened.length,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  }
}

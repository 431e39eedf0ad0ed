import { sql } from 'kysely'
import { AuthorityId } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { Form } from '@comity/directory/contract'
import { RequestRow } from './contract.ts'
import type { Page, RequestFilter } from './contract.ts'
import { toCursor } from './rules/cursor.ts'
import type { Sight } from './rules/sight.ts'
import { beyond, narrowedBy, orders } from './store-narrowing.ts'
import { visibleTo } from './store-sight.ts'
import { firstIds, goesByDesk, someIds } from './store-ways.ts'
import { saying } from './search/store-saying.ts'
import { tables } from './tables.ts'

/** Requests of an office that match the filter; one more row than asked tells whether there is a next page. */
export async function requestRows(db: Db, sight: Sight, filter: RequestFilter): Promise<Page<RequestRow>> {
  const order = orders[filter.sort ?? 'changed']
  const place = filter.after === undefined ? [] : [beyond(order, filter.after)]
  const conditions = [...conditionsOf(filter, sight), ...place]
  const most = filter.limit + 1
  let query = tables(db).selectFrom('requests.request').select(listed)
  if (goesByDesk(sight, filter)) {
    // The tokens are compared all the same; said so that their own index is not asked for all that this reader sees.
    query = query
      .where(sql<boolean>`(${visibleTo(sight)}) is true`)
      .where(sql<boolean>`id in (${firstIds({ sight, filter, conditions }, order, most)})`)
  } else {
    query = query.where(visibleTo(sight))
    for (const condition of conditions) query = query.where(condition)
    if (filter.direction) query = query.where('direction', '=', filter.direction)
  }
  const rows = await query.orderBy(order.by, order.direction).orderBy('id', order.direction).limit(sql.lit(most)).execute()
  const shown = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? shown.at(-1) : undefined
  return { rows: shown.map(toRequestRow), next: last ? toCursor({ key: order.keyOf(last), id: last.id }) : null }
}

/** How many match, counted to one more than `most`: a number that says "more than" costs no more than that. */
export async function countedTo(db: Db, sight: Sight, filter: ListFilter, most: number): Promise<number> {
  const conditions = conditionsOf(filter, sight)
  const ids = goesByDesk(sight, filter)
    ? someIds({ sight, filter, conditions }, most + 1)
    : sql`select id from requests.request where ${sql.join([visibleTo(sight), ...conditions, ...ofDirection(filter)], sql` and `)} limit ${sql.lit(most + 1)}`
  const found = await sql<{ count: number }>`select count(*)::integer as count from (${ids}) as counted`.execute(db)
  return found.rows[0]?.count ?? 0
}

/** What narrows a list, without its order and place. */
type ListFilter = Omit<RequestFilter, 'sort' | 'after' | 'limit'>

const ofDirection = ({ direction }: ListFilter) => (direction ? [sql<boolean>`direction = ${direction}`] : [])

/** What a filter asks of a row besides its direction. */
function conditionsOf(filter: ListFilter, sight: Sight) {
  const { state, counterpart, matterId, text } = filter
  return [
    ...narrowedBy(filter, sight),
    ...(state ? [sql<boolean>`state = ${state}`] : []),
    ...(counterpart ? [sql<boolean>`counterpart = ${counterpart}`] : []),
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

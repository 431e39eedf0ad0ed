import { sql } from 'kysely'
import type { Db } from '@comity/database'
import type { RequestRow, TriageRow } from '../contract.ts'
import { DraftContent } from '../contract.ts'
import { completenessOf } from '../rules/completeness.ts'
import { toCursor } from '../rules/cursor.ts'
import type { Sight } from '../rules/sight.ts'
import { besideDesks, waysTo } from '../store-desk-ways.ts'
import { listed, toRequestRow } from '../store-lists.ts'
import type { ListedRow } from '../store-lists.ts'
import { beyond, isOpen, orders } from '../store-narrowing.ts'
import { seenWith, visibleTo } from '../store-sight.ts'
import { fromRow } from '../stored-request.ts'
import type { StoredRequest } from '../stored-request.ts'
import { tables } from '../tables.ts'

/** Those of these requests that a holder of the tokens may see. */
export async function requestsByIds(
  db: Db,
  ids: readonly string[],
  tokens: readonly string[],
): Promise<ReadonlyMap<string, StoredRequest>> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .selectAll()
    .where('id', 'in', [...ids])
    .where(seenWith(tokens))
    .execute()
  return new Map(rows.map((row) => [row.id, fromRow(row)]))
}

const beforeDecision: readonly RequestRow['state'][] = ['awaiting-confirmation', 'received', 'acknowledged', 'under-assessment']

/** Incoming requests that nobody has, before they are decided, newest first. */
export async function unassignedArrivals(
  db: Db,
  sight: Sight,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<{ readonly rows: TriageRow[]; readonly next: string | null }> {
  const order = orders.changed
  const { each, onWay } = waysTo(sight)
  const wanted = sql`direction = 'incoming' and assignee is null and state = any(${beforeDecision}::text[]) and ${isOpen}
    ${after === undefined ? sql`` : sql` and ${beyond(order, after)}`}`
  // Whether a house that passed something on has given it to somebody is its own to know, and to deal out.
  const ofHouse = sight.office === null ? sql` and 'authority:' || own_authority = any(${[...sight.tokens]}::text[])` : sql``
  const first = sql`order by changed_at desc, id desc limit ${sql.lit(limit + 1)}`
  const beside = besideDesks(sight, sql`id, changed_at, direction, assignee, state, own_authority`)
  const found = [
    sql`(select found.* from ${each}, lateral (select id, changed_at from requests.request where ${onWay} and ${wanted} ${first}) as found)`,
    ...(beside === null ? [] : [sql`(select id, changed_at from (${beside}) as beside where ${wanted}${ofHouse} ${first})`]),
  ]
  const { rows } = await sql<ListedRow & { content: unknown }>`
    select request.* from (select id from (${sql.join(found, sql` union all `)}) as found ${first}) as first,
      lateral (select ${sql.join(listed.map((column) => sql.ref(column)))}, content from requests.request
        where request.id = first.id and (${visibleTo(sight)}) is true offset 0) as request
    order by changed_at desc, id desc`.execute(db)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map((row) => {
      const content = DraftContent.parse(row.content)
      const lacking = completenessOf(content).map(({ path, article, level }) => ({ path, article, level }))
      return { ...toRequestRow(row, sight), measures: [...new Set((content.measures ?? []).map(({ kind }) => kind))], lacking }
    }),
    next: last ? toCursor({ key: order.keyOf(last), id: last.id }) : null,
  }
}

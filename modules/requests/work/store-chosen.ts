import { sql } from 'kysely'
import type { Db } from '@comity/database'
import type { RequestRow, TriageRow } from '../contract.ts'
import { DraftContent } from '../contract.ts'
import { completenessOf } from '../rules/completeness.ts'
import { toCursor } from '../rules/cursor.ts'
import type { Sight } from '../rules/sight.ts'
import { listed, toRequestRow } from '../store-lists.ts'
import { beyond, orders } from '../store-narrowing.ts'
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
  let query = tables(db)
    .selectFrom('requests.request')
    .select([...listed, 'content'])
    // Compared on each row: the index of what nobody has is in order, that of the tokens is not.
    .where(
      sight.office === null ? visibleTo(sight) : sql<boolean>`own_authority = ${sight.office} and (${visibleTo(sight)}) is true`,
    )
    .where('direction', '=', 'incoming')
    .where('assignee', 'is', null)
    .where('state', 'in', beforeDecision)
    // Said again as the index of what nobody has says it.
    .where(sql<boolean>`state <> all (array['closed', 'withdrawn', 'forwarded', 'returned'])`)
  if (after !== undefined) query = query.where(beyond(order, after))
  const rows = await query
    .orderBy(order.by, order.direction)
    .orderBy('id', order.direction)
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map((row) => {
      const content = DraftContent.parse(row.content)
      const lacking = completenessOf(content).map(({ path, article, level }) => ({ path, article, level }))
      return { ...toRequestRow(row), measures: [...new Set((content.measures ?? []).map(({ kind }) => kind))], lacking }
    }),
    next: last ? toCursor({ key: order.keyOf(last), id: last.id }) : null,
  }
}

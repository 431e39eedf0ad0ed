import { sql } from 'kysely'
import type { Db } from '@comity/database'
import type { Sight } from './rules/sight.ts'
import { visibleTo } from './store-sight.ts'
import { tables } from './tables.ts'

/** A request to which another one leads. */
export interface LinkedRequest {
  readonly id: string
  readonly thread: string
  readonly ownReference: string
  readonly subject: string
}

/** Most requests linked to one that a page shows. */
const MOST = 50

/** The requests of one's office that this thread supplements or that supplement it, of those that the reader may see, oldest first. */
export async function supplementsOf(
  db: Db,
  sight: Sight,
  { thread, earlier }: { readonly thread: string; readonly earlier: string | null },
): Promise<LinkedRequest[]> {
  const rows = await linked(db, sight)
    .where(sql<boolean>`(thread = ${earlier} or (supplements is not null and supplements ->> 'thread' = ${thread}))`)
    .execute()
  return rows.map(linkFrom)
}

function linked(db: Db, sight: Sight) {
  return tables(db)
    .selectFrom('requests.request')
    .select(['id', 'thread', 'own_reference', sql<string>`coalesce(content ->> 'subject', '')`.as('subject')])
    .where(visibleTo(sight))
    .orderBy('created_at')
    .orderBy('id')
    .limit(MOST)
}

function linkFrom({
  own_reference: ownReference,
  ...row
}: Omit<LinkedRequest, 'ownReference'> & { readonly own_reference: string }): LinkedRequest {
  return { ...row, ownReference }
}

/** The requests with these ids of those that the reader may see, oldest first. */
export async function requestsAmong(db: Db, sight: Sight, ids: readonly string[]): Promise<LinkedRequest[]> {
  if (ids.length === 0) return []
  const rows = await linked(db, sight)
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(linkFrom)
}

import { sql } from 'kysely'
import type { Db } from '@comity/database'
import type { Sight } from './rules/sight.ts'
import { visibleTo } from './store-sight.ts'
import { tables } from './tables.ts'

/** A request that another one adds to, or that adds to it. */
export interface LinkedRequest {
  readonly id: string
  readonly thread: string
  readonly ownReference: string
  readonly subject: string
}

/** Most supplementary requests that a page shows. */
const MOST = 50

/** The requests of one's office that this thread supplements or that supplement it, of those that the reader may see, oldest first. */
export async function supplementsOf(
  db: Db,
  sight: Sight,
  { thread, earlier }: { readonly thread: string; readonly earlier: string | null },
): Promise<LinkedRequest[]> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select(['id', 'thread', 'own_reference', sql<string>`coalesce(content ->> 'subject', '')`.as('subject')])
    .where(visibleTo(sight))
    .where(sql<boolean>`(thread = ${earlier} or (supplements is not null and supplements ->> 'thread' = ${thread}))`)
    .orderBy('created_at')
    .orderBy('id')
    .limit(MOST)
    .execute()
  return rows.map(({ own_reference: ownReference, ...row }) => ({ ...row, ownReference }))
}

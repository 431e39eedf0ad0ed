import type { Db } from '@comity/database'
import type { UnansweredReport } from './contract.ts'
import { tables } from './tables.ts'
import type { FeedRow, UnansweredRow } from './tables.ts'

/** A person has one feed: the one before stops working. */
export async function saveFeed(db: Db, feed: FeedRow): Promise<void> {
  const { person_id: _, ...rest } = feed
  await tables(db)
    .insertInto('deadlines.feed')
    .values(feed)
    .onConflict((there) => there.column('person_id').doUpdateSet(rest))
    .execute()
}

export async function removeFeed(db: Db, personId: string): Promise<boolean> {
  const { numDeletedRows } = await tables(db).deleteFrom('deadlines.feed').where('person_id', '=', personId).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function feedOf(db: Db, personId: string): Promise<FeedRow | null> {
  return (await tables(db).selectFrom('deadlines.feed').selectAll().where('person_id', '=', personId).executeTakeFirst()) ?? null
}

export async function feedByHash(db: Db, hash: Buffer): Promise<FeedRow | null> {
  return (await tables(db).selectFrom('deadlines.feed').selectAll().where('token_hash', '=', hash).executeTakeFirst()) ?? null
}

export async function insertUnanswered(db: Db, row: UnansweredRow): Promise<void> {
  await tables(db)
    .insertInto('deadlines.unanswered')
    .values(row)
    .onConflict((there) => there.doNothing())
    .execute()
}

/** What came in, the newest first; `before` is the instant of the last one of the page before. */
export async function unansweredRows(db: Db, before: Date | null, limit: number): Promise<UnansweredReport[]> {
  const query = tables(db).selectFrom('deadlines.unanswered').selectAll().orderBy('received_at', 'desc').limit(limit)
  const rows = await (before === null ? query : query.where('received_at', '<', before)).execute()
  return rows.map((row) => ({
    requestingAuthority: row.requesting_authority,
    requestedAuthority: row.requested_authority,
    days: row.days,
    since: row.since,
    receivedAt: row.received_at.toISOString(),
  }))
}

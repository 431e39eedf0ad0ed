import type { Db } from '@comity/database'
import { tables } from '../tables.ts'

/** Somebody who has a draft open. */
export interface Seen {
  readonly requestId: string
  readonly personId: string
  readonly personName: string
  readonly at: Date
}

/** Notes that this person has the draft open now. */
export async function noteSeen(db: Db, { requestId, personId, personName, at }: Seen): Promise<void> {
  await tables(db)
    .insertInto('requests.draft_presence')
    .values({ request_id: requestId, person_id: personId, person_name: personName, seen_at: at })
    .onConflict((there) => there.columns(['request_id', 'person_id']).doUpdateSet({ person_name: personName, seen_at: at }))
    .execute()
}

/** Who else has it open, seen since an instant, the latest first. */
export async function othersSeen(
  db: Db,
  { requestId, personId, since }: { readonly requestId: string; readonly personId: string; readonly since: Date },
): Promise<{ personName: string; seenAt: Date }[]> {
  const rows = await tables(db)
    .selectFrom('requests.draft_presence')
    .select(['person_name', 'seen_at'])
    .where('request_id', '=', requestId)
    .where('person_id', '<>', personId)
    .where('seen_at', '>=', since)
    .orderBy('seen_at', 'desc')
    .orderBy('person_id')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map((row) => ({ personName: row.person_name, seenAt: row.seen_at }))
}

/** A page names no more. */
const MOST_SHOWN = 20

/** Forgets, on every draft, who was last seen before an instant. */
export async function forgetSeenBefore(db: Db, before: Date): Promise<void> {
  await tables(db).deleteFrom('requests.draft_presence').where('seen_at', '<', before).execute()
}

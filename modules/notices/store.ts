import type { Db } from '@comity/database'
import { sql, type Insertable } from 'kysely'
import type { MailTime, NoticeKind } from './contract.ts'
import { tables, type NoticeTable } from './tables.ts'

/** @returns false where the person was told this already: a notice with the same key. */
export async function insertNotice(db: Db, row: Insertable<NoticeTable>): Promise<boolean> {
  const done = await tables(db)
    .insertInto('notices.notice')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).where('key', 'is not', null).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

/** Newest first. */
export function noticesOf(
  db: Db,
  list: { readonly personId: string; readonly unreadOnly: boolean; readonly before: number | null; readonly limit: number },
): Promise<
  { id: string; place: number; at: Date; kind: string; target: string; subject: string | null; read_at: Date | null }[]
> {
  return tables(db)
    .selectFrom('notices.notice')
    .select(['id', 'place', 'at', 'kind', 'target', 'subject', 'read_at'])
    .where('person_id', '=', list.personId)
    .$if(list.unreadOnly, (query) => query.where('read_at', 'is', null))
    .$if(list.before !== null, (query) => query.where('place', '<', list.before ?? 0))
    .orderBy('place', 'desc')
    .limit(list.limit)
    .execute()
}

/** How many are unread; counting stops at `most`. */
export async function unreadOf(db: Db, personId: string, most: number): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::integer as count from
    (select 1 from notices.notice where person_id = ${personId} and read_at is null limit ${most}) n`.execute(db)
  return found.rows[0]?.count ?? 0
}

/** Marks one notice of this person; one that was read keeps its time. Undefined where there is none. */
export function markRead(db: Db, notice: { readonly id: string; readonly personId: string; readonly at: Date }) {
  return tables(db)
    .updateTable('notices.notice')
    .set({ read_at: sql`coalesce(read_at, ${notice.at})` })
    .where('id', '=', notice.id)
    .where('person_id', '=', notice.personId)
    .returning(['id', 'place', 'at', 'kind', 'target', 'subject', 'read_at'])
    .executeTakeFirst()
}

/** Marks what a person has not read about one page. */
export async function markAboutRead(
  db: Db,
  about: { readonly personId: string; readonly target: string; readonly at: Date },
): Promise<void> {
  await tables(db)
    .updateTable('notices.notice')
    .set({ read_at: about.at })
    .where('person_id', '=', about.personId)
    .where('target', '=', about.target)
    .where('read_at', 'is', null)
    .execute()
}

/** @returns how many were unread. */
export async function markAllRead(db: Db, personId: string, at: Date): Promise<number> {
  const done = await tables(db)
    .updateTable('notices.notice')
    .set({ read_at: at })
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

export function choicesOf(db: Db, personId: string): Promise<{ kind: string; time: MailTime }[]> {
  return tables(db).selectFrom('notices.choice').select(['kind', 'time']).where('person_id', '=', personId).execute()
}

export async function saveChoice(
  db: Db,
  choice: { readonly personId: string; readonly kind: NoticeKind; readonly time: MailTime },
): Promise<void> {
  await tables(db)
    .insertInto('notices.choice')
    .values({ person_id: choice.personId, kind: choice.kind, time: choice.time })
    .onConflict((conflict) => conflict.columns(['person_id', 'kind']).doUpdateSet({ time: choice.time }))
    .execute()
}

/** Removes what nobody asks for any more. */
export async function sweep(db: Db, times: { readonly noticesBefore: Date; readonly lettersBefore: Date }): Promise<void> {
  await tables(db)
    .deleteFrom('notices.notice')
    .where('at', '<', times.noticesBefore)
    .where((is) => is.or([is('read_at', 'is not', null), is('mail_at', 'is', null), is('letter_id', 'is not', null)]))
    .execute()
  await tables(db)
    .deleteFrom('notices.letter')
    .where('settled_at', '<', times.lettersBefore)
    .where('state', '<>', 'dead')
    .execute()
}

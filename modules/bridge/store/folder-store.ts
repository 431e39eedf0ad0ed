import type { Db } from '@comity/database'
import { sql } from 'kysely'
import { tables } from '../tables.ts'

/** Notes that the folder has something of this request to write. */
export async function markDue(
  db: Db,
  due: { readonly requestId: string; readonly authorityId: string; readonly at: Date },
): Promise<void> {
  await tables(db)
    .insertInto('bridge.folder_due')
    .values({ request_id: due.requestId, authority_id: due.authorityId, due_at: due.at, steps: 1 })
    .onConflict((there) => there.column('request_id').doUpdateSet({ due_at: due.at, steps: sql`bridge.folder_due.steps + 1` }))
    .execute()
}

/** Requests that wait to be written, the longest waiting first. */
export function dueRequests(db: Db, authorityId: string, limit: number): Promise<{ request_id: string; steps: number }[]> {
  return tables(db)
    .selectFrom('bridge.folder_due')
    .select(['request_id', 'steps'])
    .where('authority_id', '=', authorityId)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** It is written as it stood after so many steps; what happened since stays due. */
export async function notDueAnyMore(db: Db, requestId: string, steps: number): Promise<void> {
  await tables(db).deleteFrom('bridge.folder_due').where('request_id', '=', requestId).where('steps', '=', steps).execute()
}

export async function countDue(db: Db, authorityId: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::integer as count from
    (select 1 from bridge.folder_due where authority_id = ${authorityId} limit 9999) n`.execute(db)
  return found.rows[0]?.count ?? 0
}

/** Names of what was written of a request. */
export async function writtenFiles(db: Db, requestId: string): Promise<Set<string>> {
  const rows = await tables(db).selectFrom('bridge.folder_file').select('name').where('request_id', '=', requestId).execute()
  return new Set(rows.map(({ name }) => name))
}

export async function noteWritten(
  db: Db,
  file: { readonly requestId: string; readonly name: string; readonly at: Date },
): Promise<void> {
  await tables(db)
    .insertInto('bridge.folder_file')
    .values({ request_id: file.requestId, name: file.name, written_at: file.at })
    .onConflict((there) => there.doNothing())
    .execute()
}

/** What was written of a request is there no longer. */
export async function forgetWritten(db: Db, requestId: string): Promise<void> {
  await tables(db).deleteFrom('bridge.folder_file').where('request_id', '=', requestId).execute()
}

/** Looks at every request again of which something was written: another account sees others. */
export async function markWrittenDue(db: Db, due: { readonly authorityId: string; readonly at: Date }): Promise<void> {
  await sql`
    insert into bridge.folder_due (request_id, authority_id, due_at, steps)
    select distinct request_id, ${due.authorityId}, ${due.at}::timestamptz, 1 from bridge.folder_file
    on conflict (request_id) do update set steps = bridge.folder_due.steps + 1`.execute(db)
}

/** What was taken under a sender's identifier; undefined when nothing was. */
export function takenAs(
  db: Db,
  authorityId: string,
  submission: string,
): Promise<{ digest: Buffer; request_id: string } | undefined> {
  return tables(db)
    .selectFrom('bridge.folder_taken')
    .select(['digest', 'request_id'])
    .where('authority_id', '=', authorityId)
    .where('submission', '=', submission)
    .executeTakeFirst()
}

/** In the transaction that takes it; a second one at the same time waits, and fails. */
export async function noteTaken(
  db: Db,
  taken: {
    readonly authorityId: string
    readonly submission: string
    readonly digest: Buffer
    readonly requestId: string
    readonly at: Date
  },
): Promise<void> {
  await tables(db)
    .insertInto('bridge.folder_taken')
    .values({
      authority_id: taken.authorityId,
      submission: taken.submission,
      digest: taken.digest,
      request_id: taken.requestId,
      taken_at: taken.at,
    })
    .execute()
}

/** Notes what keeps the folder from working, since when; null: nothing any more. */
export async function noteTrouble(
  db: Db,
  authorityId: string,
  trouble: { readonly problem: string; readonly at: Date } | null,
): Promise<void> {
  if (trouble === null) {
    await tables(db).deleteFrom('bridge.folder_trouble').where('authority_id', '=', authorityId).execute()
    return
  }
  await tables(db)
    .insertInto('bridge.folder_trouble')
    .values({ authority_id: authorityId, ...trouble })
    .onConflict((there) => there.column('authority_id').doUpdateSet({ problem: trouble.problem }))
    .execute()
}

export function troubleOf(db: Db, authorityId: string): Promise<{ problem: string; at: Date } | undefined> {
  return tables(db)
    .selectFrom('bridge.folder_trouble')
    .select(['problem', 'at'])
    .where('authority_id', '=', authorityId)
    .executeTakeFirst()
}

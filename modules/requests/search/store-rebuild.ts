import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import { DraftContent } from '../contract.ts'
import { mattersById } from '../store-matter.ts'
import { matterEntries, requestEntries, stepEntries } from './rules/things.ts'
import { refreshCommon } from './store-frequent.ts'
import { addEntries, writeEntries } from './store-entries.ts'

interface RequestText {
  id: string
  own_reference: string
  counterpart_reference: string | null
  counterpart_name: string | null
  content: unknown
  created_at: Date
  steps: { sequence: number; at: string; act: string; internal: boolean; body: unknown }[]
}

/** Writes the entries of these requests and of their timelines anew; files are the background's. */
export async function indexRequests(db: Db, ids: readonly string[], write = writeEntries): Promise<void> {
  const found = await sql<RequestText>`
    select id, own_reference, counterpart_reference, counterpart_name, content, created_at, (
      select coalesce(jsonb_agg(jsonb_build_object('sequence', sequence, 'at', at, 'act', act, 'internal', internal, 'body', body)), '[]')
      from requests.timeline where request_id = request.id
    ) as steps
    from requests.request where id = any(${[...ids]}::uuid[])`.execute(db)
  await write(
    db,
    found.rows.flatMap((row) => [
      ...requestEntries({
        id: row.id,
        ownReference: row.own_reference,
        counterpartReference: row.counterpart_reference,
        counterpartName: row.counterpart_name,
        content: DraftContent.parse(row.content),
        createdAt: row.created_at,
      }),
      ...row.steps.flatMap((step) => stepEntries({ ...step, requestId: row.id, at: new Date(step.at) })),
    ]),
  )
}

/** Writes the entries of these matters anew. */
export async function indexMatters(db: Db, ids: readonly string[], write = writeEntries): Promise<void> {
  await write(db, (await mattersById(db, ids)).flatMap(matterEntries))
}

/** Things that are written in one statement. */
const BATCH = 500

/**
 * Writes the entries of all requests and matters of a database anew, in the order in which they were made: for whoever fills it past the operations, as
 * a bench does. Makes the index of words at the end, which is quicker for many. Files follow in the background.
 */
export async function rebuildSearch(db: Db): Promise<void> {
  await sql`truncate requests.search_entry`.execute(db)
  await sql`drop index requests.search_entry_vector`.execute(db)
  await inBatches(db, sql`requests.matter`, indexMatters)
  await inBatches(db, sql`requests.request`, indexRequests)
  await db.connection().execute(async (connection) => {
    await sql`set maintenance_work_mem = '512MB'`.execute(connection)
    await sql`create index search_entry_vector on requests.search_entry using gin (vector) with (fastupdate = off)`.execute(
      connection,
    )
    await sql`reset maintenance_work_mem`.execute(connection)
  })
  await sql`analyze requests.search_entry`.execute(db)
  await refreshCommon(db)
  await sql`delete from requests.search_todo where not files_only`.execute(db)
  await sql`
    insert into requests.search_todo (thing, thing_id, files_only)
    select 'request', id, true from requests.request where attachments <> '[]' or prepared <> '[]'
    union select 'request', request_id, true from requests.timeline where attachments <> '[]'
    union select 'matter', id, true from requests.matter where exhibits <> '[]'
    on conflict (thing, thing_id) do nothing`.execute(db)
}

async function inBatches(
  db: Db,
  table: RawBuilder<unknown>,
  write: (db: Db, ids: readonly string[], write: typeof addEntries) => Promise<void>,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from ${table} order by created_at`.execute(db)
  for (let at = 0; at < rows.length; at += BATCH)
    await write(
      db,
      rows.slice(at, at + BATCH).map(({ id }) => id),
      addEntries,
    )
}

import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import type { Db } from '@comity/database'
import { DraftChange, MAX_EDIT_BYTES, MAX_EDITS } from '../contract.ts'
import { tables } from '../tables.ts'
import type { DraftEditTable } from '../tables.ts'

/** An edit as the operations work on it. */
export interface KeptEdit {
  readonly revision: number
  readonly beganAt: Date
  readonly at: Date
  readonly personId: string
  readonly personName: string
  readonly changes: readonly DraftChange[]
}

const Changes = z.array(DraftChange)

function fromRow(row: Selectable<DraftEditTable>): KeptEdit {
  return {
    revision: row.revision,
    beganAt: row.began_at,
    at: row.at,
    personId: row.person_id,
    personName: row.person_name,
    changes: Changes.parse(row.changes),
  }
}

/** The newest edit of a draft. */
export async function lastEdit(db: Db, requestId: string): Promise<KeptEdit | null> {
  const [newest] = await editsOf(db, requestId, { before: null, limit: 1 })
  return newest ?? null
}

/** Edits of a request, newest first. */
export async function editsOf(
  db: Db,
  requestId: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<KeptEdit[]> {
  const rows = await tables(db)
    .selectFrom('requests.draft_edit')
    .selectAll()
    .where('request_id', '=', requestId)
    .$if(before !== null, (query) => query.where('revision', '<', before ?? 0))
    .orderBy('revision', 'desc')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

export async function editOf(db: Db, requestId: string, revision: number): Promise<KeptEdit | null> {
  const row = await tables(db)
    .selectFrom('requests.draft_edit')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function forgetEdit(db: Db, requestId: string, revision: number): Promise<void> {
  await tables(db)
    .deleteFrom('requests.draft_edit')
    .where('request_id', '=', requestId)
    .where('revision', '=', revision)
    .execute()
}

export async function insertEdit(db: Db, requestId: string, edit: KeptEdit): Promise<void> {
  const changes = JSON.stringify(edit.changes)
  await tables(db)
    .insertInto('requests.draft_edit')
    .values({
      request_id: requestId,
      revision: edit.revision,
      began_at: edit.beganAt,
      at: edit.at,
      person_id: edit.personId,
      person_name: edit.personName,
      changes,
      bytes: new TextEncoder().encode(changes).length,
    })
    .execute()
}

/** Forgets what is beyond the bounds of one request, oldest first; the newest always stays. */
export async function trimEdits(db: Db, requestId: string): Promise<void> {
  await sql`
    delete from requests.draft_edit where request_id = ${requestId} and revision in (
      select revision from (
        select revision, row_number() over newest as place, sum(bytes) over newest as total
        from requests.draft_edit where request_id = ${requestId} window newest as (order by revision desc)) kept
      where place > ${MAX_EDITS} or (place > 1 and total > ${MAX_EDIT_BYTES}))`.execute(db)
}

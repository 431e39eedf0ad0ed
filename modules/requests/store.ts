import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { referenceOf } from './rules/references.ts'
import type { Series } from './rules/references.ts'
import { addEntries, writeEntries } from './search/store-entries.ts'
import { requestEntries, stepEntries } from './search/rules/things.ts'
import { entryRow } from './store-timeline.ts'
import type { NewEntry } from './store-timeline.ts'
import { fromJson, fromRow, toRow } from './stored-request.ts'
import type { JsonRow, StoredRequest } from './stored-request.ts'
import { seenWith } from './store-sight.ts'
import { tables } from './tables.ts'

/** The next number of an office's register; others of the same office wait until this transaction ends. */
export async function nextReference(
  db: Db,
  of: { readonly authority: string; readonly series: Series; readonly now: Date },
): Promise<string> {
  const year = of.now.getUTCFullYear()
  const { last } = await tables(db)
    .insertInto('requests.series')
    .values({ authority: of.authority, series: of.series, year, last: 1 })
    .onConflict((there) => there.columns(['authority', 'series', 'year']).doUpdateSet({ last: sql<number>`series.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return referenceOf(of.authority, of.series, year, last)
}

/** A request and the line that its timeline begins with, both findable from then on. Two statements: others of the office wait for its number meanwhile. */
export async function insertRequest(db: Db, request: StoredRequest, first: NewEntry): Promise<void> {
  await tables(db)
    .with('begun', (query) => query.insertInto('requests.request').values(toRow(request)))
    .insertInto('requests.timeline')
    .values({ ...entryRow(first), sequence: 1 })
    .execute()
  await addEntries(db, [...requestEntries(request), ...stepEntries({ ...first, sequence: 1 })])
}

/** Writes everything of a request but what it owes next, which {@link updateDue} keeps. */
export async function updateRequest(db: Db, request: StoredRequest): Promise<void> {
  const { id, due_on: _, due_for: __, ...rest } = toRow(request)
  await tables(db).updateTable('requests.request').set(rest).where('id', '=', id).execute()
  await writeEntries(db, requestEntries(request))
}

export async function updateDue(
  db: Db,
  due: { readonly requestId: string; readonly dueOn: string | null; readonly dueFor: string | null },
): Promise<void> {
  await tables(db)
    .updateTable('requests.request')
    .set({ due_on: due.dueOn, due_for: due.dueFor })
    .where('id', '=', due.requestId)
    .where(sql<boolean>`(due_on, due_for) is distinct from (${due.dueOn}::date, ${due.dueFor}::text)`)
    .execute()
}

export async function requestById(db: Db, id: string, tokens: readonly string[]): Promise<StoredRequest | null> {
  const found = await sql<{ request: JsonRow }>`
    select row_to_json(r) as request from requests.request r where id = ${id} and ${seenWith(tokens)}`.execute(db)
  const [row] = found.rows
  return row ? fromJson(row.request) : null
}

/** The request, which nobody else changes until this transaction ends; whoever asks checks who may see it. */
export async function requestForUpdate(db: Db, id: string): Promise<StoredRequest | null> {
  const row = await tables(db).selectFrom('requests.request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? fromRow(row) : null
}

/** This office's request of a thread, which nobody else changes until this transaction ends. */
export async function requestOfThreadForUpdate(db: Db, thread: string, ownAuthority: string): Promise<StoredRequest | null> {
  const row = await tables(db)
    .selectFrom('requests.request')
    .selectAll()
    .where('thread', '=', thread)
    .where('own_authority', '=', ownAuthority)
    .forUpdate()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** What a draft said at an earlier revision; null when that is no longer kept. */
export async function draftVersion(db: Db, requestId: string, revision: number): Promise<unknown> {
  const row = await tables(db)
    .selectFrom('requests.draft_version')
    .select('content')
    .where('request_id', '=', requestId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row?.content ?? null
}

export async function keepDraftVersion(db: Db, request: StoredRequest): Promise<void> {
  await tables(db)
    .insertInto('requests.draft_version')
    .values({ request_id: request.id, revision: request.revision, content: JSON.stringify(request.content) })
    .execute()
}

export async function forgetDraftVersions(db: Db, requestId: string): Promise<void> {
  await tables(db).deleteFrom('requests.draft_version').where('request_id', '=', requestId).execute()
}

/** Whether another request of the office bears this one's own reference. */
export async function referenceTaken(db: Db, request: StoredRequest): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('requests.request')
    .select('id')
    .where('own_authority', '=', request.ownAuthority)
    .where('own_reference', '=', request.ownReference)
    .where('id', '<>', request.id)
    .executeTakeFirst()
  return row !== undefined
}

/** Whose requests these are. */
export async function ownersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select(['id', 'own_authority'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.own_authority]))
}

/** The office whose request this is, where a holder of these tokens may see it. */
export async function ownerOf(db: Db, id: string, tokens: readonly string[]): Promise<string | null> {
  const row = await tables(db)
    .selectFrom('requests.request')
    .select('own_authority')
    .where('id', '=', id)
    .where(seenWith(tokens))
    .executeTakeFirst()
  return row?.own_authority ?? null
}

import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '@comity/database'
import { ImportFault, ImportMapping, ImportState, type Import } from '../contract.ts'
import { tables } from '../tables.ts'
import type { FileRow } from './check-rows.ts'

/** An import as it is stored, without its rows. */
export interface StoredImport {
  readonly id: string
  readonly ownAuthority: string
  readonly fileName: string
  readonly sha256: string
  readonly state: ImportState
  readonly header: readonly string[]
  readonly mapping: ImportMapping
  readonly rows: number
  readonly byId: string
  readonly byName: string
  readonly createdAt: Date
}

const Texts = z.array(z.string())
const Faults = z.array(ImportFault)

/** Keeps a file's rows; nothing is registered yet. Rows are written a thousand at a time. */
export async function insertImport(db: Db, stored: StoredImport, rows: readonly FileRow[]): Promise<void> {
  await tables(db)
    .insertInto('requests.import')
    .values({
      id: stored.id,
      own_authority: stored.ownAuthority,
      file_name: stored.fileName,
      sha256: stored.sha256,
      state: stored.state,
      header: JSON.stringify(stored.header),
      mapping: JSON.stringify(stored.mapping),
      rows: stored.rows,
      by_id: stored.byId,
      by_name: stored.byName,
      created_at: stored.createdAt,
    })
    .execute()
  for (let from = 0; from < rows.length; from += 1000) {
    const part = rows.slice(from, from + 1000)
    await sql`
      insert into requests.import_row (import_id, row, cells, state)
      select ${stored.id}, (one ->> 'row')::integer, one -> 'cells', 'ready'
      from jsonb_array_elements(${JSON.stringify(part)}::jsonb) as one`.execute(db)
  }
}

/** An import of this office; with `lock` nobody else works on it until this transaction ends. */
export async function importOf(
  db: Db,
  { id, ownAuthority, lock }: { readonly id: string; readonly ownAuthority: string; readonly lock?: true },
): Promise<StoredImport | null> {
  let query = tables(db).selectFrom('requests.import').selectAll().where('id', '=', id).where('own_authority', '=', ownAuthority)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The office's latest imports, newest first. */
export async function latestImports(db: Db, ownAuthority: string, limit: number): Promise<StoredImport[]> {
  const rows = await tables(db)
    .selectFrom('requests.import')
    .selectAll()
    .where('own_authority', '=', ownAuthority)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

interface ImportRow {
  id: string
  own_authority: string
  file_name: string
  sha256: string
  state: string
  header: unknown
  mapping: unknown
  rows: number
  by_id: string
  by_name: string
  created_at: Date
}

function fromRow(row: ImportRow): StoredImport {
  return {
    id: row.id,
    ownAuthority: row.own_authority,
    fileName: row.file_name,
    sha256: row.sha256,
    state: ImportState.parse(row.state),
    header: Texts.parse(row.header),
    mapping: ImportMapping.parse(row.mapping),
    rows: row.rows,
    byId: row.by_id,
    byName: row.by_name,
    createdAt: row.created_at,
  }
}

export async function updateImport(
  db: Db,
  id: string,
  change: { readonly state: ImportState; readonly mapping?: ImportMapping },
): Promise<void> {
  await tables(db)
    .updateTable('requests.import')
    .set({ state: change.state, ...(change.mapping ? { mapping: JSON.stringify(change.mapping) } : {}) })
    .where('id', '=', id)
    .execute()
}

/** Rows of an import after one of them, in their order; only those in this state where one is given. */
export async function rowsOf(
  db: Db,
  id: string,
  { after, limit, state }: { readonly after: number; readonly limit: number; readonly state?: 'ready' | 'faulty' },
): Promise<FileRow[]> {
  let query = tables(db)
    .selectFrom('requests.import_row')
    .select(['row', 'cells'])
    .where('import_id', '=', id)
    .where('row', '>', after)
  if (state) query = query.where('state', '=', state)
  const rows = await query.orderBy('row').limit(limit).execute()
  return rows.map(({ row, cells }) => ({ row, cells: Texts.parse(cells) }))
}

/** What came of a row. */
export interface RowVerdict {
  readonly row: number
  readonly state: 'ready' | 'faulty' | 'known' | 'imported'
  readonly faults?: readonly ImportFault[]
  readonly requestId?: string
}

/** Writes down what came of rows. An imported one keeps nothing of what it said: that is the request's now. */
export async function judgeRows(db: Db, id: string, verdicts: readonly RowVerdict[]): Promise<void> {
  await sql`
    update requests.import_row as kept
    set state = one ->> 'state', faults = coalesce(one -> 'faults', '[]'), request_id = (one ->> 'requestId')::uuid,
        cells = case when one ->> 'state' = 'imported' then '[]' else cells end
    from jsonb_array_elements(${JSON.stringify(verdicts)}::jsonb) as one
    where import_id = ${id} and kept.row = (one ->> 'row')::integer`.execute(db)
}

/** Which of these references the office's register has already. */
export async function takenReferences(db: Db, ownAuthority: string, references: readonly string[]): Promise<Set<string>> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select('own_reference')
    .where('own_authority', '=', ownAuthority)
    .where('own_reference', 'in', [...references, ''])
    .execute()
  return new Set(rows.map((row) => row.own_reference))
}

/** An import as people see it: its counts, its first rows, its first faults. */
export async function presentImport(db: Db, stored: StoredImport): Promise<Import> {
  const counted = await sql<{ state: string; count: number }>`
    select state, count(*)::integer as count from requests.import_row where import_id = ${stored.id} group by state`.execute(db)
  const count = (state: string) => counted.rows.find((one) => one.state === state)?.count ?? 0
  const found = await sql<{ fault: unknown }>`
    select jsonb_array_elements(faults) as fault from requests.import_row
    where import_id = ${stored.id} and state = 'faulty' order by row limit 100`.execute(db)
  const sample =
    stored.state === 'uploaded' || stored.state === 'checked' ? await rowsOf(db, stored.id, { after: 1, limit: 3 }) : []
  return {
    id: stored.id,
    fileName: stored.fileName,
    state: stored.state,
    header: stored.header.map((heading) => heading.slice(0, 300)),
    sample: sample.map(({ cells }) => cells.map((cell) => cell.slice(0, 300))),
    mapping: stored.mapping,
    rows: stored.rows,
    ready: count('ready'),
    imported: count('imported'),
    known: count('known'),
    faulty: count('faulty'),
    faults: Faults.parse(found.rows.slice(0, 100).map(({ fault }) => fault)),
    by: stored.byName,
    createdAt: stored.createdAt.toISOString(),
  }
}

/** Faulty rows with what is wrong with each, in their order. */
export async function faultyRows(db: Db, id: string): Promise<{ row: number; cells: string[]; faults: ImportFault[] }[]> {
  const rows = await tables(db)
    .selectFrom('requests.import_row')
    .select(['row', 'cells', 'faults'])
    .where('import_id', '=', id)
    .where('state', '=', 'faulty')
    .orderBy('row')
    .execute()
  return rows.map(({ row, cells, faults }) => ({ row, cells: Texts.parse(cells), faults: Faults.parse(faults) }))
}

/** How many requests of an import something has happened to since. */
export async function touchedRequests(db: Db, id: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::integer as count from requests.request as request
    where imported_from = ${id} and (
      changed_at <> created_at or revision <> 0 or attachments <> '[]' or prepared <> '[]'
      or exists (select from requests.timeline where request_id = request.id and sequence > 1 and at >= request.created_at)
    )`.execute(db)
  return found.rows[0]?.count ?? 0
}

/** Takes the requests of an import out of the register, with the timeline that told what the old register said; gives which they were. */
export async function removeImported(db: Db, id: string): Promise<string[]> {
  await sql`select set_config('requests.undoing_import', ${id}, true)`.execute(db)
  await sql`
    delete from requests.timeline using requests.request
    where request_id = requests.request.id and imported_from = ${id}`.execute(db)
  const removed = await sql<{ id: string }>`delete from requests.request where imported_from = ${id} returning id`.execute(db)
  await sql`select set_config('requests.undoing_import', '', true)`.execute(db)
  await sql`delete from requests.import_row where import_id = ${id}`.execute(db)
  return removed.rows.map((row) => row.id)
}

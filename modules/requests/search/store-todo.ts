import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { shownToEveryGuest } from '../store-timeline.ts'

/** A request or matter whose entries are to be written anew. */
export interface Todo {
  readonly thing: 'request' | 'matter'
  readonly thing_id: string
  readonly number: string
  readonly files_only: boolean
}

/** What waits longest. */
export async function nextTodos(db: Db, limit: number): Promise<Todo[]> {
  const found = await sql<Todo>`
    select thing, thing_id, number::text, files_only from requests.search_todo order by search_todo.number limit ${limit}`.execute(
    db,
  )
  return found.rows
}

/** Done, unless it was asked for again meanwhile. */
export async function endTodos(db: Db, todos: readonly Todo[]): Promise<void> {
  await sql`delete from requests.search_todo where number = any(${todos.map(({ number }) => number)}::bigint[])`.execute(db)
}

/** Looked at again after all others: what failed holds up nothing. */
export async function postponeTodo(db: Db, todo: Todo): Promise<void> {
  await sql`update requests.search_todo set number = default where number = ${todo.number}::bigint`.execute(db)
}

/** A file as a request or matter has it, and since when. */
export interface HeldFile {
  readonly sha256: string
  readonly name: string
  readonly media_type: string
  readonly at: Date
  /** Only in lines that an executing authority does not see. */
  readonly internal: boolean
}

/** The files of a request and its timeline, or of a matter, each once. */
export async function filesOf(db: Db, { thing, thing_id: id }: Pick<Todo, 'thing' | 'thing_id'>): Promise<HeldFile[]> {
  const held =
    thing === 'matter'
      ? sql`select exhibit -> 'file' as file, changed_at as at, false as internal from requests.matter, jsonb_array_elements(exhibits) as exhibit
          where id = ${id} and exhibit ? 'file'`
      : sql`select jsonb_array_elements(attachments) as file, at, not ${shownToEveryGuest} as internal from requests.timeline where request_id = ${id}
          union all
          select jsonb_array_elements(attachments || prepared), changed_at, false from requests.request where id = ${id}`
  const found = await sql<HeldFile>`
    select distinct on (file ->> 'sha256') file ->> 'sha256' as sha256, file ->> 'name' as name, file ->> 'mediaType' as media_type, at, internal
    from (${held}) as held order by file ->> 'sha256', internal, at`.execute(db)
  return found.rows
}

/** Locks the request or matter, so that who may see it does not change meanwhile; false where it is gone. */
export async function holdThing(db: Db, { thing, thing_id: id }: Pick<Todo, 'thing' | 'thing_id'>): Promise<boolean> {
  const table = thing === 'matter' ? sql`requests.matter` : sql`requests.request`
  const found = await sql`select id from ${table} where id = ${id} for no key update`.execute(db)
  return found.rows.length > 0
}

/** Forgets the entries of files that are no longer there. */
export async function forgetFiles(db: Db, id: string, kept: readonly string[]): Promise<void> {
  await sql`
    delete from requests.search_entry where thing_id = ${id} and kind = 'file' and key <> all(${[...kept]}::text[])`.execute(db)
}

/** The texts of those files that were read. */
export async function knownTexts(db: Db, sha256s: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ sha256: string; text: string }>`
    select sha256, text from requests.file_text where sha256 = any(${[...sha256s]}::text[]) and problem is distinct from 'reading'`.execute(
    db,
  )
  return new Map(found.rows.map(({ sha256, text }) => [sha256, text]))
}

/** Notes that a file is about to be read, before it can end the process; how often that was begun. */
export async function beginReading(db: Db, sha256: string): Promise<number> {
  const found = await sql<{ tries: number }>`
    insert into requests.file_text as known (sha256, text, problem, tries) values (${sha256}, '', 'reading', 1)
    on conflict (sha256) do update set tries = known.tries + 1 returning tries`.execute(db)
  return found.rows[0]?.tries ?? 1
}

/** Keeps what a file says, or why it says nothing. */
export async function keepText(
  db: Db,
  read: { readonly sha256: string; readonly text: string; readonly problem: string | null },
): Promise<void> {
  await sql`update requests.file_text set text = ${read.text}, problem = ${read.problem} where sha256 = ${read.sha256}`.execute(
    db,
  )
}

import { sql } from 'kysely'
import type { Db } from '@comity/database'
import type { Sight } from '../rules/sight.ts'
import type { EntryKind } from './rules/entries.ts'

/** What is looked for, and from where on. */
export interface Asked {
  readonly terms: readonly string[]
  readonly wider: readonly string[] | null
  /** What narrows it, as marks of the index: `kind:file`. */
  readonly marks: readonly string[]
  readonly since: Date | null
  readonly until: Date | null
  readonly before: string | null
  readonly most: number
}

/** An entry that was found, with the beginning of its text. */
export interface FoundEntry {
  readonly id: string
  readonly kind: EntryKind
  readonly thing: 'request' | 'matter'
  readonly thing_id: string
  readonly key: string
  readonly at: Date
  readonly title: string
  readonly beginning: string
  readonly length: number
  readonly wide: boolean
  readonly stems: readonly string[]
  readonly reference: string
  readonly subject: string
  readonly direction: 'outgoing' | 'incoming' | null
  readonly counterpart: string | null
  readonly counterpart_name: string | null
}

/** Letters of each text that come along; the rest is asked for where the words stand further on. */
export const BEGINNING = 1500

/** The newest entries that this reader may see and that say all that is asked: one statement. */
export async function foundEntries(db: Db, sight: Sight, asked: Asked): Promise<FoundEntry[]> {
  const found = await sql<FoundEntry>`
    select hit.id::text, hit.wide, entry.kind, entry.thing, entry.thing_id, entry.key, entry.at, entry.title,
      left(entry.body, ${BEGINNING}) as beginning, length(entry.body) as length,
      coalesce(request.own_reference, matter.reference) as reference, coalesce(request.subject, matter.title) as subject,
      request.direction, request.counterpart, request.counterpart_name,
      array(select stem from unnest(${[...asked.terms]}::text[]) as term, unnest(string_to_array(rtrim(term, '*'), ' ')) as word,
        unnest(requests.search_stems(word)) as stem) as stems
    from requests.search(${[...asked.terms]}::text[], ${asked.wider === null ? null : [...asked.wider]}::text[], ${[...sight.tokens]}::text[],
      ${sight.office}::text, ${sight.all}, ${[...asked.marks]}::text[], ${asked.since}::timestamptz, ${asked.until}::timestamptz,
      ${asked.before}::bigint, ${asked.most}::integer) with ordinality as hit (id, wide, place)
    join requests.search_entry as entry on entry.id = hit.id
    left join requests.request as request on entry.thing = 'request' and request.id = entry.thing_id
    left join requests.matter as matter on entry.thing = 'matter' and matter.id = entry.thing_id
    order by hit.place`.execute(db)
  return found.rows
}

/** The whole texts of some of the entries that were found. */
export async function wholeBodies(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; body: string }>`
    select id::text, body from requests.search_entry where id = any(${[...ids]}::bigint[])`.execute(db)
  return new Map(found.rows.map(({ id, body }) => [id, body]))
}

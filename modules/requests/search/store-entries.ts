import { sql } from 'kysely'
import type { Db } from '@comity/database'
import type { Matter } from '../contract.ts'
import type { Entry } from './rules/entries.ts'
import { matterEntries, stepEntries } from './rules/things.ts'
import type { FoundStep } from './rules/things.ts'

/**
 * Brings entries to what is given: those that say the same stay as they are, others of the same key are replaced. Who may see them is taken from the
 * request or matter itself, within this transaction.
 */
export async function writeEntries(db: Db, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(entries.map(toJson))}::jsonb) as one (thing text, thing_id uuid, kind text, key text,
        part smallint, internal boolean, at timestamptz, title text, body text, languages text[], words text[])
    ), wanted as (
      select thing_id, kind, key, array_agg(title || chr(10) || body order by part) as said from given group by thing_id, kind, key
    ), present as (
      select entry.thing_id, entry.kind, entry.key, array_agg(entry.title || chr(10) || entry.body order by entry.part) as said
      from wanted join requests.search_entry as entry using (thing_id, kind, key) group by entry.thing_id, entry.kind, entry.key
    ), changed as (
      select thing_id, kind, key from wanted left join present using (thing_id, kind, key) where present.said is distinct from wanted.said
    ), gone as (
      delete from requests.search_entry as entry using changed
      where entry.thing_id = changed.thing_id and entry.kind = changed.kind and entry.key = changed.key
    ), whose as (
      select 'request' as thing, id as thing_id, own_authority, direction, counterpart, access, 'authority:' || executing_authority as executing
      from requests.request where id in (select thing_id from changed)
      union all
      select 'matter', id, own_authority, null, null, access, null from requests.matter where id in (select thing_id from changed)
    )
    insert into requests.search_entry
      (thing, thing_id, kind, key, part, own_authority, direction, counterpart, internal, access, at, title, body, vector)
    select thing, thing_id, kind, key, part, own_authority, direction, counterpart, internal,
      case when internal then array_remove(access, executing) else access end, at, title, body, requests.search_vector(languages, words)
    from given join changed using (thing_id, kind, key) join whose using (thing, thing_id)
    order by at, part`.execute(db)
}

function toJson({ thing, thingId, kind, key, part, internal, at, title, body, languages, words }: Entry) {
  return { thing, thing_id: thingId, kind, key, part, internal, at, title, body, languages, words }
}

/** Makes a line of a timeline findable. */
export async function indexStep(db: Db, step: FoundStep): Promise<void> {
  await writeEntries(db, stepEntries(step))
}

/** Makes what a matter says findable. */
export async function indexMatter(db: Db, matter: Matter): Promise<void> {
  await writeEntries(db, matterEntries(matter))
}

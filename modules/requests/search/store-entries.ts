import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import type { Matter } from '../contract.ts'
import type { Entry } from './rules/entries.ts'
import { matterEntries, stepEntries } from './rules/things.ts'
import type { FoundStep } from './rules/things.ts'

/**
 * Adds entries of what had none. Who may see them is taken from the request or matter itself, within this transaction.
 */
export async function addEntries(db: Db, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`with given as (${given(entries)}) ${inserting(sql`given`)}`.execute(db)
}

/** Brings entries to what is given: those that say the same stay as they are, others of the same key are replaced. */
export async function writeEntries(db: Db, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`
    with given as (${given(entries)}), changed as (
      select thing_id, kind, key from (
        select thing_id, kind, key, array_agg(internal || title || chr(10) || body order by part) as said from given group by thing_id, kind, key
      ) as wanted cross join lateral (
        select array_agg(entry.internal || entry.title || chr(10) || entry.body order by entry.part) as said from requests.search_entry as entry
        where entry.thing_id = wanted.thing_id and entry.kind = wanted.kind and entry.key = wanted.key
      ) as present
      where present.said is distinct from wanted.said
    ), gone as (
      delete from requests.search_entry as entry using changed
      where entry.thing_id = changed.thing_id and entry.kind = changed.kind and entry.key = changed.key
    ), left_over as (
      select given.* from given join changed using (thing_id, kind, key)
    )
    ${inserting(sql`left_over`)}`.execute(db)
}

function given(entries: readonly Entry[]) {
  return sql`
    select * from jsonb_to_recordset(${JSON.stringify(entries.map(toJson))}::jsonb) as one (thing text, thing_id uuid, kind text, key text,
      part smallint, internal boolean, at timestamptz, title text, body text, languages text[], words text[])`
}

function inserting(rows: RawBuilder<unknown>) {
  return sql`
    insert into requests.search_entry
      (thing, thing_id, kind, key, part, own_authority, direction, counterpart, internal, access, at, title, body, open, vector)
    select new.thing, new.thing_id, new.kind, new.key, new.part, whose.own_authority, whose.direction, whose.counterpart, new.internal,
      case when new.internal then array_remove(whose.access, whose.executing) else whose.access end,
      new.at, new.title, new.body, whose.open and new.kind = 'request', requests.search_vector(new.languages, new.words)
    from ${rows} as new join lateral (
      select own_authority, direction, counterpart, access, 'authority:' || executing_authority as executing, requests.is_open(state) as open
      from requests.request where new.thing = 'request' and id = new.thing_id
      union all
      select own_authority, null, null, access, null, false from requests.matter where new.thing = 'matter' and id = new.thing_id
    ) as whose on true`
}

function toJson({ thing, thingId, kind, key, part, internal, at, title, body, languages, words }: Entry) {
  return { thing, thing_id: thingId, kind, key, part, internal, at, title, body, languages, words }
}

/** Makes a line of a timeline findable. */
export async function indexStep(db: Db, step: FoundStep): Promise<void> {
  await addEntries(db, stepEntries(step))
}

/** Makes what a matter says findable. */
export async function indexMatter(db: Db, matter: Matter): Promise<void> {
  await writeEntries(db, matterEntries(matter))
}

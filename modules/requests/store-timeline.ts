import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Db } from '@comity/database'
import { Attachment } from '@comity/exchange/contract'
import type { TimelineEntry } from './contract.ts'
import type { Guest } from './policy.ts'
import { indexStep } from './search/store-entries.ts'
import { Prepared, plain } from './rules/prepared.ts'
import { seenWith } from './store-sight.ts'
import { tables } from './tables.ts'
import type { TimelineTable } from './tables.ts'

/** An entry before the timeline numbers it. */
export interface NewEntry extends Omit<TimelineEntry, 'sequence' | 'at'> {
  readonly requestId: string
  readonly at: Date
  readonly actorId: string
}

/**
 * Adds an entry; the caller holds the request's row, so numbers have no gaps. The same act of the same dossier is written once. Gives the
 * entry's number; null where it was written before.
 */
export async function appendToTimeline(db: Db, entry: NewEntry): Promise<number | null> {
  const row = await tables(db)
    .insertInto('requests.timeline')
    .values({
      ...entryRow(entry),
      sequence: sql<number>`(select coalesce(max(sequence), 0) + 1 from requests.timeline where request_id = ${entry.requestId})`,
    })
    .onConflict((there) => there.columns(['dossier_id', 'side', 'act']).where('dossier_id', 'is not', null).doNothing())
    .returning('sequence')
    .executeTakeFirst()
  if (row) await indexStep(db, { ...entry, sequence: row.sequence })
  return row?.sequence ?? null
}

/** How often the other side has said something of this kind. */
export async function countOfTheirs(db: Db, requestId: string, act: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('requests.timeline')
    .select(sql<number>`count(*)::integer`.as('lines'))
    .where('request_id', '=', requestId)
    .where('side', '=', 'theirs')
    .where('act', '=', act)
    .executeTakeFirstOrThrow()
  return row.lines
}

/** The number of this person's last line of that act; null where there is none. */
export async function lastOwnEntry(
  db: Db,
  requestId: string,
  { act, actorId }: { readonly act: string; readonly actorId: string },
): Promise<number | null> {
  const row = await tables(db)
    .selectFrom('requests.timeline')
    .select('sequence')
    .where('request_id', '=', requestId)
    .where('act', '=', act)
    .where('actor_id', '=', actorId)
    .orderBy('sequence', 'desc')
    .executeTakeFirst()
  return row?.sequence ?? null
}

/** The row of an entry, which has no number yet. */
export function entryRow(entry: NewEntry) {
  return {
    request_id: entry.requestId,
    at: entry.at,
    side: entry.side,
    act: entry.act,
    actor_id: entry.actorId,
    actor_name: entry.actorName,
    internal: entry.internal,
    body: JSON.stringify(entry.body),
    attachments: JSON.stringify(entry.attachments),
    dossier_id: entry.dossierId,
  }
}

const Attachments = z.array(Attachment)

/** Internal lines that concern the executing authority too: what was passed on to it, and what it reported. */
const guestActs: readonly string[] = ['passed-on', 'execution-reported', 'delivered', 'opened']

/** The lines that every guest of the office sees, whoever wrote them. */
export const shownToEveryGuest = sql<boolean>`(not internal or act = any(${[...guestActs]}::text[]))`

/** The lines that a guest of the office sees; all of them where nobody is named. */
function shownTo(guest: string | null) {
  return guest === null ? sql<boolean>`true` : sql<boolean>`(${shownToEveryGuest} or actor_id = ${guest})`
}

/** Everything that happened to a request, oldest first; for a guest of the office what is not internal there. */
export async function timelineEntries(db: Db, requestId: string, guest: string | null = null): Promise<TimelineEntry[]> {
  const rows = await tables(db)
    .selectFrom('requests.timeline')
    .selectAll()
    .where('request_id', '=', requestId)
    .where(shownTo(guest))
    .orderBy('sequence')
    .execute()
  return rows.map(entryOf)
}

/**
 * The same of the request that a reader with these tokens sees, with the office whose it is: whoever is of another is a guest there. Null where
 * they see no such request; one statement, since every page of a request asks it.
 */
export async function timelineSeen(
  db: Db,
  requestId: string,
  reader: { readonly tokens: readonly string[]; readonly id: string; readonly authorityId: string | null },
): Promise<{ readonly owner: string; readonly entries: readonly TimelineEntry[] } | null> {
  const found = await sql<{ owner: string; entries: readonly EntryRow[] }>`
    select r.own_authority as owner, coalesce((
      select json_agg(t order by t.sequence) from requests.timeline t
      where t.request_id = r.id
        and (r.own_authority = ${reader.authorityId} or ${shownToEveryGuest} or t.actor_id = ${reader.id})), '[]') as entries
    from requests.request r where r.id = ${requestId} and ${seenWith(reader.tokens)}`.execute(db)
  const [row] = found.rows
  return row ? { owner: row.owner, entries: row.entries.map((entry) => entryOf({ ...entry, at: new Date(entry.at) })) } : null
}

type EntryRow = Omit<Selectable<TimelineTable>, 'at'> & { readonly at: string }

function entryOf(row: Selectable<TimelineTable>): TimelineEntry {
  return {
    sequence: row.sequence,
    at: row.at.toISOString(),
    side: row.side,
    act: row.act,
    actorName: row.actor_name,
    internal: row.internal,
    body: row.body,
    attachments: Attachments.parse(row.attachments),
    dossierId: row.dossier_id,
  }
}

/** The office's request that a dossier of its own belongs to; null when it is not one of this module. */
export async function requestOfOwnDossier(
  db: Db,
  dossierId: string,
): Promise<{ requestId: string; ownAuthority: string } | null> {
  const row = await tables(db)
    .selectFrom('requests.timeline')
    .innerJoin('requests.request', 'requests.request.id', 'requests.timeline.request_id')
    .select(['requests.request.id', 'requests.request.own_authority'])
    .where('requests.timeline.dossier_id', '=', dossierId)
    .where('requests.timeline.side', '=', 'ours')
    .executeTakeFirst()
  return row ? { requestId: row.id, ownAuthority: row.own_authority } : null
}

/** The file of this hash among those of a request and its timeline, for a guest of those they see; null when it is not there. */
export async function attachmentOf(
  db: Db,
  { requestId, sha256, guest }: { readonly requestId: string; readonly sha256: string; readonly guest: Guest | null },
): Promise<Attachment | null> {
  const found = await sql<{ file: unknown }>`
    select file from (
      select jsonb_array_elements(attachments) as file from requests.request where id = ${requestId}
      union all
      select file from requests.request, jsonb_array_elements(prepared) as file
        where id = ${requestId} and (${guest === null} or file ->> 'guest' = ${guest?.authorityId ?? ''})
      union all
      select jsonb_array_elements(attachments) from requests.timeline where request_id = ${requestId} and ${shownTo(guest?.id ?? null)}
    ) as files
    where file ->> 'sha256' = ${sha256} limit 1`.execute(db)
  const [row] = found.rows
  return row ? plain(Prepared.parse(row.file)) : null
}

/** The dossier with which a request arrived here. */
export async function dossierOfArrival(db: Db, requestId: string): Promise<string | null> {
  const row = await tables(db)
    .selectFrom('requests.timeline')
    .select('dossier_id')
    .where('request_id', '=', requestId)
    .where('side', '=', 'theirs')
    .where('act', 'in', ['request', 'supplementary-request'])
    .orderBy('sequence')
    .executeTakeFirst()
  return row?.dossier_id ?? null
}

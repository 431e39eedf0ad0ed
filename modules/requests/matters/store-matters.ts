import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { Attachment } from '@comity/exchange/contract'
import { MAX_LINKS, Matter } from '../contract.ts'
import type { MatterLink, MatterRow, Takeable } from '../contract.ts'
import { finalStates } from '../rules/lifecycle.ts'
import type { Parts } from '../rules/matter-differences.ts'
import type { Sight } from '../rules/sight.ts'
import { seenWith, visibleTo } from '../store-sight.ts'
import { fromRow } from '../stored-request.ts'
import type { StoredRequest } from '../stored-request.ts'
import { tables } from '../tables.ts'

/** Of these requests those that a holder of these tokens may see. */
export async function requestsSeen(db: Db, tokens: readonly string[], ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where(seenWith(tokens))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Of these matters those that a holder of these tokens may see. */
export async function mattersSeen(db: Db, tokens: readonly string[], ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tables(db)
    .selectFrom('requests.matter')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where(seenWith(tokens))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The numbers of those of these matters, named by identity or number, that a holder of these tokens may see; by either name. */
export async function seenMatterNumbers(
  db: Db,
  tokens: readonly string[],
  { owner, named }: { readonly owner: string; readonly named: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const rows = await tables(db)
    .selectFrom('requests.matter')
    .select(['id', 'reference'])
    .where('own_authority', '=', owner)
    .where(sql<boolean>`(id::text = any(${[...named]}::text[]) or reference = any(${[...named]}::text[]))`)
    .where(seenWith(tokens))
    .execute()
  return new Map(rows.flatMap(({ id, reference }) => [[id, reference] as const, [reference, reference] as const]))
}

/** Requests of a matter that this reader may see, oldest first; one more than `most` tells that there are more. */
export async function requestsOfMatter(
  db: Db,
  sight: Sight,
  {
    matterId,
    states,
    after = null,
    most,
  }: {
    readonly matterId: string
    readonly states?: readonly string[]
    /** The request after which they begin. */
    readonly after?: PlaceInMatter | null
    readonly most: number
  },
): Promise<StoredRequest[]> {
  let query = tables(db).selectFrom('requests.request').selectAll().where('matter_id', '=', matterId).where(visibleTo(sight))
  if (states) query = query.where(sql<boolean>`state = any(${[...states]}::text[])`)
  if (after !== null)
    query = query.where(
      sql<boolean>`(created_at, own_reference, id) > (${after.createdAt}::timestamptz, ${after.reference}, ${after.id}::uuid)`,
    )
  const rows = await query.orderBy('created_at').orderBy('own_reference').orderBy('id').limit(most).execute()
  return rows.map(fromRow)
}

/** Where a request stands among those of its matter. */
export interface PlaceInMatter {
  readonly createdAt: string
  readonly reference: string
  readonly id: string
}

/** The place of a request of this matter that the reader may see; null where it is none. */
export async function placeInMatter(
  db: Db,
  sight: Sight,
  { matterId, requestId }: { readonly matterId: string; readonly requestId: string },
): Promise<PlaceInMatter | null> {
  const row = await tables(db)
    .selectFrom('requests.request')
    // As text: a Date has no microseconds, and the page would begin with the same request again.
    .select([sql<string>`created_at::text`.as('createdAt'), 'own_reference as reference', 'id'])
    .where('id', '=', requestId)
    .where('matter_id', '=', matterId)
    .where(visibleTo(sight))
    .executeTakeFirst()
  return row ?? null
}

/** Whether any request of the matter is open, whoever may see it. */
export async function hasOpenRequests(db: Db, matterId: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('requests.request')
    .select('id')
    .where('matter_id', '=', matterId)
    .where(sql<boolean>`state <> all(${[...finalStates]}::text[])`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How many requests of each matter this reader may see, and how many of those are open. */
export async function requestCounts(
  db: Db,
  sight: Sight,
  matterIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<MatterRow, 'requests' | 'openRequests'>>> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select([
      'matter_id',
      sql<number>`count(*)::integer`.as('requests'),
      sql<number>`(count(*) filter (where state <> all(${[...finalStates]}::text[])))::integer`.as('openRequests'),
    ])
    .where(sql<boolean>`matter_id = any(${[...matterIds]}::uuid[])`)
    // The matters lead to them: the index of the tokens is not asked for all that this reader sees.
    .where(sql<boolean>`(${visibleTo(sight)}) is true`)
    .groupBy('matter_id')
    .execute()
  return new Map(rows.map(({ matter_id, ...counts }) => [matter_id ?? '', counts]))
}

const BaseParts = Matter.pick({ persons: true, property: true, offences: true, facts: true })

/** What each of these requests and its matter last agreed on. */
export async function basesOf(db: Db, requestIds: readonly string[]): Promise<ReadonlyMap<string, Parts>> {
  const rows = await tables(db)
    .selectFrom('requests.draft_base')
    .selectAll()
    .where(sql<boolean>`request_id = any(${[...requestIds]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ request_id, base }) => [request_id, BaseParts.parse(base)]))
}

export async function keepBase(db: Db, requestId: string, { persons, property, offences, facts }: Parts): Promise<void> {
  const base = JSON.stringify({ persons, property, offences, facts })
  await tables(db)
    .insertInto('requests.draft_base')
    .values({ request_id: requestId, base })
    .onConflict((there) => there.column('request_id').doUpdateSet({ base }))
    .execute()
}

/** Matters linked to this one that a holder of these tokens may see, latest link first. */
export async function linksOf(db: Db, matterId: string, tokens: readonly string[]): Promise<MatterLink[]> {
  const found = await sql<Omit<MatterLink, 'closedAt' | 'at'> & { closedAt: Date | null; at: Date }>`
    select matter.id, reference, title, closed_at as "closedAt", link.reason, link.by_name as "byName", link.created_at as at
    from requests.matter_link as link
    join requests.matter on matter.id = case when link.one = ${matterId}::uuid then link.other else link.one end
    where (link.one = ${matterId}::uuid or link.other = ${matterId}::uuid) and ${seenWith(tokens)}
    order by link.created_at desc, matter.id limit ${MAX_LINKS}`.execute(db)
  return found.rows.map((row) => ({ ...row, closedAt: row.closedAt?.toISOString() ?? null, at: row.at.toISOString() }))
}

/** How many matters this one is linked to, whoever may see them. */
export async function countLinks(db: Db, matterId: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('requests.matter_link')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where((where) => where.or([where('one', '=', matterId), where('other', '=', matterId)]))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Links two matters; another reason replaces the one that was given before. */
export async function keepLink(
  db: Db,
  link: { readonly between: readonly [string, string]; readonly reason: string; readonly byName: string; readonly now: Date },
): Promise<void> {
  const [one, other] = inOrder(link.between)
  await tables(db)
    .insertInto('requests.matter_link')
    .values({ one, other, reason: link.reason, by_name: link.byName, created_at: link.now })
    .onConflict((there) => there.columns(['one', 'other']).doUpdateSet({ reason: link.reason, by_name: link.byName }))
    .execute()
}

/** False where the two are not linked. */
export async function dropLink(db: Db, between: readonly [string, string]): Promise<boolean> {
  const [one, other] = inOrder(between)
  const done = await tables(db)
    .deleteFrom('requests.matter_link')
    .where('one', '=', one)
    .where('other', '=', other)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}

function inOrder([a, b]: readonly [string, string]): readonly [string, string] {
  return a < b ? [a, b] : [b, a]
}

/** A line of a timeline as the survey of a matter needs it. */
export interface SurveyedEntry {
  readonly requestId: string
  readonly at: string
  readonly side: 'ours' | 'theirs'
  readonly act: string
  readonly dossierId: string | null
  readonly files: readonly string[]
}

/** The timelines of several requests, each oldest first. */
export async function surveyedEntries(db: Db, requestIds: readonly string[]): Promise<SurveyedEntry[]> {
  const found = await sql<Omit<SurveyedEntry, 'at'> & { at: Date }>`
    select request_id as "requestId", at, side, act, dossier_id as "dossierId",
      coalesce(array(select file ->> 'sha256' from jsonb_array_elements(attachments) as file), '{}') as files
    from requests.timeline where request_id = any(${[...requestIds]}::uuid[]) and not internal
    order by request_id, sequence`.execute(db)
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Documents that came with requests of a matter that this reader may see, latest first. */
export async function documentsReceived(db: Db, sight: Sight, matterId: string, most: number): Promise<Takeable[]> {
  const found = await sql<Pick<Takeable, 'requestId' | 'reference' | 'act'> & { at: Date; file: unknown }>`
    with seen as (select * from requests.request where matter_id = ${matterId}::uuid and ${visibleTo(sight)})
    select distinct on (at, seen.id, file ->> 'sha256') seen.id as "requestId", own_reference as reference, act, at, file
    from seen join lateral (
      select act, at, jsonb_array_elements(timeline.attachments) as file from requests.timeline
      where request_id = seen.id and side = 'theirs'
      union all
      select 'request', seen.created_at, jsonb_array_elements(seen.attachments) where seen.direction = 'incoming'
    ) as told on true
    order by at desc, seen.id, file ->> 'sha256' limit ${most}`.execute(db)
  return found.rows.map(({ file, at, ...row }) => {
    const { name, bytes, sha256 } = Attachment.parse(file)
    return { ...row, at: at.toISOString(), name, bytes, sha256 }
  })
}

import type { Db } from '@comity/database'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { AuditTables, EntryRow, LinkRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<AuditTables>()

/** The entry, and its place among those that wait for a link, in one round trip. */
export async function insertEntry(db: Db, entry: Insertable<EntryRow>): Promise<void> {
  const added = tables(db)
    .with('added', (query) => query.insertInto('audit.entry').values(entry).returning('sequence'))
    .insertInto('audit.waiting')
    .columns(['entry'])
    .expression((query) => query.selectFrom('added').select('added.sequence as entry'))
  await added.execute()
}

export interface EntryFilter {
  readonly act?: string | undefined
  readonly actorId?: string | undefined
  readonly subject?: string | undefined
  /** Only what people of this authority did. */
  readonly authorityId?: string | null
  /** Entries older than this sequence. */
  readonly before?: number | undefined
  readonly limit: number
}

/** Newest first. */
export function entriesBefore(db: Db, filter: EntryFilter): Promise<Selectable<EntryRow>[]> {
  let query = tables(db).selectFrom('audit.entry').selectAll().orderBy('sequence', 'desc').limit(filter.limit)
  if (filter.before !== undefined) query = query.where('sequence', '<', filter.before)
  if (filter.act !== undefined) query = query.where('act', '=', filter.act)
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId)
  if (filter.subject !== undefined) query = query.where('subject_id', '=', filter.subject)
  if (filter.authorityId) query = query.where('authority_id', '=', filter.authorityId)
  return query.execute()
}

/** Different acts that occur, for the filter; a loose index scan, since the trail may be long. */
export async function actsInUse(db: Db): Promise<string[]> {
  const found = await sql<{ act: string | null }>`
    with recursive each as (
      select min(act) as act from audit.entry
      union all
      select (select min(e.act) from audit.entry e where e.act > each.act) from each where each.act is not null)
    select act from each where act is not null`.execute(db)
  return found.rows.flatMap(({ act }) => act ?? [])
}

/** Entries that wait for a link, oldest first. */
export function waitingEntries(db: Db, limit: number): Promise<Pick<Selectable<EntryRow>, 'sequence' | 'commitment'>[]> {
  return tables(db)
    .selectFrom('audit.waiting as w')
    .innerJoin('audit.entry as e', 'e.sequence', 'w.entry')
    .select(['e.sequence', 'e.commitment'])
    .orderBy('w.entry')
    .limit(limit)
    .execute()
}

/** How many entries have no link, whether or not they are said to wait: reads the whole trail. */
export async function countUnlinked(db: Db): Promise<number> {
  const found = await tables(db)
    .selectFrom('audit.entry as e')
    .leftJoin('audit.link as l', 'l.entry', 'e.sequence')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('l.entry', 'is', null)
    .executeTakeFirstOrThrow()
  return found.count
}

export function lastLink(db: Db): Promise<LinkRow | undefined> {
  return tables(db).selectFrom('audit.link').selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst()
}

/** Adds links; their entries wait no longer. */
export async function insertLinks(db: Db, links: readonly LinkRow[]): Promise<void> {
  await tables(db).insertInto('audit.link').values(links).execute()
  await tables(db)
    .deleteFrom('audit.waiting')
    .where(
      'entry',
      'in',
      links.map(({ entry }) => entry),
    )
    .execute()
}

/** One chain has one writer at a time, also with several processes on one database. */
export async function lockChain(db: Db): Promise<void> {
  await sql`lock table audit.link in share row exclusive mode`.execute(db)
}

export interface LinkedEntry extends Selectable<EntryRow> {
  readonly position: number
  readonly chain: Buffer
}

export async function linkedEntries(db: Db, after: number, limit: number): Promise<LinkedEntry[]> {
  return tables(db)
    .selectFrom('audit.link as l')
    .innerJoin('audit.entry as e', 'e.sequence', 'l.entry')
    .selectAll('e')
    .select(['l.position', 'l.chain'])
    .where('l.position', '>', after)
    .orderBy('l.position')
    .limit(limit)
    .execute()
}

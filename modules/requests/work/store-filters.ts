import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { KeptFilter } from '../contract.ts'
import type { Kept } from '../contract.ts'
import { tables } from '../tables.ts'
import type { SavedFilterTable } from '../tables.ts'
import type { Selectable } from 'kysely'

/** Whose saved filters somebody sees: their own and those of their units. */
export interface FilterReader {
  readonly office: string
  readonly personId: string
  readonly units: readonly string[]
}

function readableBy({ office, personId, units }: FilterReader) {
  return sql<boolean>`own_authority = ${office} and (person_id = ${personId} or unit = any(${[...units]}::uuid[]))`
}

/** Kept filters of a reader, by name; `start` where their list begins with it. */
export async function filtersOf(db: Db, reader: FilterReader): Promise<(Kept & { readonly start: boolean })[]> {
  const rows = await tables(db)
    .selectFrom('requests.saved_filter')
    .leftJoin('requests.start_view', (join) =>
      join.onRef('filter_id', '=', 'id').on('requests.start_view.person_id', '=', reader.personId),
    )
    .selectAll('requests.saved_filter')
    .select('filter_id')
    .where(
      sql<boolean>`own_authority = ${reader.office} and (saved_filter.person_id = ${reader.personId} or unit = any(${[...reader.units]}::uuid[]))`,
    )
    .where('deleted_at', 'is', null)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(LISTED)
    .execute()
  return rows.map((row) => ({ ...keptOf(row), start: row.filter_id !== null }))
}

/** A page shows no more: some units with all the filters that they can have. */
const LISTED = 500

function keptOf(row: Omit<Selectable<SavedFilterTable>, 'created_by' | 'created_at' | 'deleted_at'>): Kept {
  return { id: row.id, direction: row.direction, name: row.name, unit: row.unit, filter: KeptFilter.parse(row.filter) }
}

/** One that this reader may change, deleted or not; nobody else changes it until this transaction ends. */
export async function filterForUpdate(
  db: Db,
  id: string,
  reader: FilterReader,
): Promise<(Kept & { readonly deleted: boolean }) | null> {
  const row = await tables(db)
    .selectFrom('requests.saved_filter')
    .selectAll()
    .where('id', '=', id)
    .where(readableBy(reader))
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...keptOf(row), deleted: row.deleted_at !== null } : null
}

/** How many the owner keeps in both directions, and whether one of them has that name in this direction. */
export async function filtersKept(
  db: Db,
  { office, personId, unit, direction, name }: Owner & { readonly direction: string; readonly name: string },
): Promise<{ readonly count: number; readonly taken: boolean }> {
  return tables(db)
    .selectFrom('requests.saved_filter')
    .select([
      sql<number>`count(*)::integer`.as('count'),
      sql<boolean>`coalesce(bool_or(direction = ${direction} and lower(name) = lower(${name})), false)`.as('taken'),
    ])
    .where('own_authority', '=', office)
    .where(unit === null ? sql<boolean>`person_id = ${personId}` : sql<boolean>`unit = ${unit}::uuid`)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow()
}

/** A person, or the unit where one is named. */
export interface Owner {
  readonly office: string
  readonly personId: string
  readonly unit: string | null
}

export async function insertFilter(db: Db, kept: Kept, { office, personId, unit }: Owner, now: Date): Promise<void> {
  await tables(db)
    .insertInto('requests.saved_filter')
    .values({
      id: kept.id,
      own_authority: office,
      person_id: unit === null ? personId : null,
      unit,
      direction: kept.direction,
      name: kept.name,
      filter: JSON.stringify(kept.filter),
      created_by: personId,
      created_at: now,
      deleted_at: null,
    })
    .execute()
}

export async function markDeleted(db: Db, id: string, deletedAt: Date | null): Promise<void> {
  await tables(db).updateTable('requests.saved_filter').set({ deleted_at: deletedAt }).where('id', '=', id).execute()
}

/** Removes for good what was deleted before an instant. */
export async function purgeFilters(db: Db, office: string, before: Date): Promise<void> {
  await tables(db)
    .deleteFrom('requests.saved_filter')
    .where('own_authority', '=', office)
    .where('deleted_at', '<', before)
    .execute()
}

/** What a person's list of a direction begins with; null for none. */
export async function setStartView(
  db: Db,
  { personId, direction, filterId }: { personId: string; direction: 'outgoing' | 'incoming'; filterId: string | null },
): Promise<void> {
  await tables(db)
    .deleteFrom('requests.start_view')
    .where('person_id', '=', personId)
    .where('direction', '=', direction)
    .execute()
  if (filterId !== null)
    await tables(db)
      .insertInto('requests.start_view')
      .values({ person_id: personId, direction, filter_id: filterId })
      .onConflict((there) => there.columns(['person_id', 'direction']).doUpdateSet({ filter_id: filterId }))
      .execute()
}

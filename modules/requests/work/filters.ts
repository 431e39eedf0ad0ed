import assert from 'node:assert/strict'
import type { Actor, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { COUNTED_TO, MAX_FILTERS } from '../contract.ts'
import type { Kept, SavedFilter, SaveFilter } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { placesOf } from '../rules/sight.ts'
import { countedTo } from '../store-lists.ts'
import {
  filterForUpdate,
  filtersKept,
  filtersOf,
  insertFilter,
  markDeleted,
  purgeFilters,
  setStartView,
  type FilterReader,
} from './store-filters.ts'

const KEEP_DELETED_MS = 30 * 24 * 3_600_000

/** Who keeps filters: whoever reads requests. @throws ComityError `not-allowed`. */
function readerOf(actor: Actor): FilterReader {
  sightFor(actor)
  assert(actor.authorityId, 'whoever reads belongs to an authority')
  return { office: actor.authorityId, personId: actor.id, units: placesOf(actor).flatMap(({ units }) => units) }
}

/** The filters that the viewer and their units keep, with how many requests each shows this viewer now. @throws ComityError `not-allowed`. */
export async function listFilters(db: Db, viewer: Reader, direction?: 'outgoing' | 'incoming'): Promise<SavedFilter[]> {
  const kept = await filtersOf(db, readerOf(viewer.actor))
  const wanted = kept.filter((one) => direction === undefined || one.direction === direction)
  const sight = sightFor(viewer.actor)
  return Promise.all(
    wanted.map(async (one) => ({
      ...one,
      count: await countedTo(db, sight, { ...one.filter, direction: one.direction }, COUNTED_TO),
    })),
  )
}

/**
 * Keeps a filter under a name, for oneself or for a unit that one belongs to.
 *
 * @throws ComityError `not-allowed` for another unit; `conflict` where the name is taken; `filters-full`.
 */
export async function saveFilter(ctx: Context, input: SaveFilter): Promise<Kept> {
  const { office, personId, units } = readerOf(ctx.actor)
  const unit = input.unit ?? null
  if (unit !== null && !units.includes(unit)) throw new ComityError('not-allowed', { values: { act: 'save' } })
  const owner = { office, personId, unit }
  const { count, taken } = await filtersKept(ctx.db, { ...owner, direction: input.direction, name: input.name })
  if (taken) throw new ComityError('conflict', { problems: [{ path: 'name', message: 'taken' }] })
  if (count >= MAX_FILTERS) throw new ComityError('filters-full', { values: { most: MAX_FILTERS } })
  const kept = { id: ctx.world.chance.uuid(), direction: input.direction, name: input.name, unit, filter: input.filter }
  await insertFilter(ctx.db, kept, owner, ctx.now)
  return filterRecorded(ctx, 'saved', kept)
}

/** Deletes a filter; for thirty days {@link restoreFilter} brings it back. @throws ComityError `filter-not-found`. */
export async function deleteFilter(ctx: Context, id: string): Promise<Kept> {
  const reader = readerOf(ctx.actor)
  const { deleted, ...kept } = await loaded(ctx, id, reader)
  if (deleted) throw new ComityError('filter-not-found')
  await markDeleted(ctx.db, id, ctx.now)
  await purgeFilters(ctx.db, reader.office, new Date(ctx.now.getTime() - KEEP_DELETED_MS))
  return filterRecorded(ctx, 'deleted', kept)
}

/** Takes a deletion back. @throws ComityError `filter-not-found`; `conflict` where another has its name meanwhile; `filters-full`. */
export async function restoreFilter(ctx: Context, id: string): Promise<Kept> {
  const reader = readerOf(ctx.actor)
  const { deleted, ...kept } = await loaded(ctx, id, reader)
  if (!deleted) return kept
  const { count, taken } = await filtersKept(ctx.db, { ...reader, ...kept })
  if (taken) throw new ComityError('conflict', { problems: [{ path: 'name', message: 'taken' }] })
  if (count >= MAX_FILTERS) throw new ComityError('filters-full', { values: { most: MAX_FILTERS } })
  await markDeleted(ctx.db, id, null)
  return filterRecorded(ctx, 'restored', kept)
}

/** Chooses what the actor's own list of a direction begins with; null for the whole list. @throws ComityError `filter-not-found`. */
export async function startWith(
  ctx: Context,
  { direction, filter }: { readonly direction: 'outgoing' | 'incoming'; readonly filter: string | null },
): Promise<{ filter: string | null }> {
  const reader = readerOf(ctx.actor)
  const kept = filter === null ? null : await loaded(ctx, filter, reader)
  if (kept !== null && (kept.deleted || kept.direction !== direction)) throw new ComityError('filter-not-found')
  await setStartView(ctx.db, { personId: reader.personId, direction, filterId: filter })
  await record(ctx, {
    act: 'start-view.chosen',
    subject: { kind: 'person', id: reader.personId },
    details: { direction, filter: filter ?? '' },
  })
  return { filter }
}

async function loaded(ctx: Context, id: string, reader: FilterReader) {
  const found = await filterForUpdate(ctx.db, id, reader)
  if (found === null) throw new ComityError('filter-not-found')
  return found
}

async function filterRecorded(ctx: Context, act: string, kept: Kept): Promise<Kept> {
  await record(ctx, {
    act: `filter.${act}`,
    subject: { kind: 'filter', id: kept.id },
    details: { name: kept.name, direction: kept.direction, unit: kept.unit ?? '' },
  })
  return kept
}

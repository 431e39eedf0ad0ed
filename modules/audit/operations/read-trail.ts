import { ComityError } from '@comity/errors'
import type { Db } from '@comity/database'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { AuditEntry, AuditPage, AuditSearch, TrailBounds } from '../contract.ts'
import { may, shownDetails } from '../policy.ts'
import { entriesBefore } from '../store.ts'
import type { EntryRow } from '../tables.ts'

/** Who reads, and how far: null for the whole trail. */
interface TrailReader {
  readonly actor: Parameters<typeof may>[0]
  readonly bounds: TrailBounds | null
}

/** Entries looked at in one go for a reader with bounds. */
const LOOK = 500
/** Looks in one call: bounds what somebody costs whose entries are few among many. The page then ends early and says where it goes on. */
const MOST_LOOKS = 20

/**
 * One page of the trail, newest first; for a reader with bounds only what lies within them.
 *
 * @throws ComityError `not-allowed` for anyone but auditors and administrators.
 */
export async function readTrail(
  db: Db,
  { actor, bounds }: TrailReader,
  search: z.output<typeof AuditSearch>,
): Promise<z.output<typeof AuditPage>> {
  if (!may(actor, 'read')) throw new ComityError('not-allowed')
  const { rows, next } = bounds === null ? await wholePage(db, search) : await boundPage(db, bounds, search)
  return { entries: rows.map((row) => ({ ...entryFrom(row), details: shownDetails(actor, row.details ?? {}) })), next }
}

interface Found {
  readonly rows: readonly Selectable<EntryRow>[]
  readonly next: number | null
}

const filterOf = ({ act, actor, subject }: z.output<typeof AuditSearch>) => ({ act, actorId: actor, subject })

async function wholePage(db: Db, search: z.output<typeof AuditSearch>): Promise<Found> {
  const rows = await entriesBefore(db, { ...filterOf(search), before: search.before, limit: search.limit + 1 })
  const shown = rows.slice(0, search.limit)
  return { rows: shown, next: rows.length > search.limit ? (shown.at(-1)?.sequence ?? null) : null }
}

async function boundPage(db: Db, bounds: TrailBounds, search: z.output<typeof AuditSearch>): Promise<Found> {
  const found: Selectable<EntryRow>[] = []
  let { before } = search
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const filter = { ...filterOf(search), authorityId: bounds.authorityId, before, limit: LOOK }
    const rows = await entriesBefore(db, filter)
    const within = await bounds.within(db, rows.map(entryFrom))
    found.push(...rows.filter(({ sequence }) => within.has(sequence)))
    const shown = found.slice(0, search.limit)
    if (found.length > search.limit) return { rows: shown, next: shown.at(-1)?.sequence ?? null }
    before = rows.at(-1)?.sequence
    if (rows.length < LOOK || before === undefined) return { rows: shown, next: null }
  }
  return { rows: found, next: before ?? null }
}

function entryFrom(row: Selectable<EntryRow>): AuditEntry {
  return {
    sequence: row.sequence,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    actorName: row.actor_name,
    authorityId: row.authority_id,
    act: row.act,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    details: row.details ?? {},
  }
}

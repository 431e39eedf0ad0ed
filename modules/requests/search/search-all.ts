import { AuthorityId } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import type { SearchFilter, SearchHit } from '../contract.ts'
import { guestAt, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { excerptOf, isShown } from './rules/excerpt.ts'
import type { Marked } from './rules/excerpt.ts'
import { lookedFor, readQuery } from './rules/read-query.ts'
import { BEGINNING, foundEntries, wholeBodies } from './store-search.ts'
import type { FoundEntry } from './store-search.ts'
import { ownersOf } from '../store.ts'
import { attachmentOf } from '../store-timeline.ts'

/** A page of results; `next` goes into `after`. */
export interface Found {
  readonly hits: SearchHit[]
  readonly next: string | null
}

const nothing: Found = { hits: [], next: null }

/**
 * Searches everything that the viewer may see, newest first: nothing else is looked at. Parts of one file are one hit.
 *
 * @throws ComityError `not-allowed`; `bad-input` for a foreign `after`.
 */
export async function searchAll(db: Db, viewer: Reader, filter: SearchFilter): Promise<Found> {
  const sight = sightFor(viewer.actor)
  const query = readQuery(filter.text)
  if (query === null) return nothing
  const rows = await readableEntries(db, viewer, { filter, query, sight })
  const place = filter.after === undefined ? null : fromPlace(filter.after)
  const shown = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? shown.at(-1) : undefined
  const once = shown.filter((row, at) => keyOf(row) !== (at === 0 ? place?.key : keyOf(shown[at - 1])))
  return {
    hits: await toHits(db, once, lookedFor(filter.text)),
    next: last === undefined ? null : toPlace(last, { wide: place?.wide ?? last.wide }),
  }
}

interface Asked {
  readonly filter: SearchFilter
  readonly query: NonNullable<ReturnType<typeof readQuery>>
  readonly sight: ReturnType<typeof sightFor>
}

/**
 * One entry more than a page, all of them the viewer's to read: what is left out of an answer counts for nothing in it, or that there is a next page
 * would tell of it.
 */
async function readableEntries(db: Db, viewer: Reader, { filter, query, sight }: Asked): Promise<FoundEntry[]> {
  const found: FoundEntry[] = []
  for (let place = filter.after === undefined ? null : fromPlace(filter.after); ;) {
    const rows = await foundEntries(db, sight, {
      terms: place?.wide === true && query.wider !== null ? query.wider : query.terms,
      wider: place === null ? query.wider : null,
      marks: marksOf(filter),
      since: filter.from === undefined ? null : new Date(`${filter.from}T00:00:00Z`),
      until: place === null ? endOf(filter.to) : new Date(place.at),
      before: place?.id ?? null,
      most: filter.limit + 1,
    })
    found.push(...(await readableBy(db, viewer, rows)))
    const last = rows.at(-1)
    if (found.length > filter.limit || last === undefined || rows.length <= filter.limit) return found
    place = { at: last.at.toISOString(), id: last.id, wide: place?.wide ?? last.wide, key: keyOf(last) }
  }
}

/** Without the files that the office prepared, where a guest looks: it finds its own. */
async function readableBy(db: Db, { actor }: Reader, rows: readonly FoundEntry[]): Promise<FoundEntry[]> {
  if (sightFor(actor).office !== null) return [...rows]
  const owners = await ownersOf(
    db,
    rows.map((row) => row.thing_id),
  )
  const readable: FoundEntry[] = []
  for (const row of rows) {
    const guest = guestAt(actor, owners.get(row.thing_id) ?? '')
    const file = row.kind === 'file' ? { requestId: row.thing_id, sha256: row.key, guest } : null
    if (file === null || (await attachmentOf(db, file)) !== null) readable.push(row)
  }
  return readable
}

function marksOf({ kind, direction, counterpart }: SearchFilter): string[] {
  return [
    ...(kind === undefined ? [] : [`kind:${kind}`]),
    ...(direction === undefined ? [] : [`direction:${direction}`]),
    ...(counterpart === undefined ? [] : [`counterpart:${counterpart}`]),
  ]
}

/** The last instant of a day. */
function endOf(day: string | undefined): Date | null {
  return day === undefined ? null : new Date(`${day}T23:59:59.999Z`)
}

/** Parts of one thing follow each other. */
function keyOf(row: FoundEntry | undefined): string {
  return row === undefined ? '' : `${row.thing_id} ${row.kind} ${row.key}`
}

async function toHits(db: Db, rows: readonly FoundEntry[], words: readonly string[]): Promise<SearchHit[]> {
  const marked = { words, stems: rows[0]?.stems ?? [] }
  const further = rows.filter((row) => row.length > BEGINNING && !isShown(row.beginning, marked))
  const whole = await wholeBodies(
    db,
    further.map(({ id }) => id),
  )
  return rows.map((row) => toHit(row, whole.get(row.id) ?? row.beginning, marked))
}

function toHit(row: FoundEntry, body: string, marked: Marked): SearchHit {
  return {
    kind: row.kind,
    at: row.at.toISOString(),
    requestId: row.thing === 'request' ? row.thing_id : null,
    matterId: row.thing === 'matter' ? row.thing_id : null,
    reference: row.reference,
    subject: row.subject,
    direction: row.direction,
    counterpart: row.counterpart === null ? null : AuthorityId.parse(row.counterpart),
    counterpartName: row.counterpart_name,
    step: row.kind === 'step' ? { sequence: Number(row.key), act: row.title } : null,
    file: row.kind === 'file' ? { name: row.title, sha256: row.key } : null,
    excerpt: excerptOf(body, marked),
  }
}

const Place = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/), z.boolean(), z.string().max(200)])

function toPlace(row: FoundEntry, { wide }: { readonly wide: boolean }): string {
  return Buffer.from(JSON.stringify([row.at.toISOString(), row.id, wide, keyOf(row)])).toString('base64url')
}

function fromPlace(cursor: string) {
  try {
    const [at, id, wide, key] = Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { at, id, wide, key }
  } catch (cause) {
    throw new ComityError('bad-input', { problems: [{ path: 'after', message: 'cursor' }], cause })
  }
}

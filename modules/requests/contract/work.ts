import { z } from 'zod'
import type { Api } from '@comity/http'
import { Line, MeasureKind } from './content.ts'
import { Cursor, MAX_CHOSEN, MAX_PAGE_ROWS, RequestFilter, RequestRow, WorkCount } from './lists.ts'

/** Acts that are done to several requests at once, each as an operation of its own. */
export const bulkActs = ['assign', 'acknowledge'] as const
export type BulkActName = (typeof bulkActs)[number]

/** What is done to which requests. `assign` says to whom or to which unit; null takes away, what is absent stays. */
export const BulkAct = z
  .strictObject({
    act: z.enum(bulkActs),
    ids: z.array(z.uuid()).min(1).max(MAX_CHOSEN),
    assignee: z.uuid().nullable().optional(),
    unit: z.uuid().nullable().optional(),
    remarks: z.string().max(2000).optional(),
  })
  .meta({ id: 'BulkAct' })
export type BulkAct = z.output<typeof BulkAct>

/** What a bulk act would do to one request, or did: `refusal` is the code of the refusal where it does not. */
export const BulkOutcome = z
  .strictObject({
    id: z.uuid(),
    /** Null where the request is not for the reader to see. */
    reference: Line.nullable(),
    subject: z.string().max(300).nullable(),
    refusal: z.string().max(80).nullable(),
  })
  .meta({ id: 'BulkOutcome' })
export type BulkOutcome = z.output<typeof BulkOutcome>

/** When something is owed, seen from the reader's day. `week`: within the next seven days. */
export const workDays = ['overdue', 'today', 'week', 'later', 'undated'] as const
export const WorkDay = z.enum(workDays)
export type WorkDay = z.output<typeof WorkDay>

/** A request that waits for the reader: what is owed (an act of the life cycle) and until when. */
export const WorkRow = z
  .strictObject({ ...RequestRow.shape, owed: z.string().max(40), owedOn: z.iso.date().nullable() })
  .meta({ id: 'WorkRow' })
export type WorkRow = z.output<typeof WorkRow>

/** What the reader owes at one time: how much, and what comes first of it. */
export const WorkPile = z
  .strictObject({ day: WorkDay, count: WorkCount, rows: z.array(WorkRow), next: z.string().nullable() })
  .meta({ id: 'WorkPile' })
export type WorkPile = z.output<typeof WorkPile>

export const WorkFilter = z.strictObject({
  day: WorkDay.optional(),
  /** With `day` only. */
  after: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(10),
})
export type WorkFilter = z.output<typeof WorkFilter>

/** An incoming request that nobody has yet: what it asks for and what art. 46(15) finds lacking. */
export const TriageRow = z
  .strictObject({
    ...RequestRow.shape,
    measures: z.array(MeasureKind),
    lacking: z.array(z.strictObject({ path: z.string(), article: z.string(), level: z.enum(['block', 'warn']) })),
  })
  .meta({ id: 'TriageRow' })
export type TriageRow = z.output<typeof TriageRow>

/** The part of a list's filter that is kept under a name. */
export const KeptFilter = RequestFilter.omit({ direction: true, matterId: true, ids: true, after: true, limit: true })
export type KeptFilter = z.output<typeof KeptFilter>

export const MAX_FILTERS = 50

/** Keeps a filter: for oneself, or for a unit that one belongs to. */
export const SaveFilter = z
  .strictObject({
    direction: z.enum(['outgoing', 'incoming']),
    name: z.string().trim().min(1).max(80),
    unit: z.uuid().nullable().optional(),
    filter: KeptFilter,
  })
  .meta({ id: 'SaveFilter' })
export type SaveFilter = z.output<typeof SaveFilter>

/** Counts of lists stop here: one more stands for "more than". */
export const COUNTED_TO = 1000

/** A kept filter as its reader sees it; `count` goes to one more than {@link COUNTED_TO}. */
export const SavedFilter = z
  .strictObject({
    id: z.uuid(),
    direction: z.enum(['outgoing', 'incoming']),
    name: z.string().min(1).max(80),
    unit: z.uuid().nullable(),
    filter: KeptFilter,
    /** The reader begins with it. */
    start: z.boolean(),
    count: z.number().int().nonnegative(),
  })
  .meta({ id: 'SavedFilter' })
export type SavedFilter = z.output<typeof SavedFilter>

const OfId = z.strictObject({ id: z.uuid() })
const Direction = z.strictObject({ direction: z.enum(['outgoing', 'incoming']) })
const Kept = SavedFilter.omit({ count: true, start: true }).meta({ id: 'KeptSavedFilter' })
export type Kept = z.output<typeof Kept>
const Outcomes = z.strictObject({ outcomes: z.array(BulkOutcome) })

/** The JSON API of the working pages of an office. */
export const workApi = {
  myWork: {
    method: 'GET',
    url: '/api/work',
    query: WorkFilter,
    response: z.strictObject({ piles: z.array(WorkPile) }),
    summary: 'Shows what waits for the caller, by when it is owed',
  },
  triage: {
    method: 'GET',
    url: '/api/work/triage',
    query: z.strictObject({ after: Cursor.optional(), limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(25) }),
    response: z.strictObject({ rows: z.array(TriageRow), next: z.string().nullable() }),
    summary: 'Lists incoming requests that nobody has yet, newest first',
  },
  planBulk: {
    method: 'POST',
    url: '/api/work/bulk/plan',
    body: BulkAct,
    response: Outcomes,
    summary: 'Tells what a bulk act would do to which requests; changes nothing',
  },
  performBulk: {
    method: 'POST',
    url: '/api/work/bulk',
    body: BulkAct,
    response: Outcomes,
    summary: 'Does one act to several requests, each as an operation of its own',
  },
  listFilters: {
    method: 'GET',
    url: '/api/work/filters',
    query: Direction.partial(),
    response: z.strictObject({ filters: z.array(SavedFilter) }),
    summary: 'Lists the saved filters of the caller and their units, with counts',
  },
  saveFilter: {
    method: 'POST',
    url: '/api/work/filters',
    body: SaveFilter,
    response: Kept,
    summary: 'Saves a filter under a name',
  },
  deleteFilter: {
    method: 'DELETE',
    url: '/api/work/filters/:id',
    params: OfId,
    response: Kept,
    summary: 'Deletes a saved filter',
  },
  restoreFilter: {
    method: 'POST',
    url: '/api/work/filters/:id/restore',
    params: OfId,
    response: Kept,
    summary: 'Takes the deletion of a saved filter back',
  },
  startWith: {
    method: 'PUT',
    url: '/api/work/start-views/:direction',
    params: Direction,
    body: z.strictObject({ filter: z.uuid().nullable() }),
    response: z.strictObject({ filter: z.uuid().nullable() }),
    summary: 'Chooses the saved filter that a list begins with, or none',
  },
} as const satisfies Api

declare module '@comity/errors' {
  interface ErrorRegistry {
    'filter-not-found': 404
    /** A person or unit keeps so many filters at most: `values.most`. */
    'filters-full': 409
  }
}

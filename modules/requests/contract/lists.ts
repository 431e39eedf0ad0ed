import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import { Form } from '@comity/directory/contract'
import { Day, Line, MeasureKind } from './content.ts'
import { IncomingState, OutgoingState } from './request.ts'

/** One request as lists show it. */
export const RequestRow = z
  .strictObject({
    id: z.uuid(),
    direction: z.enum(['outgoing', 'incoming']),
    form: Form,
    matterId: z.uuid().nullable(),
    state: z.union([OutgoingState, IncomingState]),
    counterpart: AuthorityId.nullable(),
    /** Who it is where the directory does not know it. */
    counterpartName: z.string().max(300).nullable(),
    ownReference: Line,
    counterpartReference: Line.nullable(),
    /** Empty while a draft has none. */
    subject: z.string().max(300),
    urgency: z.enum(['routine', 'urgent']),
    answerBy: z.iso.date().nullable(),
    problem: z.string().max(80).nullable(),
    /** The next day on which this office owes something for it, as its clocks tell. */
    dueOn: z.iso.date().nullable(),
    assignee: z.string().nullable(),
    unit: z.uuid().nullable(),
    unopened: z.number().int().nonnegative(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'RequestRow' })
export type RequestRow = z.output<typeof RequestRow>

export const MatterRow = z
  .strictObject({
    id: z.uuid(),
    reference: Line,
    title: Line,
    assignee: z.string().nullable(),
    unit: z.uuid().nullable(),
    closedAt: z.iso.datetime().nullable(),
    /** Its requests that this reader may see, and those of them that are open. */
    requests: z.number().int().nonnegative(),
    openRequests: z.number().int().nonnegative(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'MatterRow' })
export type MatterRow = z.output<typeof MatterRow>

/** Orders of a list of requests: last changed first (the default, but for what is looked for by words), longest unchanged first, by own reference, what is due first before the rest. */
export const requestSorts = ['changed', 'unchanged', 'reference', 'due'] as const
export const RequestSort = z.enum(requestSorts)
export type RequestSort = z.output<typeof RequestSort>

/** A place in a list, as the page before gave it in `next`; opaque. */
export const Cursor = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[A-Za-z0-9_-]+$/)

export const MAX_PAGE_ROWS = 100
const Limit = z.coerce.number().int().min(1).max(MAX_PAGE_ROWS)

const Yes = z.enum(['yes'])

/** What narrows a list to some states, people, measures and days; everything may be absent. */
export const Narrowing = z.strictObject({
  /** Leaves out what is over: closed, withdrawn, returned, forwarded. */
  open: Yes.optional(),
  /** What the reader has, or whoever's place they hold. */
  mine: Yes.optional(),
  /** The officer who has it; `nobody` for what nobody has. */
  assignee: z.union([z.literal('nobody'), z.uuid()]).optional(),
  /** The unit whose it is; `office` for what is the whole office's. */
  unit: z.union([z.literal('office'), z.uuid()]).optional(),
  measure: MeasureKind.optional(),
  /** Due earlier than that day. */
  dueBefore: Day.optional(),
})
export type Narrowing = z.output<typeof Narrowing>

/** The most requests that one bulk act or one export of chosen ones takes: what a page of a list shows. */
export const MAX_CHOSEN = 100

const Chosen = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(',') : given),
  z.array(z.uuid()).min(1).max(MAX_CHOSEN),
)

/**
 * What to list; everything but `limit` may be absent. `text` is looked for in references, subject, facts and names; what it finds comes newest first where
 * no other order is asked for.
 */
export const RequestFilter = z.strictObject({
  ...Narrowing.shape,
  direction: z.enum(['outgoing', 'incoming']).optional(),
  state: z.union([OutgoingState, IncomingState]).optional(),
  counterpart: AuthorityId.optional(),
  text: z.string().max(200).optional(),
  matterId: z.uuid().optional(),
  /** Chosen ones only; by HTTP repeated, or separated by commas. */
  ids: Chosen.optional(),
  sort: RequestSort.optional(),
  after: Cursor.optional(),
  limit: Limit.default(50),
})
export type RequestFilter = z.output<typeof RequestFilter>

/** What to list of matters; everything but `limit` may be absent. `text` is looked for in reference, title, facts and names. */
export const MatterFilter = z.strictObject({
  text: z.string().max(200).optional(),
  state: z.enum(['open', 'closed']).optional(),
  /** Those that the reader has or is named in, or whose place they hold. */
  mine: Yes.optional(),
  /** The unit whose it is; `office` for what is the whole office's. */
  unit: z.union([z.literal('office'), z.uuid()]).optional(),
  after: Cursor.optional(),
  limit: Limit.default(50),
})
export type MatterFilter = z.output<typeof MatterFilter>

/** Counts of what waits stop here: one more stands for "more than". Nobody acts differently on the hundredth. */
export const WORK_COUNTED_TO = 99

export const WorkCount = z
  .number()
  .int()
  .min(0)
  .max(WORK_COUNTED_TO + 1)
  .meta({ description: `Counted to ${WORK_COUNTED_TO}; ${WORK_COUNTED_TO + 1} stands for more than ${WORK_COUNTED_TO}.` })

/** What waits for this office, as counts of requests. */
export const Dashboard = z
  .strictObject({
    drafts: WorkCount,
    toReview: WorkCount,
    toSend: WorkCount,
    clarificationsOwed: WorkCount,
    resultsToAssess: WorkCount,
    toClose: WorkCount,
    toAcknowledge: WorkCount,
    toDecide: WorkCount,
    toExecute: WorkCount,
    queueProblems: WorkCount,
  })
  .meta({ id: 'Dashboard' })
export type Dashboard = z.output<typeof Dashboard>

/** The heaps of a desk in their order: what the reader can do, what cannot be delivered, then what others owe. */
export const deskHeaps = [
  'toReview',
  'toSend',
  'toAcknowledge',
  'clarificationsOwed',
  'toDecide',
  'inConsultation',
  'toExecute',
  'resultsToAssess',
  'toClose',
  'drafts',
  'queueProblems',
  'colleagues',
  'otherState',
] as const
export type DeskHeap = (typeof deskHeaps)[number]

/** A heap of a desk: how many requests are on it, to one more than {@link WORK_COUNTED_TO}, and those unchanged for longest. */
export interface HeapOnDesk {
  readonly heap: DeskHeap
  readonly count: number
  readonly rows: readonly RequestRow[]
}

/** One page of a list; `next` goes into `after` for the following page and is null on the last. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

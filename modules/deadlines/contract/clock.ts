import { z } from 'zod'
import { bases, expiries } from './rule.ts'

const Instant = z.iso.datetime()

/** Holidays shown beside a due date, and whether a calendar was known. */
export const CalendarNote = z.strictObject({
  state: z.string().max(2),
  /** False where no calendar of that State exists: weekends only were considered. */
  known: z.boolean(),
  holidays: z.array(z.strictObject({ on: z.iso.date(), name: z.string().max(200) })).max(60),
})
export type CalendarNote = z.output<typeof CalendarNote>

export const clockStates = ['running', 'overdue', 'stopped', 'met', 'ended'] as const

/** What happens to a clock. */
export const entryKinds = ['started', 'stopped', 'resumed', 'extended', 'date-changed', 'met', 'ended', 'noticed'] as const
export type EntryKind = (typeof entryKinds)[number]

/** One line of a clock's own history. */
export const ClockEntry = z.strictObject({
  at: Instant,
  what: z.enum(entryKinds),
  by: z.string().max(200),
  reason: z.string().max(2000).nullable(),
  fromDue: Instant.nullable(),
  toDue: Instant.nullable(),
})
export type ClockEntry = z.output<typeof ClockEntry>

/** One clock of a request. Being overdue never ends the duty. */
export const Clock = z
  .strictObject({
    id: z.uuid(),
    requestId: z.uuid(),
    /** The office's own reference of the request. */
    reference: z.string().max(200),
    /** What the request is about; empty where nobody has said so. */
    subject: z.string().max(300),
    counterpart: z.string().max(80).nullable(),
    counterpartName: z.string().max(300).nullable(),
    urgency: z.string().max(40),
    ruleId: z.string().max(60),
    ruleVersion: z.number().int(),
    /** Of an office's own rule; the others have theirs in six languages. */
    ruleTitle: z.string().max(200).nullable(),
    source: z.string().max(200),
    basis: z.enum(bases),
    onExpiry: z.enum(expiries),
    /** Most days by which it may be extended; null: without limit; absent: not extendable. */
    extendable: z.strictObject({ maxDays: z.number().int().nullable() }).nullable(),
    /** Tells several clocks of one rule apart: of which enquiry, dossier or asset. */
    key: z.string().max(100),
    owner: z.enum(['us', 'them']),
    assignee: z.string().max(80).nullable(),
    unit: z.string().max(80).nullable(),
    state: z.enum(clockStates),
    startedAt: Instant,
    dueAt: Instant,
    /** The debtor's time zone, in which the due day was counted. */
    zone: z.string().max(60),
    stoppedAt: Instant.nullable(),
    metAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    calendars: z.array(CalendarNote).max(2),
  })
  .meta({ id: 'Clock' })
export type Clock = z.output<typeof Clock>

declare module '@comity/errors' {
  interface ErrorRegistry {
    'clock-not-found': 404
    /** It is met, ended, already stopped, or not stopped. */
    'clock-not-running': 409
    /** The rule allows no extension, or not so far, or the new date is not later. */
    'extension-not-allowed': 422
    'deadline-rule-not-found': 404
  }
}

declare module '@comity/accounts/contract' {
  interface EventRegistry {
    /** A clock passed a step of its rule: who was told. In the transaction that notes it. */
    escalated: {
      readonly clockId: string
      readonly requestId: string
      readonly ruleId: string
      readonly owner: 'us' | 'them'
      readonly to: 'officer' | 'head' | 'counterpart' | 'secretariat'
      readonly overdue: boolean
    }
  }
}

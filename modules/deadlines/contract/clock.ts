import { z } from 'zod'
import type { AuthorityId } from '@comity/accounts/contract'
import { bases, expiries } from './rule.ts'

/** What a clock runs for. Deadlines know no more of it than a kind and an id. */
export interface ClockSubject {
  readonly kind: string
  readonly id: string
}

/** What a clock keeps of its subject: who is responsible, who may see it, and against whom it runs. Kept up to date by every event. */
export interface SubjectFacts {
  readonly urgency: string
  readonly counterpartState: string | null
  readonly ownState: string
  readonly assignee: string | null
  readonly unit: string | null
  readonly counterpart: AuthorityId | null
  /** The office's own reference, for lists and (where a person asks for it) the calendar; never in a mail. */
  readonly reference: string
  /** Who may see it, as tokens: `person:…`, `unit:…`, `authority:…`, `all:…`. */
  readonly access: readonly string[]
}

/** Something happened to a subject. */
export interface ClockEvent {
  readonly subject: ClockSubject
  /** The authority whose clocks these are. */
  readonly authorityId: AuthorityId
  /**
   * `<direction>:<act or kind of dossier>`, as `incoming:request`, `incoming:acknowledge`, `outgoing:decision`. The direction is that of the
   * request: incoming means that our side is the requested one.
   */
  readonly name: string
  /** Who did it. */
  readonly by: 'us' | 'them'
  readonly at: Date
  /** What was said with it: keys (`enquiryId` …), dates (`answerBy` …) and variants are read from it. */
  readonly body?: unknown
  readonly dossierId?: string | null
  /** Tells several clocks of one rule apart; goes before what the body says. */
  readonly key?: string
  /** A date given with the event, `YYYY-MM-DD`; goes before what the body says. */
  readonly due?: string
  readonly facts: SubjectFacts
}

/** The next thing that our side owes for a subject. */
export interface NextDue {
  readonly dueAt: Date
  readonly ruleId: string
}

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

/** One line of a clock's own history. */
export const ClockEntry = z.strictObject({
  at: Instant,
  what: z.enum(['started', 'stopped', 'resumed', 'extended', 'date-changed', 'met', 'ended', 'noticed']),
  by: z.string().max(200),
  reason: z.string().max(2000).nullable(),
  fromDue: Instant.nullable(),
  toDue: Instant.nullable(),
})
export type ClockEntry = z.output<typeof ClockEntry>

/** One clock. Being overdue never ends the duty. */
export const Clock = z
  .strictObject({
    id: z.uuid(),
    subject: z.strictObject({ kind: z.string().max(40), id: z.string().max(80) }),
    ruleId: z.string().max(60),
    ruleVersion: z.number().int(),
    ruleTitle: z.string().max(200).nullable(),
    source: z.string().max(200),
    basis: z.enum(bases),
    onExpiry: z.enum(expiries),
    extendable: z.boolean(),
    key: z.string().max(100),
    owner: z.enum(['us', 'them']),
    assignee: z.string().max(80).nullable(),
    unit: z.string().max(80).nullable(),
    counterpart: z.string().max(80).nullable(),
    reference: z.string().max(200),
    urgency: z.string().max(40),
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

/** How many clocks are overdue, by who owes. */
export interface OverdueCounts {
  readonly us: number
  readonly them: number
}

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
    /** A clock passed a step of its rule: who was told. In the transaction that notes the notice. */
    escalated: {
      readonly clockId: string
      readonly subject: ClockSubject
      readonly ruleId: string
      readonly owner: 'us' | 'them'
      readonly to: 'officer' | 'head' | 'counterpart' | 'secretariat'
      readonly daysAfterDue: number
    }
  }
}

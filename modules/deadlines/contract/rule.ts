import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'

/** What a length is counted in. `hours` run on; `days` are calendar days; `working-days` leave out the weekends and holidays of a calendar. */
export const lengthUnits = ['hours', 'days', 'working-days', 'months'] as const
export const Length = z.strictObject({ amount: z.number().int().min(1).max(3650), unit: z.enum(lengthUnits) })
export type Length = z.output<typeof Length>

/** Whose duty it is: one side of the request, or whoever did not begin the clock (an enquiry is answered by the other side). */
export const debtors = ['requested', 'requesting', 'other'] as const
/** Whose holidays count in working days, and which are shown beside a due date. */
export const calendars = ['debtor', 'both', 'none'] as const
/** Law binds; policy is this office's own target, or another instrument's length taken as a model. */
export const bases = ['law', 'policy'] as const
/** What follows when it passes unmet. In no case does the duty end (Reg. (EU) 2018/1805 arts 9(6), 20(5)). */
export const expiries = ['duty-remains', 'may-proceed', 'silence-frees', 'protection-ends', 'lapse-by-policy'] as const
/** Who is told, in rising order; `secretariat` learns the bare fact only. */
export const recipients = ['officer', 'head', 'counterpart', 'secretariat'] as const
export const Recipient = z.enum(recipients)
export type Recipient = z.output<typeof Recipient>

/** One notice: so many days after the due instant (before it when negative), to whom. */
export const Step = z.strictObject({ days: z.number().int().min(-90).max(730), to: Recipient })
export type Step = z.output<typeof Step>

/**
 * A happening that a rule listens to: the kind of a dossier or of a step, as `decision`, or one variant of it, as `decision/granted`. `*` stands
 * for anything that the debtor does.
 */
export const EventName = z
  .string()
  .regex(/^(?:\*|[a-z]+(?:-[a-z]+)*(?:\/[a-z]+(?:-[a-z]+)*)?)$/)
  .max(80)
const Events = z.array(EventName).max(30)

/** One deadline, as data: an office changes lengths, switches rows off, and adds its own for one counterpart. */
export const DeadlineRule = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
      .max(60),
    /** Title of an office's own row; rows that come with Comity have theirs in six languages. */
    title: z.string().trim().min(3).max(200).nullable(),
    /** Article or instrument; numbers alone are of UNCAC. */
    source: z.string().trim().min(1).max(200),
    basis: z.enum(bases),
    debtor: z.enum(debtors),
    startedBy: Events,
    /** Null: only a date given with the event starts it. */
    length: Length.nullable(),
    /** Whether a date given with the event goes before the length. */
    takesGivenDate: z.boolean(),
    calendar: z.enum(calendars),
    /** Whether a limit that falls on a weekend or holiday moves to the next working day: only where the instrument says so. */
    holidaysMove: z.boolean(),
    metBy: Events,
    stoppedBy: Events,
    resumedBy: Events,
    /** What tells several clocks of one rule apart: nothing, the key of the event (an enquiry), or the dossier. */
    keyedBy: z.enum(['nothing', 'event', 'dossier']),
    /** Null: not extendable. `maxDays` null: without limit, with reasons. */
    extendable: z.strictObject({ maxDays: z.number().int().min(1).max(3650).nullable() }).nullable(),
    onExpiry: z.enum(expiries),
    steps: z.array(Step).max(12),
    /** Undertakings outlive the closing of a request (reference of 46(11), 46(19)). */
    outlivesClosing: z.boolean(),
    enabled: z.boolean(),
  })
  .meta({ id: 'DeadlineRule' })
export type DeadlineRule = z.output<typeof DeadlineRule>

/** A rule as it stands in an office. Version 0 is the row as it comes with Comity. */
export const RuleInForce = z
  .strictObject({
    rule: DeadlineRule,
    version: z.number().int().nonnegative(),
    /** The counterpart it is for; null for all. */
    counterpart: z.string().max(80).nullable(),
    /** Whether Comity brings this row, so that it can be reset. */
    shipped: z.boolean(),
    changedAt: z.iso.datetime().nullable(),
    changedBy: z.string().max(200).nullable(),
    reason: z.string().max(2000).nullable(),
  })
  .meta({ id: 'RuleInForce' })
export type RuleInForce = z.output<typeof RuleInForce>

/** A change of a rule: what is left out stays as it was. A change concerns clocks that start later, never one that runs. */
export const RuleChange = z.strictObject({
  counterpart: AuthorityId.nullable().optional(),
  length: Length.nullable().optional(),
  enabled: z.boolean().optional(),
  holidaysMove: z.boolean().optional(),
  steps: z.array(Step).max(12).optional(),
  reason: z.string().trim().min(3).max(2000),
})
export type RuleChange = z.output<typeof RuleChange>

import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import type { Api } from '@comity/http'
import { Clock, ClockEntry } from './clock.ts'
import { DeadlineRule, RuleChange, RuleInForce } from './rule.ts'

const Id = z.strictObject({ id: z.uuid() })
const Reason = z.string().trim().min(3).max(2000)

/** Which running clocks to list; the most urgent first. */
export const ClockFilter = z.strictObject({
  owner: z.enum(['us', 'them']).optional(),
  only: z.enum(['overdue', 'stopped', 'mine']).optional(),
  requestId: z.uuid().optional(),
  /** As `next` of the page before. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ClockFilter = z.output<typeof ClockFilter>
export const ClockPage = z
  .strictObject({ clocks: z.array(Clock).max(200), next: z.string().max(200).nullable() })
  .meta({ id: 'ClockPage' })

/** What the secretariat learns of an unanswered request: the bare fact. */
export const UnansweredReport = z
  .strictObject({
    requestingAuthority: z.string().max(80),
    requestedAuthority: z.string().max(80),
    days: z.number().int().nonnegative(),
    since: z.iso.date(),
    receivedAt: z.iso.datetime(),
  })
  .meta({ id: 'UnansweredReport' })
export type UnansweredReport = z.output<typeof UnansweredReport>

export const Feed = z.strictObject({
  /** The address of the calendar; shown once, since only its hash is kept. */
  url: z.string().max(500),
})

/** Clocks, rules, the calendar feed and what the secretariat learns. */
export const deadlinesApi = {
  listClocks: {
    method: 'GET',
    url: '/api/clocks',
    query: ClockFilter,
    response: ClockPage,
    summary: 'Running clocks, overdue first',
  },
  getClock: {
    method: 'GET',
    url: '/api/clocks/:id',
    params: Id,
    response: z.strictObject({ clock: Clock, history: z.array(ClockEntry).max(500) }),
    summary: 'One clock with its history: started, stopped, extended, by whom and why',
  },
  extendClock: {
    method: 'POST',
    url: '/api/clocks/:id/extend',
    params: Id,
    body: z.strictObject({ to: z.iso.date(), reason: Reason }),
    response: Clock,
    summary: 'Give a clock a later due date, with the reason',
  },
  stopClock: {
    method: 'POST',
    url: '/api/clocks/:id/stop',
    params: Id,
    body: z.strictObject({ reason: Reason }),
    response: Clock,
    summary: 'Stop a clock, with the reason',
  },
  resumeClock: {
    method: 'POST',
    url: '/api/clocks/:id/resume',
    params: Id,
    body: z.strictObject({ reason: Reason }),
    response: Clock,
    summary: 'Let a stopped clock run on; the stopped time is added to the due date',
  },
  overdueCounts: {
    method: 'GET',
    url: '/api/clocks/overdue',
    response: z.strictObject({ us: z.number().int(), them: z.number().int() }).meta({ id: 'OverdueCounts' }),
    summary: 'How many clocks are overdue, by who owes',
  },
  listRules: {
    method: 'GET',
    url: '/api/deadline-rules',
    response: z.strictObject({ rules: z.array(RuleInForce).max(500) }),
    summary: 'The deadline rules in force, with their sources',
  },
  ruleHistory: {
    method: 'GET',
    url: '/api/deadline-rules/:id',
    params: z.strictObject({ id: DeadlineRule.shape.id }),
    response: z.strictObject({ versions: z.array(RuleInForce).max(500) }),
    summary: 'Every version of one deadline rule, newest first',
  },
  changeRule: {
    method: 'PUT',
    url: '/api/deadline-rules/:id',
    params: z.strictObject({ id: DeadlineRule.shape.id }),
    body: RuleChange,
    response: RuleInForce,
    summary: 'Change length, notices or standing of a rule (head, administrator); running clocks keep theirs',
  },
  addRule: {
    method: 'POST',
    url: '/api/deadline-rules',
    body: z.strictObject({ rule: DeadlineRule, counterpart: AuthorityId.nullable(), reason: Reason }),
    response: RuleInForce,
    summary: 'Add a deadline rule of one’s own (head, administrator)',
  },
  makeFeed: {
    method: 'POST',
    url: '/api/calendar',
    body: z.strictObject({ withReference: z.boolean().default(false) }),
    response: Feed,
    summary: 'Make a calendar feed of one’s own; the one before stops working',
  },
  revokeFeed: {
    method: 'DELETE',
    url: '/api/calendar',
    response: z.strictObject({ revoked: z.boolean() }),
    summary: 'Revoke one’s calendar feed',
  },
  listUnanswered: {
    method: 'GET',
    url: '/api/unanswered',
    query: z.strictObject({ before: z.iso.datetime().optional() }),
    response: z.strictObject({ reports: z.array(UnansweredReport).max(100), next: z.iso.datetime().nullable() }),
    summary: 'Requests without an answer, as facts only (secretariat)',
  },
} as const satisfies Api

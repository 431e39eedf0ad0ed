import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { placesSeeing, sightOf } from '@comity/requests/server'
import type { Clock, EntryKind } from '../contract.ts'
import { mustBeAllowedFrom, officeFor } from '../policy.ts'
import { presentOne } from '../present-clock.ts'
import type { Calendars } from '../rules/calendar.ts'
import { endOfDay } from '../rules/count.ts'
import { later } from '../rules/plan-clocks.ts'
import { noticesOf } from '../rules/plan-steps.ts'
import { settleDue } from '../settle-due.ts'
import { clockById, entriesOf, insertEntry, updateClock } from '../store.ts'
import type { StoredClock } from '../store.ts'

interface Reasoned {
  readonly id: string
  readonly reason: string
}

const DAY_MS = 86_400_000

/**
 * Gives a clock a later due date, with the reason. Being overdue does not stand against it.
 *
 * @throws ComityError `clock-not-found`; `not-allowed`; `clock-not-running`; `extension-not-allowed` where the rule allows none, not so far, or
 *   the day is not later.
 */
export async function extendClock(ctx: Context, input: Reasoned & { readonly to: string }, calendars: Calendars): Promise<Clock> {
  const clock = await load(ctx, input.id)
  const { extendable } = clock.rule
  const due = endOfDay(clock.zone, input.to)
  const first = (await entriesOf(ctx.db, clock.id)).find(({ what }) => what === 'started')?.toDue
  const days = (due.getTime() - Date.parse(first ?? clock.due_at.toISOString())) / DAY_MS
  if (extendable === null || due <= clock.due_at || (extendable.maxDays !== null && days > extendable.maxDays))
    throw new ComityError('extension-not-allowed', { values: { days: extendable?.maxDays ?? 0 } })
  const patch = { due_at: due, ...noticesOf(timed(clock, due), ctx.now) }
  return change(ctx, clock, { patch, what: 'extended', reason: input.reason }, calendars)
}

/** Stops a clock, with the reason. @throws ComityError `clock-not-found`; `not-allowed`; `clock-not-running`. */
export async function stopClock(ctx: Context, input: Reasoned, calendars: Calendars): Promise<Clock> {
  const clock = await load(ctx, input.id)
  if (clock.stopped_at !== null) throw new ComityError('clock-not-running')
  return change(ctx, clock, { patch: { stopped_at: ctx.now }, what: 'stopped', reason: input.reason }, calendars)
}

/** Lets a stopped clock run on; the stopped time is added. @throws ComityError `clock-not-found`; `not-allowed`; `clock-not-running`. */
export async function resumeClock(ctx: Context, input: Reasoned, calendars: Calendars): Promise<Clock> {
  const clock = await load(ctx, input.id)
  if (clock.stopped_at === null) throw new ComityError('clock-not-running')
  const due = later(clock.due_at, ctx.now.getTime() - clock.stopped_at.getTime())
  const patch = { stopped_at: null, due_at: due, ...noticesOf(timed(clock, due), ctx.now) }
  return change(ctx, clock, { patch, what: 'resumed', reason: input.reason }, calendars)
}

async function load(ctx: Context, id: string): Promise<StoredClock> {
  const office = officeFor(ctx.actor, 'change-clock')
  const clock = await clockById(ctx.db, id, { office, tokens: sightOf(ctx.actor) }, true)
  if (clock === null) throw new ComityError('clock-not-found')
  mustBeAllowedFrom(placesSeeing(ctx.actor, clock.access), 'change-clock')
  if (clock.met_at !== null || clock.ended_at !== null) throw new ComityError('clock-not-running')
  return clock
}

function timed({ rule, owner, late_since: lateSince }: StoredClock, dueAt: Date) {
  return { rule, owner, dueAt, lateSince }
}

interface Change {
  readonly patch: Partial<Pick<StoredClock, 'due_at' | 'stopped_at' | 'notice_at' | 'late_since'>>
  readonly what: EntryKind
  readonly reason: string
}

async function change(ctx: Context, clock: StoredClock, { patch, what, reason }: Change, calendars: Calendars): Promise<Clock> {
  const after = { ...clock, ...patch }
  await updateClock(ctx.db, clock.id, patch)
  await insertEntry(ctx.db, {
    clockId: clock.id,
    at: ctx.now,
    what,
    by: ctx.actor.name,
    reason,
    ...(+after.due_at === +clock.due_at ? {} : { fromDue: clock.due_at, toDue: after.due_at }),
  })
  await settleDue(ctx, { id: clock.request_id, ownAuthority: clock.authority_id })
  await record(ctx, {
    act: `clock.${what}`,
    subject: { kind: 'request', id: clock.request_id },
    details: { rule: clock.rule_id, due: after.due_at.toISOString() },
  })
  return presentOne({ db: ctx.db, actor: ctx.actor, now: ctx.now, calendars }, after)
}

import type { Context, ListenerTo } from '@comity/accounts/contract'
import type { RequestStepped } from '@comity/requests/contract'
import { beginClocks } from './begin-clocks.ts'
import { settleDue } from './settle-due.ts'
import type { Calendars } from './rules/calendar.ts'
import { planClocks } from './rules/plan-clocks.ts'
import type { ClockChange, RunningClock, Setting } from './rules/plan-clocks.ts'
import { noticesOf } from './rules/plan-steps.ts'
import { impliedBy, readEvent } from './rules/read-event.ts'
import type { Happening } from './rules/read-event.ts'
import { noonOf, pastOf } from './rules/registered.ts'
import { replay } from './rules/replay.ts'
import { insertEntry, refreshClocks, removeClocks, runningOf, updateClock } from './store.ts'
import type { StoredClock } from './store.ts'
import { rulesAgainst } from './store-rules.ts'

/** Hears every step of a request and keeps its clocks: starts, meets, stops and ends them, in the transaction of the step. */
export function clockKeeper(calendars: Calendars): ListenerTo<'request-stepped'> {
  return { event: 'request-stepped', hear: (ctx, told) => keepClocks(ctx, told, calendars) }
}

/** Takes the clocks of requests that leave the register as if they had not been there: nobody is reminded of what is not. */
export const clockRemover: ListenerTo<'requests-removed'> = {
  event: 'requests-removed',
  hear: (ctx, { requestIds }) => removeClocks(ctx.db, requestIds),
}

/** Nothing is owed to anybody while a request has not left the house. */
const before: readonly string[] = ['draft', 'in-review', 'approved', 'ready']

async function keepClocks(ctx: Context, told: RequestStepped, calendars: Calendars): Promise<void> {
  const { request } = told
  if (before.includes(request.state)) return
  const happenings = told.act === 'registered' ? [] : happeningsOf(told)
  const past = told.act === 'registered' ? pastOf(told, ctx.now) : []
  const needed = happenings.length + past.length > 0
  const rules = needed ? await rulesAgainst(ctx.db, request.ownAuthority, request.counterpart) : []
  const setting = settingOf(told, calendars)
  await beginClocks(ctx, told, replay(past, rules, setting))
  const at = noonOf(told.on, ctx.now)
  for (const one of happenings) {
    const running = await runningOf(ctx.db, request.ownAuthority, request.id)
    const plan = planClocks(one, running.map(asRunning), rules, { ...setting, at })
    await change(ctx, plan.changes)
    await beginClocks(
      ctx,
      told,
      plan.starts.map((start) => ({ ...start, startedAt: at, stoppedAt: null })),
    )
  }
  const { access, request: now } = told
  await refreshClocks(ctx.db, request.id, request.ownAuthority, {
    assignee: now.assignee,
    unit: now.unit,
    access: [...access],
    urgency: now.content.urgency ?? 'routine',
    reference: now.ownReference,
  })
  await settleDue(ctx, request)
}

function happeningsOf(told: RequestStepped): readonly Happening[] {
  const event = { ...told, direction: told.request.direction }
  const happening = readEvent(event)
  return happening === null ? [] : [happening, ...impliedBy(event, told.request.record.conditions)]
}

/** What of a request the counting of its clocks needs. */
export function settingOf({ request }: Pick<RequestStepped, 'request'>, calendars: Calendars): Omit<Setting, 'at'> {
  return {
    direction: request.direction,
    ownState: request.ownAuthority.slice(0, 2),
    theirState: request.counterpartState ?? request.counterpart?.slice(0, 2) ?? null,
    calendars,
  }
}

const asRunning = (clock: StoredClock): RunningClock => ({
  id: clock.id,
  rule: clock.rule,
  key: clock.key,
  owner: clock.owner,
  dueAt: clock.due_at,
  stoppedAt: clock.stopped_at,
  zone: clock.zone,
  lateSince: clock.late_since,
})

async function change(ctx: Context, changes: readonly ClockChange[]): Promise<void> {
  for (const { clock, what, dueAt } of changes) {
    const moved = +dueAt !== +clock.dueAt
    if (what === 'met') await updateClock(ctx.db, clock.id, { met_at: ctx.now, notice_at: null })
    else if (what === 'ended') await updateClock(ctx.db, clock.id, { ended_at: ctx.now, notice_at: null })
    else if (what === 'stopped') await updateClock(ctx.db, clock.id, { stopped_at: ctx.now })
    else {
      // A new date does not set a clock going that stands still.
      const resumed = what === 'resumed' ? { stopped_at: null } : {}
      await updateClock(ctx.db, clock.id, { due_at: dueAt, ...noticesOf({ ...clock, dueAt }, ctx.now), ...resumed })
    }
    await insertEntry(ctx.db, {
      clockId: clock.id,
      at: ctx.now,
      what,
      by: ctx.actor.name,
      ...(moved ? { fromDue: clock.dueAt, toDue: dueAt } : {}),
    })
  }
}

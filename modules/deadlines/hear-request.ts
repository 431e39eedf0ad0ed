import type { Context, ListenerTo } from '@comity/accounts/contract'
import type { RequestStepped } from '@comity/requests/contract'
import { settleDue } from './settle-due.ts'
import type { Calendars } from './rules/calendar.ts'
import { planClocks } from './rules/plan-clocks.ts'
import type { ClockChange, ClockStart, RunningClock, Setting } from './rules/plan-clocks.ts'
import { nextNotice } from './rules/plan-steps.ts'
import { impliedBy, readEvent } from './rules/read-event.ts'
import type { Happening } from './rules/read-event.ts'
import { pastOf } from './rules/registered.ts'
import { insertClocks, insertEntry, refreshClocks, runningOf, updateClock } from './store.ts'
import type { StoredClock } from './store.ts'
import { rulesAgainst } from './store-rules.ts'

/** Hears every step of a request and keeps its clocks: starts, meets, stops and ends them, in the transaction of the step. */
export function clockKeeper(calendars: Calendars): ListenerTo<'request-stepped'> {
  return { event: 'request-stepped', hear: (ctx, told) => keepClocks(ctx, told, calendars) }
}

/** Nothing is owed to anybody while a request has not left the house. */
const before: readonly string[] = ['draft', 'in-review', 'approved', 'ready']

async function keepClocks(ctx: Context, told: RequestStepped, calendars: Calendars): Promise<void> {
  const { request } = told
  if (before.includes(request.state)) return
  const happenings = happeningsOf(told)
  const rules = happenings.length === 0 ? [] : await rulesAgainst(ctx.db, request.ownAuthority, request.counterpart)
  for (const [index, one] of happenings.entries()) {
    const setting = settingOf(ctx, told, calendars)
    const running = await runningOf(ctx.db, request.ownAuthority, request.id)
    const plan = planClocks(one, running.map(asRunning), rules, setting)
    const rest = told.act === 'registered' ? happenings.slice(index + 1) : []
    await change(ctx, plan.changes)
    await start(
      ctx,
      told,
      plan.starts.filter((clock) => !rest.some((later) => isOver(clock, later, setting))),
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
  if (told.act === 'registered') return pastOf(told)
  const event = { ...told, direction: told.request.direction }
  const happening = readEvent(event)
  return happening === null ? [] : [happening, ...impliedBy(event, told.request.record.conditions)]
}

function settingOf(ctx: Context, { request, on }: RequestStepped, calendars: Calendars): Setting {
  return {
    direction: request.direction,
    ownState: request.ownAuthority.slice(0, 2),
    theirState: request.counterpartState ?? request.counterpart?.slice(0, 2) ?? null,
    at: instantOf(ctx, on),
    calendars,
  }
}

/** When it happened: noon of the day where only a day is known, never in the future. */
function instantOf(ctx: Context, on: string | undefined): Date {
  return on === undefined ? ctx.now : new Date(Math.min(Date.parse(`${on}T12:00:00Z`), ctx.now.getTime()))
}

const asRunning = (clock: StoredClock): RunningClock => ({
  id: clock.id,
  rule: clock.rule,
  key: clock.key,
  owner: clock.owner,
  dueAt: clock.due_at,
  stoppedAt: clock.stopped_at,
  zone: clock.zone,
})

/** Whether what is known to have happened since leaves nothing of this clock. */
function isOver(clock: ClockStart, later: Happening, setting: Setting): boolean {
  const { changes } = planClocks(later, [{ ...clock, id: '', stoppedAt: null }], [], setting)
  return changes.some(({ what }) => what === 'met' || what === 'ended')
}

async function change(ctx: Context, changes: readonly ClockChange[]): Promise<void> {
  for (const { clock, what, dueAt } of changes) {
    const moved = +dueAt !== +clock.dueAt
    const notice = nextNotice({ ...clock, dueAt }, ctx.now)
    if (what === 'met') await updateClock(ctx.db, clock.id, { met_at: ctx.now, notice_at: null })
    else if (what === 'ended') await updateClock(ctx.db, clock.id, { ended_at: ctx.now, notice_at: null })
    else if (what === 'stopped') await updateClock(ctx.db, clock.id, { stopped_at: ctx.now })
    else {
      // A new date does not set a clock going that stands still.
      const resumed = what === 'resumed' ? { stopped_at: null } : {}
      await updateClock(ctx.db, clock.id, { due_at: dueAt, notice_at: notice, ...resumed })
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

async function start(ctx: Context, { request, access, on }: RequestStepped, starts: readonly ClockStart[]): Promise<void> {
  const startedAt = instantOf(ctx, on)
  const clocks = starts.map((one): StoredClock => ({
    id: ctx.world.chance.uuid(),
    authority_id: request.ownAuthority,
    request_id: request.id,
    direction: request.direction,
    rule_id: one.rule.id,
    rule_version: one.version,
    rule: one.rule,
    key: one.key,
    owner: one.owner,
    assignee: request.assignee,
    unit: request.unit,
    counterpart: request.counterpart,
    counterpart_name: request.counterpartName,
    counterpart_state: request.counterpartState,
    own_state: request.ownAuthority.slice(0, 2),
    reference: request.ownReference,
    urgency: request.content.urgency ?? 'routine',
    access: [...access],
    zone: one.zone,
    started_at: startedAt,
    due_at: one.dueAt,
    stopped_at: null,
    held_until: null,
    met_at: null,
    ended_at: null,
    // A reminder whose day had passed when the clock began reminds nobody.
    notice_at: nextNotice(one, ctx.now),
  }))
  await insertClocks(ctx.db, clocks, ctx.actor.name)
}

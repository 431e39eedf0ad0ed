import assert from 'node:assert/strict'
import type { Actor } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { subjectsOf } from '@comity/requests/server'
import type { CalendarNote, Clock } from './contract.ts'
import type { Calendars } from './rules/calendar.ts'
import { notesBeside } from './rules/count.ts'
import type { StoredClock } from './store.ts'

/** Who asks, when, and by which calendars. */
export interface Reading {
  readonly db: Db
  readonly actor: Actor
  readonly now: Date
  readonly calendars: Calendars
}

/** Clocks as people see them, each with what its request is about and the holidays of both States around its due day. */
export async function presentClocks({ db, actor, now, calendars }: Reading, clocks: readonly StoredClock[]): Promise<Clock[]> {
  const subjects = await subjectsOf(
    db,
    actor,
    clocks.map((clock) => clock.request_id),
  )
  return clocks.map((clock) => presentClock(clock, { now, calendars, subject: subjects.get(clock.request_id) ?? '' }))
}

/** The one clock of {@link presentClocks}. */
export async function presentOne(reading: Reading, clock: StoredClock): Promise<Clock> {
  const [shown] = await presentClocks(reading, [clock])
  assert(shown)
  return shown
}

interface Beside extends Pick<Reading, 'now' | 'calendars'> {
  readonly subject: string
}

function presentClock(clock: StoredClock, { now, calendars, subject }: Beside): Clock {
  const { rule } = clock
  return {
    id: clock.id,
    requestId: clock.request_id,
    reference: clock.reference,
    subject,
    counterpart: clock.counterpart,
    counterpartName: clock.counterpart_name,
    urgency: clock.urgency,
    ruleId: clock.rule_id,
    ruleVersion: clock.rule_version,
    ruleTitle: rule.title,
    source: rule.source,
    basis: rule.basis,
    onExpiry: rule.onExpiry,
    extendable: rule.extendable,
    key: clock.key,
    owner: clock.owner,
    assignee: clock.assignee,
    unit: clock.unit,
    state: stateOf(clock, now),
    startedAt: clock.started_at.toISOString(),
    dueAt: clock.due_at.toISOString(),
    zone: clock.zone,
    stoppedAt: clock.stopped_at?.toISOString() ?? null,
    metAt: clock.met_at?.toISOString() ?? null,
    endedAt: clock.ended_at?.toISOString() ?? null,
    calendars: notesOf(clock, calendars),
  }
}

function stateOf(clock: StoredClock, now: Date): Clock['state'] {
  if (clock.met_at !== null) return 'met'
  if (clock.ended_at !== null) return 'ended'
  if (clock.stopped_at !== null) return 'stopped'
  return clock.due_at < now ? 'overdue' : 'running'
}

function notesOf(clock: StoredClock, calendars: Calendars): CalendarNote[] {
  const other = clock.counterpart_state ?? clock.counterpart?.slice(0, 2) ?? null
  return [...new Set([clock.own_state, ...(other === null ? [] : [other])])].map((state) =>
    notesBeside(clock.due_at, clock.zone, calendars(state)),
  )
}

import type { DeadlineRule, EntryKind } from '../contract.ts'
import type { Calendars } from './calendar.ts'
import { dueAfter, endOfDay } from './count.ts'
import { endingKinds, isNamed } from './read-event.ts'
import type { Happening } from './read-event.ts'

/** A clock that is neither met nor ended. */
export interface RunningClock {
  readonly id: string
  readonly rule: DeadlineRule
  readonly key: string
  readonly owner: 'us' | 'them'
  readonly dueAt: Date
  readonly stoppedAt: Date | null
  readonly zone: string
  /** When it began, where it was due before. */
  readonly lateSince: Date | null
}

/** A rule with the version that is in force. */
export interface VersionedRule {
  readonly rule: DeadlineRule
  readonly version: number
}

/** A clock that a happening starts. */
export interface ClockStart extends VersionedRule {
  readonly key: string
  readonly owner: 'us' | 'them'
  readonly zone: string
  readonly dueAt: Date
}

/** What a happening does to a clock that runs. */
export interface ClockChange {
  readonly clock: RunningClock
  readonly what: Extract<EntryKind, 'met' | 'ended' | 'stopped' | 'resumed' | 'date-changed'>
  /** The same as before unless its date changes. */
  readonly dueAt: Date
}

/** What of a request the counting needs. */
export interface Setting {
  readonly direction: 'outgoing' | 'incoming'
  readonly ownState: string
  readonly theirState: string | null
  readonly at: Date
  readonly calendars: Calendars
}

/**
 * What one happening does: first it meets, ends, stops and resumes what runs, then it starts what it names. A second start of a clock that still
 * runs gives it the date that comes with it, and no other.
 */
export function planClocks(
  happening: Happening,
  running: readonly RunningClock[],
  rules: readonly VersionedRule[],
  setting: Setting,
): { readonly changes: readonly ClockChange[]; readonly starts: readonly ClockStart[] } {
  const changes = running.flatMap((clock) => changeOf(clock, happening, setting) ?? [])
  const over = new Set(changes.filter(({ what }) => what === 'met' || what === 'ended').map(({ clock }) => clock.id))
  const left = running.filter(({ id }) => !over.has(id))
  const begun = rules.flatMap((one) => startOf(one, happening, setting) ?? [])
  const again = begun.flatMap((start) => {
    const clock = left.find(({ rule, key }) => rule.id === start.rule.id && key === start.key)
    return clock === undefined ? [] : [{ clock, start }]
  })
  const moved = again
    .filter(({ clock, start }) => start.rule.takesGivenDate && happening.due !== null && +clock.dueAt !== +start.dueAt)
    .map(({ clock, start }) => ({ clock, what: 'date-changed' as const, dueAt: start.dueAt }))
  return { changes: [...changes, ...moved], starts: begun.filter((start) => !again.some((one) => one.start === start)) }
}

function changeOf(clock: RunningClock, happening: Happening, setting: Setting): ClockChange | null {
  const { rule, dueAt, stoppedAt } = clock
  if (meets(clock, happening, setting)) return { clock, what: 'met', dueAt }
  if (endingKinds.includes(happening.kind) && !rule.outlivesClosing) return { clock, what: 'ended', dueAt }
  if (stoppedAt === null && isNamed(rule.stoppedBy, happening)) return { clock, what: 'stopped', dueAt }
  if (stoppedAt !== null && isNamed(rule.resumedBy, happening))
    return { clock, what: 'resumed', dueAt: later(dueAt, +setting.at - +stoppedAt) }
  return null
}

function meets({ rule, key, owner }: RunningClock, happening: Happening, { direction }: Setting): boolean {
  if (rule.metBy.includes('*') && happening.said && ownerOf(happening.by, direction) === owner) return true
  const about = rule.keyedBy === 'dossier' ? [happening.dossierId ?? ''] : happening.keys
  return isNamed(rule.metBy, happening) && (key === '' || about.length === 0 || about.includes(key))
}

function startOf({ rule, version }: VersionedRule, happening: Happening, setting: Setting): ClockStart | null {
  if (!rule.enabled || !isNamed(rule.startedBy, happening)) return null
  if (rule.keyedBy === 'dossier' && happening.dossierId === null) return null
  const debtor = rule.debtor === 'other' ? otherThan(happening.by) : rule.debtor
  const owner = ownerOf(debtor, setting.direction)
  const { ownState, theirState, calendars } = setting
  const debtorState = owner === 'us' ? ownState : theirState
  const zone = debtorState === null ? 'UTC' : calendars(debtorState).zone
  const given = rule.takesGivenDate ? happening.due : null
  const states = [rule.calendar === 'both' ? [ownState, theirState] : rule.calendar === 'debtor' ? [debtorState] : []].flat()
  const dueAt =
    given !== null
      ? endOfDay(zone, given)
      : rule.length === null
        ? null
        : dueAfter(setting.at, {
            length: rule.length,
            zone,
            calendars: states.filter((state) => state !== null).map(calendars),
            holidaysMove: rule.holidaysMove,
          })
  if (dueAt === null) return null
  const key = rule.keyedBy === 'dossier' ? (happening.dossierId ?? '') : rule.keyedBy === 'event' ? (happening.keys[0] ?? '') : ''
  return { rule, version, key, owner, zone, dueAt }
}

function otherThan(side: 'requesting' | 'requested'): 'requesting' | 'requested' {
  return side === 'requesting' ? 'requested' : 'requesting'
}

/** Whether that side of the request is ours. */
function ownerOf(side: 'requesting' | 'requested', direction: 'outgoing' | 'incoming'): 'us' | 'them' {
  return (side === 'requesting') === (direction === 'outgoing') ? 'us' : 'them'
}

/** The same instant so much later. */
export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + Math.max(0, ms))
}

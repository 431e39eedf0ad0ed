import type { Happening } from './read-event.ts'
import { planClocks } from './plan-clocks.ts'
import type { ClockStart, RunningClock, Setting, VersionedRule } from './plan-clocks.ts'

/** Something that happened, and when. */
export interface Moment {
  readonly happening: Happening
  readonly at: Date
}

/** A clock that runs or stands still at the end of a course. */
export interface LeftClock extends ClockStart {
  readonly startedAt: Date
  readonly stoppedAt: Date | null
}

type Running = LeftClock & RunningClock

/** The clocks that a course of things past leaves, as if each had been heard when it happened. */
export function replay(
  course: readonly Moment[],
  rules: readonly VersionedRule[],
  setting: Omit<Setting, 'at'>,
): readonly LeftClock[] {
  let clocks: readonly Running[] = []
  for (const { happening, at } of course) {
    const { changes, starts } = planClocks(happening, clocks, rules, { ...setting, at })
    const changed = new Map(changes.map((change) => [change.clock.id, change]))
    const left = clocks.flatMap((clock) => {
      const change = changed.get(clock.id)
      if (change === undefined) return [clock]
      if (change.what === 'met' || change.what === 'ended') return []
      const stoppedAt = change.what === 'stopped' ? at : change.what === 'resumed' ? null : clock.stoppedAt
      return [{ ...clock, dueAt: change.dueAt, stoppedAt }]
    })
    const begun = starts.map((start) => ({
      ...start,
      id: `${start.rule.id} ${start.key}`,
      startedAt: at,
      stoppedAt: null,
      lateSince: null,
    }))
    clocks = [...left, ...begun]
  }
  return clocks
}

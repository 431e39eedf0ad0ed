import type { DeadlineRule, Step } from '../contract.ts'

const DAY_MS = 86_400_000

interface Timed {
  readonly rule: Pick<DeadlineRule, 'steps'>
  readonly owner: 'us' | 'them'
  readonly dueAt: Date
  /** When a clock began that was due before. */
  readonly lateSince: Date | null
}

/**
 * The steps of a clock that concern this office: nobody reports their own delay to the counterpart or the secretariat. What was due before its clock
 * began goes to the officer and the head only: a register of the past is no silence of the other side, and whoever wants an answer enquires (46(24)).
 */
function stepsOf({ rule, owner, lateSince }: Omit<Timed, 'dueAt'>): readonly Step[] {
  if (lateSince !== null) return rule.steps.filter(({ days, to }) => days >= 0 && (to === 'officer' || to === 'head'))
  return rule.steps.filter(({ to }) => owner === 'them' || to === 'officer' || to === 'head')
}

/** When a step is due: so many days of 24 hours after the due instant, before it when negative; where the clock began later, after that. */
function instantOf({ days }: Step, { dueAt, lateSince }: Pick<Timed, 'dueAt' | 'lateSince'>): number {
  return (lateSince ?? dueAt).getTime() + days * DAY_MS
}

/** When the next notice is due that is not before `from`; null when none is left. */
export function nextNotice(clock: Timed, from: Date): Date | null {
  const ahead = stepsOf(clock)
    .map((step) => instantOf(step, clock))
    .filter((at) => at >= from.getTime())
  return ahead.length === 0 ? null : new Date(Math.min(...ahead))
}

/** The steps that have come since the notice that was due, up to now: one for each recipient, though the node slept through several. */
export function stepsCome(clock: Timed & { readonly noticeAt: Date }, now: Date): readonly Step[] {
  const come = stepsOf(clock).filter((step) => {
    const at = instantOf(step, clock)
    return at >= clock.noticeAt.getTime() && at <= now.getTime()
  })
  return come.filter((step, index) => come.findLastIndex(({ to }) => to === step.to) === index)
}

/** When a clock is told next, and since when it is late, once its due instant is what it is: a later date makes it one like all others. */
export function noticesOf(clock: Timed, now: Date): { readonly notice_at: Date | null; readonly late_since: Date | null } {
  const lateSince = clock.dueAt <= now ? clock.lateSince : null
  return { notice_at: nextNotice({ ...clock, lateSince }, now), late_since: lateSince }
}

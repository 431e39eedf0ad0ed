import type { DeadlineRule, Step } from '../contract.ts'

const DAY_MS = 86_400_000

interface Timed {
  readonly rule: Pick<DeadlineRule, 'steps'>
  readonly owner: 'us' | 'them'
  readonly dueAt: Date
}

/** The steps of a clock that concern this office: nobody reports their own delay to the counterpart or the secretariat. */
function stepsOf({ rule, owner }: Pick<Timed, 'rule' | 'owner'>): readonly Step[] {
  return rule.steps.filter(({ to }) => owner === 'them' || to === 'officer' || to === 'head')
}

/** When a step is due: so many days of 24 hours after the due instant, before it when negative. */
function instantOf({ days }: Step, dueAt: Date): number {
  return dueAt.getTime() + days * DAY_MS
}

/** When the next notice is due that is not before `from`; null when none is left. */
export function nextNotice(clock: Timed, from: Date): Date | null {
  const ahead = stepsOf(clock)
    .map((step) => instantOf(step, clock.dueAt))
    .filter((at) => at >= from.getTime())
  return ahead.length === 0 ? null : new Date(Math.min(...ahead))
}

/** The steps that have come since the notice that was due, up to now: one for each recipient, though the node slept through several. */
export function stepsCome(clock: Timed & { readonly noticeAt: Date }, now: Date): readonly Step[] {
  const come = stepsOf(clock).filter((step) => {
    const at = instantOf(step, clock.dueAt)
    return at >= clock.noticeAt.getTime() && at <= now.getTime()
  })
  return come.filter((step, index) => come.findLastIndex(({ to }) => to === step.to) === index)
}

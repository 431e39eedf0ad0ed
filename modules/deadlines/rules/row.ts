import type { DeadlineRule, Step } from '../contract.ts'

/** The usual way up: the officer before and at the due instant, then the head. */
export const ours: readonly Step[] = [
  { days: -2, to: 'officer' },
  { days: 0, to: 'officer' },
  { days: 3, to: 'head' },
]
/** For answers that matter to the network: when the other side stays silent, its own other contact, at last the secretariat the bare fact. */
export const untilSecretariat: readonly Step[] = [...ours, { days: 7, to: 'counterpart' }, { days: 30, to: 'secretariat' }]

type Needed = Pick<DeadlineRule, 'id' | 'source' | 'basis' | 'debtor' | 'startedBy' | 'metBy'>

/** A row with what most rows have in common. */
export function row(given: Needed & Partial<DeadlineRule>): DeadlineRule {
  return {
    title: null,
    length: null,
    takesGivenDate: false,
    calendar: 'debtor',
    holidaysMove: false,
    stoppedBy: [],
    resumedBy: [],
    keyedBy: 'nothing',
    extendable: { maxDays: null },
    onExpiry: 'duty-remains',
    steps: [...ours],
    outlivesClosing: false,
    enabled: true,
    ...given,
  }
}

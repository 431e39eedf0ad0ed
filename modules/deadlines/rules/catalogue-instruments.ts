import type { DeadlineRule } from '../contract.ts'
import { row } from './row.ts'

const requests = ['request', 'supplementary-request', 'forwarded-request']
const off = { enabled: false, basis: 'law' } as const

/**
 * Rows of other instruments, switched off as they come: an office switches one on for the counterparts with whom that instrument is in force.
 * FR is Regulation (EU) 2018/1805, EIO Directive 2014/41/EU, ES Spanish Law 23/2014, E30 the European convention of 1959, WA Warsaw 2005.
 */
export const instrumentRules: readonly DeadlineRule[] = [
  row({
    ...off,
    id: 'fr-freezing-decision',
    source: 'FR 9(3)',
    debtor: 'requested',
    startedBy: requests,
    length: { amount: 48, unit: 'hours' },
    metBy: ['decision', 'asset-report/frozen'],
    calendar: 'none',
  }),
  row({
    ...off,
    id: 'fr-freezing-execution',
    source: 'FR 9(3)',
    debtor: 'requested',
    startedBy: ['decision/granted', 'decision/granted-with-conditions', 'decision/partially-granted'],
    length: { amount: 48, unit: 'hours' },
    metBy: ['asset-report/frozen', 'result/final'],
    calendar: 'none',
  }),
  row({
    ...off,
    id: 'fr-confiscation-decision',
    source: 'FR 20(1)',
    debtor: 'requested',
    startedBy: requests,
    length: { amount: 45, unit: 'days' },
    metBy: ['decision'],
  }),
  row({
    ...off,
    id: 'eio-decision',
    source: 'EIO Dir. 12(3), (5); ES 208(1)–(2)',
    debtor: 'requested',
    startedBy: requests,
    length: { amount: 30, unit: 'days' },
    metBy: ['decision'],
    extendable: { maxDays: 30 },
  }),
  row({
    ...off,
    id: 'eio-execution',
    source: 'EIO Dir. 12(4), (6); ES 208(4), (6)',
    debtor: 'requested',
    startedBy: ['decision/granted', 'decision/granted-with-conditions', 'decision/partially-granted'],
    length: { amount: 90, unit: 'days' },
    metBy: ['result/final'],
  }),
  row({
    ...off,
    id: 'eio-alternative-measure',
    source: 'ES 192, 206(4)',
    debtor: 'requesting',
    startedBy: ['consultation'],
    length: { amount: 10, unit: 'days' },
    keyedBy: 'event',
    metBy: ['consultation-reply', 'consultation-concluded'],
    onExpiry: 'may-proceed',
    extendable: null,
  }),
  row({
    ...off,
    id: 'eio-evidence-freeze',
    source: 'ES 223; EIO Dir. 32(2)',
    debtor: 'requested',
    startedBy: requests,
    length: { amount: 24, unit: 'hours' },
    metBy: ['decision', 'execution-started'],
    calendar: 'none',
  }),
  row({
    ...off,
    id: 'wa-clarification-time-limit',
    source: 'WA 38(2)',
    debtor: 'requesting',
    startedBy: ['clarification-asked'],
    takesGivenDate: true,
    metBy: ['clarification-answer', 'decision'],
    onExpiry: 'lapse-by-policy',
  }),
]

import type { DeadlineRule } from '../contract.ts'
import { row, untilSecretariat } from './row.ts'

/** Tracing, freezing, confiscation and return (UNCAC 54–57). */
export const assetRules: readonly DeadlineRule[] = [
  row({
    // 55(8): heard wherever possible before a freeze is lifted; six weeks as in Reg. (EU) 2018/1805 art. 12(2).
    id: 'lifting-views',
    source: '55(8); FR 12(2)',
    basis: 'law',
    debtor: 'requesting',
    startedBy: ['lifting-proposed'],
    length: { amount: 42, unit: 'days' },
    takesGivenDate: true,
    keyedBy: 'event',
    metBy: ['lifting-views', 'freeze-lifted'],
    extendable: null,
    onExpiry: 'silence-frees',
    steps: [
      { days: -7, to: 'officer' },
      { days: -2, to: 'head' },
      { days: 0, to: 'head' },
    ],
  }),
  row({
    // WA 41(1)(e): a freeze that ends by itself; renewed or confiscated before, or the property is gone.
    id: 'freeze-ends',
    source: '54(2); WA 41(1)(e)',
    basis: 'law',
    debtor: 'requested',
    startedBy: ['asset-report/frozen', 'asset-report/kept-frozen'],
    takesGivenDate: true,
    keyedBy: 'event',
    metBy: ['asset-report/lifted', 'asset-report/confiscation-ordered', 'asset-report/order-final', 'freeze-lifted'],
    onExpiry: 'protection-ends',
    outlivesClosing: true,
    steps: [
      { days: -30, to: 'officer' },
      { days: -14, to: 'officer' },
      { days: -7, to: 'head' },
      { days: -1, to: 'head' },
    ],
  }),
  row({
    id: 'agreement-answer',
    source: '57(5)',
    basis: 'policy',
    debtor: 'other',
    startedBy: ['agreement-proposed'],
    length: { amount: 60, unit: 'days' },
    takesGivenDate: true,
    keyedBy: 'event',
    metBy: ['agreement-answered'],
    outlivesClosing: true,
    steps: [...untilSecretariat],
  }),
  row({
    // 57(3): shall return; the convention gives no figure.
    id: 'return-of-assets',
    source: '57(3)',
    basis: 'policy',
    debtor: 'requested',
    startedBy: ['asset-report/order-final'],
    length: { amount: 6, unit: 'months' },
    keyedBy: 'event',
    metBy: ['asset-report/returned', 'asset-report/shared', 'asset-report/victim-compensated', 'asset-report/retained'],
    outlivesClosing: true,
  }),
]

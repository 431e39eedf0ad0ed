import type { AssetAct, Column } from '../contract.ts'

/** One line of the table of property (reference §4.4): from these columns, by this act, to that one. */
export interface Transition {
  readonly act: AssetAct
  /** Null: property that the ledger does not know yet. */
  readonly from: readonly (Column | null)[]
  /** Null: stays where it is. */
  readonly to: Column | null
  /** What allows or demands it; numbers alone are of UNCAC. */
  readonly article: string
}

const held = ['enforced', 'managed', 'realised'] as const

/** The life of property, readable aloud. Nothing else moves an amount. */
export const transitions: readonly Transition[] = [
  { act: 'identify', from: [null], to: 'identified', article: '55(2)' },
  { act: 'trace', from: ['identified'], to: 'traced', article: '55(2)' },
  { act: 'freeze', from: ['identified', 'traced'], to: 'frozen', article: '54(2)' },
  { act: 'propose-lifting', from: ['frozen'], to: 'lift-proposed', article: '55(8)' },
  { act: 'keep', from: ['lift-proposed', 'frozen'], to: 'frozen', article: '55(8)' },
  // From `frozen` only where hearing the requesting State was impossible or there is none: the guard tells.
  { act: 'lift', from: ['lift-proposed', 'frozen'], to: 'lifted', article: '55(8)' },
  { act: 'lapse', from: ['frozen', 'lift-proposed'], to: 'lifted', article: 'WA 41(1)(e)' },
  { act: 'order', from: ['frozen', 'traced'], to: 'confiscation-ordered', article: '55(1)' },
  { act: 'finalise', from: ['confiscation-ordered'], to: 'order-final', article: '55(3)(b)' },
  { act: 'enforce', from: ['order-final', 'confiscation-ordered'], to: 'enforced', article: '55(1)' },
  { act: 'manage', from: ['enforced'], to: 'managed', article: '31(3)' },
  { act: 'realise', from: ['enforced', 'managed'], to: 'realised', article: '31(3)' },
  { act: 'expense', from: held, to: 'expense', article: '57(4)' },
  { act: 'return', from: held, to: 'returned', article: '57(3)' },
  { act: 'share', from: held, to: 'shared', article: '57(5)' },
  { act: 'compensate', from: held, to: 'victim-compensated', article: '57(3)(c)' },
  { act: 'retain', from: held, to: 'retained', article: '57(5)' },
  {
    act: 'revalue',
    from: ['identified', 'traced', 'frozen', 'lift-proposed', 'confiscation-ordered', 'order-final', ...held],
    to: null,
    article: 'FR 28',
  },
]

/** Confiscated and not disposed of. */
export const heldColumns: readonly Column[] = held
/** Given away for good; expenses too. */
export const disposedColumns: readonly Column[] = ['returned', 'shared', 'victim-compensated', 'retained', 'expense']
/** Under a restraint. */
export const frozenColumns: readonly Column[] = ['frozen', 'lift-proposed']
/** Acts that dispose of what was confiscated. */
export const disposals = ['return', 'share', 'compensate', 'retain'] as const satisfies readonly AssetAct[]

export function transitionOf(act: AssetAct): Transition {
  const found = transitions.find((one) => one.act === act)
  if (found === undefined) throw new TypeError(`no transition for ${act}`)
  return found
}

import type { AssetAct } from '../contract.ts'

/** Who may have told of a confiscation order: empty for this office itself, else the counterpart whose word it is. */
export type Teller = string

/** This office itself. */
export const OWN: Teller = ''

/** What a step under an order is taken from. */
export interface OrderPlace {
  readonly side: 'ours' | 'theirs'
  readonly act: AssetAct
  /** Authorities with whom the asset is dealt with; of the thread alone where they speak. */
  readonly counterparts: readonly Teller[]
  /** We asked them for execution of this very order, or our ledger of the asset is under it already. */
  readonly ours: boolean
}

/**
 * Whose orders of the wished reference count, the first found before the others; one that nobody knows yet becomes the first's. A reference in
 * a counterpart's report never reaches an order that is not between us: nobody uses up the ceiling of another's order (WA 26(2), FR 16(2)).
 */
export function whoseOrder({ side, act, counterparts, ours }: OrderPlace): readonly Teller[] {
  if (side === 'theirs') return ours ? [OWN, ...counterparts] : counterparts
  return act === 'order' ? [OWN] : [OWN, ...counterparts]
}

import { ComityError } from '@comity/errors'
import { columns, type Column } from '../contract.ts'

/** What moves: an amount in ten-thousandths, or the whole of an asset that is not valued yet. */
export interface Movement {
  readonly id: string
  readonly from: Column | null
  readonly to: Column | null
  readonly amount: bigint | null
  readonly reverses: string | null
}

/** Where the amounts of one asset stand. `whole` is where it stands while it has no value. */
export interface Standing {
  readonly balances: ReadonlyMap<Column, bigint>
  readonly whole: Column | null
}

export const nothing: Standing = { balances: new Map(), whole: null }

/**
 * The standing after one movement. What leaves a column must be in it, so no amount is ever in two columns.
 *
 * @throws ComityError `asset-amount-exceeded`, or `asset-step-not-possible` where nothing stands in the column.
 */
export function moved(before: Standing, { from, to, amount }: Omit<Movement, 'id' | 'reverses'>): Standing {
  if (amount === null) {
    if (from !== before.whole || before.balances.size > 0) throw new ComityError('asset-step-not-possible')
    return { balances: before.balances, whole: to }
  }
  const balances = new Map(before.balances)
  if (from !== null) put(balances, from, left(balances.get(from), amount))
  if (to !== null) put(balances, to, (balances.get(to) ?? 0n) + amount)
  // A first valuation gives the whole an amount where it stands.
  return { balances, whole: before.whole !== null && from === null && to === before.whole ? null : before.whole }
}

function left(there: bigint | undefined, amount: bigint): bigint {
  if (there === undefined) throw new ComityError('asset-step-not-possible')
  if (amount > there) throw new ComityError('asset-amount-exceeded')
  return there - amount
}

function put(balances: Map<Column, bigint>, column: Column, amount: bigint): void {
  if (amount === 0n) balances.delete(column)
  else balances.set(column, amount)
}

/**
 * The standing that a ledger adds up to: what was reversed never happened, and the rest must still hold without it.
 *
 * @throws ComityError `asset-step-not-possible`, `asset-amount-exceeded` where it does not.
 */
export function standingOf(movements: readonly Movement[]): Standing {
  const gone = new Set(movements.flatMap(({ id, reverses }) => (reverses === null ? [] : [id, reverses])))
  return movements.filter(({ id }) => !gone.has(id)).reduce(moved, nothing)
}

/** Columns in which something stands, in the order of the table. */
export function occupied({ balances, whole }: Standing): Column[] {
  return columns.filter((column) => balances.has(column) || column === whole)
}

export function sumOf({ balances }: Standing, wanted: readonly Column[] = columns): bigint {
  return wanted.reduce((sum, column) => sum + (balances.get(column) ?? 0n), 0n)
}

import type { Entry } from '../contract.ts'
import { amountOf, amountText } from './money.ts'
import { disposedColumns } from './transitions.ts'

/** What of the asset is left after each entry: its whole value less what was lifted or disposed of. */
export function runningBalances(entries: readonly Pick<Entry, 'id' | 'from' | 'to' | 'amount'>[]): ReadonlyMap<string, string> {
  const outside = (column: Entry['from']): boolean => column === null || column === 'lifted' || disposedColumns.includes(column)
  const balances = new Map<string, string>()
  let balance = 0n
  for (const { id, from, to, amount } of entries) {
    const moved = amount === null ? 0n : amountOf(amount)
    if (outside(from) && !outside(to)) balance += moved
    if (!outside(from) && outside(to)) balance -= moved
    balances.set(id, amountText(balance))
  }
  return balances
}

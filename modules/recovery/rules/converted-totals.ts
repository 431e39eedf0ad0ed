import type { Rate, Total, Totals } from '../contract.ts'
import { amountOf, amountText, converted } from './money.ts'

/** Totals of each column in one currency; what has no rate is left out and named. */
export function convertedTotals(totals: readonly Total[], currency: string, rates: readonly Rate[]): Totals['converted'] {
  const columns = [...new Set(totals.map(({ column }) => column))]
  return columns.map((column) => {
    const parts = totals.filter((one) => one.column === column)
    const rated = parts.map((part) => ({
      part,
      rate: part.currency === currency ? '1' : rates.find(({ from }) => from === part.currency)?.value,
    }))
    const sum = rated.reduce(
      (all, { part, rate }) => (rate === undefined ? all : all + converted(amountOf(part.amount), rate, currency)),
      0n,
    )
    const missing = rated.filter(({ rate }) => rate === undefined).map(({ part }) => part.currency)
    return { column, currency, amount: amountText(sum), missing }
  })
}

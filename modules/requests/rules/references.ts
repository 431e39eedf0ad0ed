import assert from 'node:assert/strict'

/** Registers that an office numbers, each from 1 in every year. */
export type Series = 'request' | 'matter'

/** The State's code, `M` for a matter, the year in UTC and a number without gaps: `XA-2026-0001`, `XA-M-2026-0001`. */
export function referenceOf(authorityId: string, series: Series, year: number, number: number): string {
  assert(number > 0 && Number.isInteger(number))
  const parts = [
    authorityId.slice(0, 2).toUpperCase(),
    ...(series === 'matter' ? ['M'] : []),
    String(year),
    String(number).padStart(4, '0'),
  ]
  return parts.join('-')
}

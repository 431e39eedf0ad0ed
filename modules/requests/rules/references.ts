import assert from 'node:assert/strict'
import { ComityError } from '@comity/errors'

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

/**
 * Whether a number is one that the office's own register gives, or may still give: of its kind and of `year` or later. Those of earlier years are
 * what an old register of the same office may well have; no new one will ever be like them.
 */
export function isOfSeries(authorityId: string, reference: string, year: number): boolean {
  const [, given] = new RegExp(`^${authorityId.slice(0, 2).toUpperCase()}-(?:M-)?(\\d{4})-\\d+$`).exec(reference) ?? []
  return given !== undefined && Number(given) >= year
}

/** @throws ComityError `bad-input` for a typed number of the register's own kind, unless the register gave it to this very request. */
export function mustBeForeignToSeries(
  authorityId: string,
  reference: string,
  { given, now }: { readonly given: string | null; readonly now: Date },
): void {
  if (reference !== given && isOfSeries(authorityId, reference, now.getUTCFullYear()))
    throw new ComityError('bad-input', { problems: [{ path: 'reference', message: 'reference-of-register' }] })
}

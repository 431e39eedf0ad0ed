import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Sight } from './rules/sight.ts'

/** The rows of a matter or request table that this reader may see: the one condition of every list, count and search. */
export function visibleTo(sight: Sight): RawBuilder<boolean> {
  if (sight.office === null) return seenWith(sight.tokens)
  if (sight.all) return sql<boolean>`own_authority = ${sight.office}`
  return sql<boolean>`own_authority = ${sight.office} and access && ${[...sight.tokens]}::text[]`
}

/** The one thing asked for, where a holder of these tokens may see it. */
export function seenWith(tokens: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`access && ${[...tokens]}::text[]`
}

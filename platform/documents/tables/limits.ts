import { ComityError } from '@comity/errors'
import { tableLimits } from './table.ts'

/** The refusal of a table beyond {@link tableLimits}. */
export function tooLarge(): ComityError {
  return new ComityError('table-too-large', { values: { rows: tableLimits.rows, columns: tableLimits.columns } })
}

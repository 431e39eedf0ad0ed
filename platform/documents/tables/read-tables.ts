import { readingRoom } from '../worker/shops.ts'
import { tooLarge } from './limits.ts'
import { tableLimits, type CsvOptions, type Sheet, type Table } from './table.ts'

const limits = { timeoutMs: 60_000, failure: 'table-unreadable' } as const

/**
 * Reads a CSV file of any make: encoding and separator (comma, semicolon, tab) are guessed unless given.
 *
 * @throws ComityError `table-too-large`, `table-unreadable`.
 */
export async function readCsv(bytes: Uint8Array, options: CsvOptions = {}): Promise<Table> {
  mustFit(bytes)
  return readingRoom.run('readCsv', { bytes, options }, limits)
}

/**
 * Reads the first sheet of an XLSX file: dates as `2026-11-23`, numbers with a decimal point. Formulas are not computed: the value
 * that the file keeps beside them is taken.
 *
 * @throws ComityError `table-too-large`, `table-unreadable`.
 */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  mustFit(bytes)
  return readingRoom.run('readXlsx', { bytes }, limits)
}

/**
 * Writes an XLSX file in which text stays text: nothing in a cell is ever a formula, a number or a link.
 *
 * @throws ComityError `table-too-large`, `document-not-made`.
 */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  if (sheets.some((sheet) => sheet.rows.length > tableLimits.rows)) throw tooLarge()
  return readingRoom.run('writeXlsx', { sheets }, { timeoutMs: 60_000, failure: 'document-not-made' })
}

function mustFit(bytes: Uint8Array): void {
  if (bytes.byteLength > tableLimits.bytes) throw tooLarge()
}

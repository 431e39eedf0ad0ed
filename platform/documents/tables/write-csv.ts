import { stringify } from 'csv-stringify/sync'

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled), without a byte order mark: for a file written page by page. A cell that begins like
 * a formula would run in the reader's spreadsheet: an apostrophe makes it text (OWASP, CSV injection).
 */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(defused)),
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  )
}

/** Rows as a CSV file in UTF-8 with a byte order mark, so that spreadsheets read it as such. */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`\uFEFF${csvLines(rows)}`)
}

// Full-width forms count too: spreadsheets with East Asian input take them for the plain ones.
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/

/** A number alone is no formula: `-5` and `+3.2` stay as they are. */
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/

function defused(cell: string): string {
  return formulaStart.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell
}

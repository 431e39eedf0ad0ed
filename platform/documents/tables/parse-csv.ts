import { ComityError } from '@comity/errors'
import { CsvError, parse } from 'csv-parse/sync'
import { decode } from './decode.ts'
import { tooLarge } from './limits.ts'
import { tableLimits, type CsvOptions, type Table } from './table.ts'

/** Runs in the thread: {@link readCsv} is the door. */
export function parseCsv(bytes: Uint8Array, options: CsvOptions): Table {
  const { text: whole, encoding } = decode(bytes, options.encoding)
  // A first line that names the separator is for Excel, which does not show it.
  const told = /^\u{feff}?sep=([,;\t])\r?\n/iu.exec(whole)
  const text = told === null ? whole : whole.slice(told[0].length)
  const separator = options.separator ?? told?.[1] ?? likelySeparator(text)
  const rows = records(text, separator)
  if (rows.length > tableLimits.rows + 1 || rows.some((row) => row.length > tableLimits.columns)) throw tooLarge()
  return { rows: withoutTail(rows), encoding, separator }
}

function records(text: string, separator: string): string[][] {
  // A program that writes NUL, or a picture; a page of the web that was named like a table.
  if (text.includes('\0') || /^[\s\u{feff}]*<(?:!doctype|html|table|\?xml|meta)\b/iu.test(text))
    throw new ComityError('table-unreadable')
  try {
    return parsed(text, separator, false)
  } catch (cause) {
    // A quotation mark in the middle of a cell is a mark of its text; one that is never closed is a fault.
    if (!(cause instanceof CsvError) || !strayQuotes.includes(cause.code)) throw new ComityError('table-unreadable', { cause })
  }
  try {
    return parsed(text, separator, true)
  } catch (cause) {
    throw new ComityError('table-unreadable', { cause })
  }
}

const strayQuotes: readonly string[] = ['INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE']

function parsed(text: string, separator: string, relaxed: boolean): string[][] {
  return parse(text, {
    bom: true,
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: relaxed,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: tableLimits.cellLength * 32,
    // One more than is taken: enough to tell that there are too many.
    to: tableLimits.rows + 2,
    skip_empty_lines: false,
  })
}

/** The one that splits the first lines most evenly, outside quotes. */
function likelySeparator(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  const scored = [',', ';', '\t'].map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1)
    const heading = counts[0] ?? 0
    return { separator, score: heading === 0 ? 0 : heading + counts.filter((count) => count === heading).length * 10 }
  })
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator
}

function withoutTail(rows: string[][]): string[][] {
  return rows.slice(0, rows.findLastIndex((row) => row.some((cell) => cell !== '')) + 1)
}

import type { RequestRow } from '../contract.ts'

const columns = [
  'ownReference',
  'counterpartReference',
  'counterpart',
  'subject',
  'state',
  'urgency',
  'answerBy',
  'createdAt',
  'changedAt',
  'id',
] as const

/** The rows as CSV (RFC 4180) with a byte order mark, so that spreadsheets read it as UTF-8. */
export function toCsv(rows: readonly RequestRow[]): Uint8Array<ArrayBuffer> {
  const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','))]
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`)
}

export function toJson(rows: readonly RequestRow[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify({ requests: rows }, null, 2)}\n`)
}

// A cell that begins like a formula would run in the reader's spreadsheet: a quote makes it text.
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

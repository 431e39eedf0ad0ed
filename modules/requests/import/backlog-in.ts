import { ComityError } from '@comity/errors'
import type { FileRow } from './check-rows.ts'
import { guessColumns } from './guess-columns.ts'

/** A register of old requests as it was found in a file. */
export interface Backlog {
  /** One heading for each column; empty where it has none. */
  readonly header: readonly string[]
  readonly rows: readonly FileRow[]
}

/** Rows above the headings that are looked at: titles, names of offices, dates of printing. */
const SEARCHED_ROWS = 20

/** Finds the headings and what stands below them. @throws ComityError `table-unreadable` where nothing does. */
export function backlogIn(table: readonly (readonly string[])[]): Backlog {
  const texts = table.map((row) => row.map(storable))
  const at = headingRow(texts)
  const rows = texts.flatMap((cells, index) => (index <= at || isEmpty(cells) ? [] : [{ row: index + 1, cells }]))
  const heading = texts[at] ?? []
  if (isEmpty(heading) || rows.length === 0) throw new ComityError('table-unreadable')
  // A column may have cells and no heading, and a printed sheet empty columns without end.
  const width = Math.max(
    ...[heading, ...rows.map(({ cells }) => cells)].map((cells) => cells.findLastIndex((cell) => cell !== '') + 1),
  )
  return { header: Array.from({ length: width }, (_, column) => heading[column] ?? ''), rows }
}

/** The row in which the most headings are known; the first one that says anything where none is. */
function headingRow(rows: readonly (readonly string[])[]): number {
  const first = Math.max(
    0,
    rows.findIndex((cells) => !isEmpty(cells)),
  )
  const known = (at: number) => guessColumns(rows[at] ?? [], new Map()).filter((field) => field !== null).length
  const searched = Array.from({ length: Math.min(SEARCHED_ROWS, rows.length) }, (_, at) => at)
  // One known word may stand in a title; two in a row are headings.
  return searched.reduce((best, at) => (known(at) > Math.max(1, known(best)) ? at : best), first)
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell === '')

/** As it can be kept: no U+0000, no half of a character; and without the marks of direction and spaces around it, which nobody sees. */
function storable(cell: string): string {
  return cell
    .replaceAll('\0', '')
    .toWellFormed()
    .replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
}

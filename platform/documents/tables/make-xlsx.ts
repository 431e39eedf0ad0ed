import writeXlsxFile from 'write-excel-file/node'
import { tableLimits, type Sheet } from './table.ts'

/** Runs in the thread: {@link writeXlsx} is the door. */
export async function makeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const file = writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: tabName(sheet.name),
      stickyRowsCount: 1,
      rightToLeft: sheet.rightToLeft === true,
      columns: sheet.header.map((heading, at) => ({
        width: widthOf([heading, ...sheet.rows.slice(0, 100).map((row) => row[at] ?? '')]),
      })),
      data: [
        sheet.header.map((value) => ({ type: String, value, fontWeight: 'bold' as const })),
        ...sheet.rows.map((row) => row.map((value) => (value === '' ? null : { type: String, value: storable(value) }))),
      ],
    })),
  )
  return new Uint8Array(await file.toBuffer())
}

function tabName(name: string): string {
  return (
    name
      .replaceAll(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet'
  )
}

function widthOf(cells: readonly string[]): number {
  return Math.min(60, Math.max(10, ...cells.map((cell) => cell.length + 2)))
}

// XML 1.0 has no way to say these (https://www.w3.org/TR/xml/#charsets).
const unsayable =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

function storable(value: string): string {
  return value.replaceAll(unsayable, '').slice(0, tableLimits.cellLength)
}

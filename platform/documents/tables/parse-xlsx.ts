import { ComityError } from '@comity/errors'
import { zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { declaresEntities, unpack } from '../archive/unpack.ts'
import { tooLarge } from './limits.ts'
import { tableLimits, type Table } from './table.ts'
import { fillMerged, sayFailures, shownSheet } from './workbook.ts'

/** Runs in the thread: {@link readXlsx} is the door. */
export async function parseXlsx(bytes: Uint8Array): Promise<Table> {
  const parts = unpack(bytes, { maxBytes: tableLimits.unpackedBytes, wanted: (name) => /\.(?:xml|rels)$/.test(name) })
  if (parts === null || parts['[Content_Types].xml'] === undefined) throw new ComityError('table-unreadable')
  if (Object.values(parts).some(declaresEntities)) throw new ComityError('table-unreadable')
  mustHaveFewRows(parts)
  const { number, path } = shownSheet(parts)
  const sheet = parts[path]
  const cells = sheet === undefined ? undefined : sayFailures(sheet)
  const rows = await sheetOf(zipSync(cells === undefined ? parts : { ...parts, [path]: cells }, { level: 0 }), number)
  if (rows.length > tableLimits.rows + 1 || rows.some((row) => row.length > tableLimits.columns)) throw tooLarge()
  const texts = rows.map((row) => row.map(textOfCell))
  if (sheet !== undefined) fillMerged(texts, sheet)
  return { rows: texts, encoding: null, separator: null }
}

/** Rows are counted before any is made an object of: a row number of a million would make a million rows. */
function mustHaveFewRows(parts: Readonly<Record<string, Uint8Array>>): void {
  for (const [name, part] of Object.entries(parts)) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) continue
    const xml = new TextDecoder().decode(part)
    let rows = 0
    for (const [, letters = '', row = ''] of xml.matchAll(
      /<(?:\w+:)?(?:c|dimension) [^>]*?r(?:ef)?="(?:[A-Z]+\d+:)?([A-Z]*)(\d+)"/g,
    )) {
      if (Number(row) > tableLimits.rows + 1 || columnNumber(letters) > tableLimits.columns) throw tooLarge()
    }
    for (const [, row = ''] of xml.matchAll(/<(?:\w+:)?row\b(?:[^>]*?\sr="(\d+)")?/g)) {
      rows += 1
      if (rows > tableLimits.rows + 1 || Number(row) > tableLimits.rows + 1) throw tooLarge()
    }
  }
}

function columnNumber(letters: string): number {
  return letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

async function sheetOf(bytes: Uint8Array<ArrayBuffer>, number: number): Promise<readonly (readonly unknown[])[]> {
  try {
    return await readSheet(bytes.buffer, number)
  } catch (cause) {
    throw new ComityError('table-unreadable', { cause })
  }
}

function textOfCell(cell: unknown): string {
  if (cell instanceof Date) {
    const iso = Number.isNaN(cell.getTime()) ? '' : cell.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16)
  }
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}

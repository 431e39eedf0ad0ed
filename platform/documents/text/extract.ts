import { parseCsv } from '../tables/parse-csv.ts'
import { decode } from '../tables/decode.ts'
import { officeText } from './office-text.ts'
import { pdfText } from './pdf-text.ts'
import type { FileText } from './text-of.ts'

/** Characters of one file in the index: a book of 500 pages. */
const MAX_TEXT = 1_000_000

type Reader = (bytes: Uint8Array) => Promise<string | null> | string | null

const office = 'application/vnd.openxmlformats-officedocument.'
const openDocument = 'application/vnd.oasis.opendocument.'

/** By media type; null means that the file is not what it says, or is damaged. */
const readers: Readonly<Record<string, Reader>> = {
  'application/pdf': pdfText,
  [`${office}wordprocessingml.document`]: (bytes) =>
    officeText(bytes, /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/),
  [`${office}spreadsheetml.sheet`]: (bytes) => officeText(bytes, /^xl\/(?:sharedStrings|worksheets\/[^/]+)\.xml$/),
  [`${openDocument}text`]: (bytes) => officeText(bytes, /^content\.xml$/),
  [`${openDocument}spreadsheet`]: (bytes) => officeText(bytes, /^content\.xml$/),
  'text/plain': (bytes) => decode(bytes).text,
  'text/csv': (bytes) =>
    parseCsv(bytes, {})
      .rows.map((row) => row.join(' '))
      .join('\n'),
}

/** Runs in the thread: {@link textOf} is the door. */
export async function extract(bytes: Uint8Array, mediaType: string): Promise<FileText> {
  const reader = readers[mediaType.split(';')[0]?.trim().toLowerCase() ?? '']
  if (reader === undefined) return { text: '', problem: null }
  try {
    const text = await reader(bytes)
    if (text === null) return { text: '', problem: 'damaged, or not what it says' }
    const clean = text
      .replaceAll('\0', ' ')
      .replaceAll(/[ \t\u00A0]+/g, ' ')
      .replaceAll(/\s*\n\s*/g, '\n')
      .trim()
    return { text: clean.slice(0, MAX_TEXT), problem: clean.length > MAX_TEXT ? 'longer than is indexed' : null }
  } catch (error) {
    return { text: '', problem: error instanceof Error ? error.name : 'unreadable' }
  }
}

import { XMLParser } from 'fast-xml-parser'
import { declaresEntities, unpack } from '../archive/unpack.ts'

/** Of the parts that hold text, unpacked. */
const MAX_UNPACKED_BYTES = 40_000_000

// After these elements a word ends.
const breaks = new Set(['p', 'h', 'br', 'line-break', 'tab', 'tc', 'table-cell', 'si', 'row', 'c', 's', 'list-item'])

// In a sheet numbers and texts stand in these; formulas (f) are not what one reads.
const silent = new Set(['f', 'instrText', 'delText'])

/** The text of a DOCX, XLSX, ODT or ODS: of the parts whose names match. Null if it is not such a file. */
export function officeText(bytes: Uint8Array, partNames: RegExp): string | null {
  const parts = unpack(bytes, { maxBytes: MAX_UNPACKED_BYTES, wanted: (name) => partNames.test(name) })
  if (parts === null || Object.keys(parts).length === 0) return null
  const parser = new XMLParser({
    preserveOrder: true,
    removeNSPrefix: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseTagValue: false,
    processEntities: true,
  })
  const texts = Object.entries(parts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, part]) => {
      if (declaresEntities(part)) throw new SyntaxError('a document type in an office document')
      const words: string[] = []
      collect(parser.parse(Buffer.from(part)), words)
      return words.join('')
    })
  return texts.join('\n')
}

/** Deeper than any document: a file that nests for ever would exhaust the stack. */
const MAX_DEPTH = 200

function collect(nodes: unknown, words: string[], depth = 0): void {
  if (!Array.isArray(nodes) || depth > MAX_DEPTH) return
  for (const node of nodes) {
    if (typeof node !== 'object' || node === null) continue
    for (const [name, content] of Object.entries(node)) {
      if (name === '#text') words.push(String(content))
      else if (name !== ':@' && !silent.has(name) && !isIndexOfText(name, node)) {
        collect(content, words, depth + 1)
        if (breaks.has(name)) words.push('\n')
      }
    }
  }
}

// <c t="s"><v>12</v></c>: the number of a text that stands elsewhere.
function isIndexOfText(name: string, node: object): boolean {
  if (name !== 'c' || !(':@' in node)) return false
  const attributes = node[':@']
  return typeof attributes === 'object' && attributes !== null && 't' in attributes && attributes.t === 's'
}

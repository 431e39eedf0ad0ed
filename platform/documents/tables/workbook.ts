/** The parts of an unpacked workbook. */
type Parts = Readonly<Record<string, Uint8Array>>

const textOf = (part: Uint8Array | undefined): string => (part === undefined ? '' : new TextDecoder().decode(part))

/** The first sheet that the file's owner sees: its number among all, from 1, and where it lies. */
export function shownSheet(parts: Parts): { readonly number: number; readonly path: string } {
  const sheets = [...textOf(parts['xl/workbook.xml']).matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) => tag)
  const at = Math.max(
    0,
    sheets.findIndex((tag) => !/\bstate="(?:hidden|veryHidden)"/.test(tag)),
  )
  const id = /\b\w+:id="([^"]*)"/.exec(sheets[at] ?? '')?.[1] ?? ''
  const relations = textOf(parts['xl/_rels/workbook.xml.rels']).matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)
  const target = [...relations].map(([tag]) => tag).find((tag) => attribute(tag, 'Id') === id)
  const place = target === undefined ? '' : attribute(target, 'Target')
  return { number: at + 1, path: place.startsWith('/') ? place.slice(1) : `xl/${place}` }
}

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

/** What a cell says whose formula gave nothing: it must not pass for an empty one. */
const FAILED = '#VALUE!'

/** A failed formula, or one whose value nobody kept, becomes the text that a spreadsheet shows for it. */
export function sayFailures(sheet: Uint8Array): Uint8Array {
  const xml = textOf(sheet)
  const said = xml.replaceAll(/<c\b([^>/]*)>([^<]*(?:<(?!\/c>)[^<]*)*)<\/c>/g, (cell, attributes: string, inside: string) => {
    const plain = attributes.replace(/\st="[^"]*"/, '')
    if (/\st="e"/.test(attributes)) return `<c${plain} t="str">${inside}</c>`
    const hollow = /<f\b/.test(inside) && !/<v\b/.test(inside) && !/<is\b/.test(inside)
    return hollow ? `<c${plain} t="str"><v>${FAILED}</v></c>` : cell
  })
  return new TextEncoder().encode(said)
}

/** A cell that was merged downwards holds for every row that it covers. One merged across is a title, and stays where it is. */
export function fillMerged(rows: string[][], sheet: Uint8Array): void {
  for (const [, column = '', from = '', end = '', to = ''] of textOf(sheet).matchAll(
    /<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g,
  )) {
    if (column !== end) continue
    const at = column.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    const text = rows[Number(from) - 1]?.[at] ?? ''
    for (const row of rows.slice(Number(from), Number(to))) if (row[at] === '') row[at] = text
  }
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { readCsv, readXlsx, tableLimits } from '../index.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const refused = (code: string) => (error: unknown) => error instanceof Error && 'code' in error && error.code === code

interface SheetParts {
  readonly rows: string
  readonly state?: string
  /** After the rows. */
  readonly extra?: string
}
interface BookParts {
  readonly properties?: string
  readonly relations?: string
  readonly others?: Readonly<Record<string, Uint8Array>>
}

/** A workbook of these sheets. */
function book(sheets: readonly SheetParts[], { properties = '', relations: more = '', others = {} }: BookParts = {}): Uint8Array {
  const tags = sheets.map(({ state }, at) => {
    const hidden = state === undefined ? '' : ` state="${state}"`
    return `<sheet name="S${at}" sheetId="${at + 1}"${hidden} r:id="r${at + 1}"/>`
  })
  const links = sheets.map(
    (_, at) => `<Relationship Id="r${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const parts = sheets.map(({ rows, extra = '' }, at) => [
    `xl/worksheets/sheet${at + 1}.xml`,
    strToU8(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${extra}</worksheet>`),
  ])
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${office}">${properties}<sheets>${tags.join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${relations}">${links.join('')}<Relationship Id="s" Type="${office}/styles" Target="styles.xml"/>${more}</Relationships>`,
    ),
    'xl/styles.xml': strToU8(`<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`),
    ...Object.fromEntries(parts),
    ...others,
  })
}
const row = (number: number, cells: Readonly<Record<string, string>>) =>
  `<row r="${number}">${Object.entries(cells)
    .map(([column, text]) => `<c r="${column}${number}" t="str"><v>${text}</v></c>`)
    .join('')}</row>`
const rowsOf = async (bytes: Uint8Array) => (await readXlsx(bytes)).rows

describe('an odd workbook', () => {
  it('is read where its owner sees it: the first sheet that is not hidden', async () => {
    const sheets = [
      { state: 'hidden', rows: row(1, { A: 'lists' }) },
      { state: 'veryHidden', rows: row(1, { A: 'more' }) },
      { rows: row(1, { A: 'seen' }) },
    ]
    assert.deepEqual(await rowsOf(book(sheets)), [['seen']])
    assert.deepEqual(await rowsOf(book([{ state: 'hidden', rows: row(1, { A: 'alone' }) }])), [['alone']])
  })

  it('gives a cell that was merged downwards to every row it covers, and a title to none', async () => {
    const rows = `${row(1, { A: 'Title' })}${row(2, { A: 'FR', B: '1' })}${row(3, { B: '2' })}${row(4, { B: '3' })}`
    const extra = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>'
    assert.deepEqual(await rowsOf(book([{ rows, extra }])), [
      ['Title', ''],
      ['FR', '1'],
      ['FR', '2'],
      ['', '3'],
    ])
    const endless = '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="ZZZZ9:ZZZZ99"/></mergeCells>'
    assert.deepEqual(await rowsOf(book([{ rows: row(1, { A: 'x' }), extra: endless }])), [['x']])
  })

  it('says that a formula failed or was never computed, and never takes it for an empty cell', async () => {
    const cells = [
      '<c r="A1"><f>1+1</f><v>2</v></c>',
      '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      '<c r="C1"><f>NOW()</f></c>',
      '<c r="D1" t="str"><f>""</f><v></v></c>',
      '<c r="E1"/>',
      '<c r="F1" t="b"><v>1</v></c>',
    ]
    const rows = `<row r="1">${cells.join('')}</row>`
    assert.deepEqual(await rowsOf(book([{ rows }])), [['2', '#DIV/0!', '#VALUE!', '', '', 'true']])
  })

  it('has its days right in either calendar, and its rows where they stand', async () => {
    const rows = '<row r="3"><c r="B3" s="1"><v>43558</v></c></row>'
    assert.deepEqual(await rowsOf(book([{ rows }])), [
      ['', ''],
      ['', ''],
      ['', '2019-04-03'],
    ])
    const since1904 = await rowsOf(book([{ rows }], { properties: '<workbookPr date1904="1"/>' }))
    assert.equal(since1904[2]?.[1], '2023-04-04')
  })

  it('reaches for nothing outside itself, and unpacks no archive within it', async () => {
    const link = `<Relationship Id="e" Type="${office}/externalLink" Target="http://127.0.0.1:1/x" TargetMode="External"/>`
    const bomb = zipSync({ 'a.xml': new Uint8Array(5_000_000) })
    const others = { 'xl/embeddings/bomb.xlsx': bomb, 'xl/media/bomb.zip': bomb, '../../../etc/cron.d/x.xml': strToU8('<x/>') }
    assert.deepEqual(await rowsOf(book([{ rows: row(1, { A: 'x' }) }], { relations: link, others })), [['x']])
    const outside = book([{ rows: row(1, { A: 'x' }) }], { relations: link })
    assert.deepEqual(await rowsOf(outside), [['x']])
  })

  it('is refused, not guessed at, where it contradicts itself or is none', async () => {
    for (const rows of ['<row r="1"><c r="A1" t="s"><v>99</v></c></row>', row(1, { A: 'x' }) + row(1, { A: 'y' })])
      await assert.rejects(rowsOf(book([{ rows }])), refused('table-unreadable'))
    await assert.rejects(rowsOf(book([])), refused('table-unreadable'))
    await assert.rejects(rowsOf(zipSync({ 'content.xml': strToU8('<office/>') })), refused('table-unreadable'))
  })
})

describe('an odd CSV file', () => {
  const csv = (text: string) => readCsv(strToU8(text))
  it('may name its separator in a first line, as for Excel', async () => {
    const { rows, separator } = await csv('sep=;\r\na,1;b\r\n1;2\r\n')
    assert.deepEqual(
      [rows, separator],
      [
        [
          ['a,1', 'b'],
          ['1', '2'],
        ],
        ';',
      ],
    )
  })

  it('keeps lines within quotes, decimal commas and marks within a cell', async () => {
    assert.deepEqual((await csv('a;b\n1,5;"x\r\ny"\n')).rows[1], ['1,5', 'x\r\ny'])
    assert.deepEqual((await csv('a,b\n5" disk,2\n')).rows[1], ['5" disk', '2'])
    assert.deepEqual((await csv('a\tb\r1\t2\r')).rows[1], ['1', '2'])
    await assert.rejects(csv('a,b\n"open,2\n'), refused('table-unreadable'))
  })

  it('is no page of the web, no old workbook and no encrypted one, whatever its name says', async () => {
    for (const text of [
      '<html><table><tr><td>a</td></tr></table></html>',
      '\u{feff}\n <!DOCTYPE html>',
      '<?xml version="1.0"?><Workbook/>',
    ])
      await assert.rejects(csv(text), refused('table-unreadable'), text)
    const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array.from({ length: 600 }, () => 0)])
    await assert.rejects(readCsv(compound), refused('table-unreadable'))
    assert.deepEqual((await readCsv(new Uint8Array())).rows, [])
  })

  it('is bounded by rows and by the length of a row', async () => {
    await assert.rejects(csv('a,b\n'.repeat(100_001)), refused('table-too-large'))
    await assert.rejects(csv(`a,b\n${'x'.repeat(tableLimits.cellLength * 33)}\n`), refused('table-unreadable'))
  })
})

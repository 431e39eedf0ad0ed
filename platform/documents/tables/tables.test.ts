import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { csvLines, readCsv, readXlsx, writeCsv, writeXlsx, tableLimits } from '../index.ts'

const refused = (code: string) => (error: unknown) => error instanceof Error && 'code' in error && error.code === code
const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', '').normalize())
// The first row tells the separator, so it has two plain cells; a last row of empty cells is no row.
const table = fc.array(fc.tuple(cell, cell), { maxLength: 6 }).map((rows) => [['a', 'b'], ...rows, ['end', 'z']])

describe('writing CSV', () => {
  it('lets no cell begin like a formula, and leaves numbers alone', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝'), fc.string({ maxLength: 20 }), (first, rest) => {
        fc.pre(!/^\d+(\.\d+)?$/.test(rest))
        assert.match(csvLines([[first + rest, 'x']]), /^"?'/)
      }),
    )
    assert.equal(csvLines([['-5', '+3.20', '-5+cmd']]), "-5,+3.20,'-5+cmd\r\n")
  })

  it('quotes what would break a line (RFC 4180), after a byte order mark', () => {
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv([['a "b", c\nd', 'e\rf']]))
    assert.equal(csv, '\uFEFF"a ""b"", c\nd","e\rf"\r\n')
  })

  it('is read back as it was, but for the apostrophes', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const { rows: back, encoding } = await readCsv(writeCsv(rows))
        assert.equal(encoding, 'utf-8')
        assert.deepEqual(
          back.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))),
          rows.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))),
        )
      }),
      { numRuns: 40 },
    )
  })
})

describe('reading CSV', () => {
  const russian = 'Номер;Предмет запроса\r\n1;Банковские документы о счёте и переводах денег\r\n'
  const arabic = 'الرقم;موضوع الطلب\r\n1;تجميد الأموال في البنك المركزي وتسليم المستندات\r\n'
  const french = 'Numéro;Objet\r\n1;Gel des avoirs à Genève, première étape\r\n'

  it('finds the encoding that nobody told, and the separator', async () => {
    for (const [text, encoding] of [
      [russian, 'windows-1251'],
      [arabic, 'windows-1256'],
      [french, 'windows-1252'],
    ] as const) {
      const { rows, ...guess } = await readCsv(encoded(text, encoding))
      assert.deepEqual(guess, { encoding, separator: ';' })
      assert.equal(rows.map((row) => row.join(';')).join('\r\n'), text.trimEnd())
    }
    const utf16 = await readCsv(new Uint8Array(Buffer.from('\uFEFFa\tb\r\n1\t2\r\n', 'utf16le')))
    assert.deepEqual(utf16, {
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
      encoding: 'utf-16le',
      separator: '\t',
    })
    // 编号,请求事项 / 1,冻结银行账户 in GB 18030
    const chinese = Buffer.from('b1e0bac52cc7ebc7f3cac2cfee0d0a312cb6b3bde1d2f8d0d0d5cbbba70d0a', 'hex')
    assert.deepEqual((await readCsv(chinese)).rows, [
      ['编号', '请求事项'],
      ['1', '冻结银行账户'],
    ])
  })

  it('is told otherwise by whoever knows better', async () => {
    const { rows } = await readCsv(encoded(russian, 'windows-1251'), { encoding: 'windows-1251', separator: ',' })
    assert.equal(rows[0]?.length, 1)
  })

  it('refuses what is no table, and more than it takes', async () => {
    await assert.rejects(readCsv(new Uint8Array(Buffer.from('a,b\r\n"open,1\r\n'))), refused('table-unreadable'))
    await assert.rejects(readCsv(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 250, 251)), refused('table-unreadable'))
    await assert.rejects(readCsv(strToU8('a,b\n'.repeat(100_000))), refused('table-too-large'))
    await assert.rejects(readCsv(strToU8(','.repeat(tableLimits.columns + 1))), refused('table-too-large'))
    await assert.rejects(readCsv(new Uint8Array(tableLimits.bytes + 1)), refused('table-too-large'))
  })

  it('reads or refuses any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await readCsv(bytes).catch((error: unknown) => assert.ok(refused('table-unreadable')(error), String(error)))
      }),
      { numRuns: 60 },
    )
  })
})

describe('XLSX', () => {
  it('keeps text as text: no formula, no number, nothing lost', async () => {
    const rows = [
      ['=1+1', '+cmd', '007', '-1'],
      ['قضية', '冻结', 'Дело', '<b>&amp;\u0001'],
    ]
    const bytes = await writeXlsx([{ name: 'A/B:C', header: ['a', 'b', 'c', 'd'], rows, rightToLeft: true }])
    const back = await readXlsx(bytes)
    assert.deepEqual(back.rows, [['a', 'b', 'c', 'd'], rows[0], ['قضية', '冻结', 'Дело', '<b>&amp;']])
  })

  it('reads dates as days', async () => {
    const { rows } = await readXlsx(sheet('<row r="1"><c r="A1" s="1"><v>46349</v></c><c r="B1"><v>1.5</v></c></row>'))
    assert.deepEqual(rows, [['2026-11-23', '1.5']])
  })

  it('refuses a bomb, a billion laughs, a far away cell and a broken file', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    await assert.rejects(
      readXlsx(sheet('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>', laughs)),
      refused('table-unreadable'),
    )
    await assert.rejects(readXlsx(sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')), refused('table-too-large'))
    await assert.rejects(readXlsx(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')), refused('table-too-large'))
    await assert.rejects(readXlsx(claiming(sheet('<row r="1"/>'), 4_000_000_000)), refused('table-unreadable'))
    const whole = await writeXlsx([{ name: 'x', header: ['a'], rows: [['1']] }])
    await assert.rejects(readXlsx(whole.slice(0, whole.length / 2)), refused('table-unreadable'))
    await assert.rejects(readXlsx(strToU8('a,b')), refused('table-unreadable'))
  })
})

/** The text in a code page, letter by letter: Node encodes UTF-8 only. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const byLetter = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from(text, (letter) => byLetter.get(letter) ?? 0x3f)
}

/** The same archive, whose last part says that it unpacks to so many bytes. */
function claiming(zip: Uint8Array, bytes: number): Uint8Array {
  const copy = Buffer.from(zip)
  // APPNOTE 4.3.12: uncompressed size at offset 24 of the central header.
  copy.writeUInt32LE(bytes, copy.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24)
  return copy
}

/** The smallest workbook that has these rows. */
function sheet(rows: string, prolog = ''): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(`<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`),
    'xl/worksheets/sheet1.xml': strToU8(`${prolog}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
  })
}

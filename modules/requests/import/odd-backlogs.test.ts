import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readCsv, writeCsv } from '@comity/documents'
import { ComityError } from '@comity/errors'
import fc from 'fast-check'
import { openOffices } from '../testing-office.ts'
import { backlogIn } from './backlog-in.ts'
import { badRowWords, faultTold } from './import-routes.ts'
import { badRows, mapImport, runImport, uploadImport } from './imports.ts'
import { readDay } from './read-day.ts'

const { arlenia } = await openOffices()
const rita = arlenia.person('11111111-1111-4111-8111-111111111111', 'registrar', 'case-officer')
const { node } = arlenia
const upload = (bytes: Uint8Array, name = 'backlog.csv') => uploadImport(node, { actor: rita }, { name, bytes })
const header = ['Our reference', 'Direction', 'Country', 'Authority', 'Subject', 'Date', 'Channel']
const row = (reference: string, change: Readonly<Record<number, string>> = {}) =>
  [reference, 'incoming', 'France', 'Ministry', `Case ${reference}`, '2019-04-03', 'post'].map((cell, at) => change[at] ?? cell)
async function tried(table: readonly string[][]) {
  const { id, mapping } = await upload(writeCsv(table))
  return arlenia.as(rita, (ctx) => mapImport(ctx, { ...mapping, id }))
}

describe('a backlog as offices keep it', () => {
  it('has a title above its headings, columns without one, and empty columns without end', async () => {
    const titled = [
      ['Register of requests'],
      [],
      [...header, '', '', ''],
      row('T 1').concat(['x', '', '']),
      [],
      row('T 2', { 5: '?' }),
    ]
    const shown = await tried(titled)
    assert.deepEqual(shown.header, [...header, ''])
    assert.deepEqual([shown.ready, shown.faulty, shown.faults[0]?.row], [1, 1, 6], 'rows are counted as the spreadsheet does')
  })

  it('has invisible marks of direction, halves of characters and wrapped numbers', async () => {
    const strange = row('\u{200f}="0071"', { 4: 'قضية\u{202e}\u{200f}', 5: '\u{200f}٠٣/٠٤/٢٠١٩\u{200e}', 2: '\u{feff}FR ' })
    const shown = await tried([header, ['\u{200e}R 72', ...strange.slice(1)], ['="0071"', ...strange.slice(1)]])
    assert.deepEqual([shown.ready, shown.faults], [2, []])
    const { id } = shown
    assert.equal((await runImport(node, { actor: rita }, id)).imported, 2)
    assert.equal((await tried([header, row('R 72'), row('0071')])).known, 2, 'they are known again without the marks')
    assert.deepEqual(
      backlogIn([
        ['a', 'b'],
        ['x\0\ud800', ' y '],
      ]).rows,
      [{ row: 2, cells: ['x\u{fffd}', 'y'] }],
    )
  })

  it('has headings twice, references twice and States of nobody: each is said with its row, its column and what to write', async () => {
    const twice = [...header, 'Subject']
    const table = [
      twice,
      row('D 1').concat('other'),
      row('D 1').concat(''),
      row('D 2', { 2: 'Ruritania', 5: '43558' }).concat(''),
    ]
    const shown = await tried([...table, row('D 3', { 5: '03.04.19', 6: '#REF!' }).concat('')])
    assert.deepEqual(shown.mapping.columns, [
      'ownReference',
      'direction',
      'counterpartState',
      'counterpartName',
      'subject',
      'datedOn',
      'channel',
      null,
    ])
    assert.deepEqual(
      shown.faults.map(({ row: at, field, fault }) => `${at} ${field} ${fault}`),
      [
        '3 ownReference twice-in-file',
        '4 counterpartState not-understood',
        '4 datedOn date-as-number',
        '5 channel formula-failed',
        '5 datedOn year-of-two-digits',
      ],
    )
    const report = await badRows(node.db, { actor: rita }, { id: shown.id, told: faultTold('en'), words: badRowWords('en') })
    const { rows } = await readCsv(report)
    assert.deepEqual(rows[0]?.slice(-2), ['Row', 'What to do'])
    assert.deepEqual(rows[2]?.slice(-2)[0], '4')
    assert.match(rows[2]?.at(-1) ?? '', /a State’s name or code\.; .*Give the column the format of a date/)
    const again = await upload(report)
    assert.deepEqual(again.mapping.columns.slice(-2), [null, null], 'the report is uploaded again when it is corrected')
  })

  it('has dates in many forms, of which none is read wrongly', () => {
    for (const text of [
      '2019-04-03',
      '03/04/2019',
      '3.4.2019',
      '03.04.2019 г.',
      '20190403',
      '2019年4月3日',
      '3 avril 2019',
      '3 de abril de 2019',
    ])
      assert.equal(readDay(text, 'day-month-year'), '2019-04-03', text)
    assert.equal(readDay('1er mars 2019', 'day-month-year'), '2019-03-01')
    assert.equal(readDay('April 3, 2019', 'day-month-year'), '2019-04-03')
    assert.equal(readDay('\u{200f}٣ أبريل ٢٠١٩', 'day-month-year'), '2019-04-03')
    for (const text of [
      '43558',
      '03/04/19',
      '31.02.2019',
      '1440-05-12',
      '2019',
      '4/2019',
      '99999999',
      'April 2019',
      '0000-00-00',
    ])
      assert.equal(readDay(text, 'day-month-year'), null, text)
  })

  it('is read, or refused in words, whatever the cells are', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('Date', 'Subject', '#N/A', '="', "'=", '﷽', '\u{202e}'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 5 }), async (table) => {
        try {
          const { header: found, rows } = backlogIn(table)
          assert(found.length <= 4 && rows.every(({ cells }) => cells.every((text) => text.isWellFormed())))
        } catch (error) {
          assert(error instanceof ComityError && error.code === 'table-unreadable', String(error))
        }
      }),
      { numRuns: 50 },
    )
  })

  it('is no backlog when it is empty or has headings only', async () => {
    for (const table of [[], [[]], [header], [[''], ['', '']]])
      await assert.rejects(upload(writeCsv(table)), { code: 'table-unreadable' })
  })
})

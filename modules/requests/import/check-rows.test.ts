import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { importFields, type ImportField, type ImportMapping } from '../contract.ts'
import { checkRow, checkRows } from './check-rows.ts'
import { guessColumns } from './guess-columns.ts'
import { guessOrder, readDay } from './read-day.ts'
import { stateCodeMeant, stateMeant } from './vocabulary.ts'

const today = '2026-03-02'
const fields = [
  'direction',
  'channel',
  'counterpartName',
  'counterpartState',
  'ownReference',
  'subject',
  'state',
  'datedOn',
  'decidedOn',
  'closedOn',
] as const
const mapping: ImportMapping = {
  columns: [...fields],
  dateOrder: 'day-month-year',
  direction: null,
  channel: null,
  counterpartState: null,
  counterpartName: null,
  language: null,
}
const old = ['incoming', 'paper', 'Ministry of Justice', 'France', 'A 12/2019', 'Bank records', '', '03/04/2019', '', '']
const faultsOf = (cells: readonly string[], how: ImportMapping = mapping) => {
  const checked = checkRow({ row: 7, cells }, how, today)
  return 'faults' in checked ? checked.faults.map(({ field, fault }) => `${field}: ${fault}`) : []
}
const with_ = (change: Partial<Record<(typeof fields)[number], string>>) =>
  old.map((cell, at) => change[fields[at] ?? 'subject'] ?? cell)

describe('a row of a backlog', () => {
  it('becomes a request as registers write them', () => {
    const checked = checkRow({ row: 2, cells: old }, mapping, today)
    assert.ok('good' in checked)
    const { direction, channel, counterpartState, state, datedOn, decided } = checked.good
    assert.deepEqual(
      { direction, channel, counterpartState, state, datedOn, decided },
      {
        direction: 'incoming',
        channel: 'post',
        counterpartState: 'FR',
        state: 'received',
        datedOn: '2019-04-03',
        decided: null,
      },
    )
  })

  it('is told everything that is wrong with it, by field', () => {
    assert.deepEqual(
      faultsOf(with_({ direction: 'sideways', counterpartName: '', counterpartState: 'Atlantis', datedOn: '31/02/2019' })),
      ['direction: not-understood', 'counterpartName: missing', 'counterpartState: not-understood', 'datedOn: not-a-date'],
    )
    assert.deepEqual(faultsOf(with_({ datedOn: '03/04/2026' })), ['datedOn: in-the-future'])
    assert.deepEqual(faultsOf(with_({ decidedOn: '2018-01-01', closedOn: '2017-01-01' })), [
      'decidedOn: dates-out-of-order',
      'closedOn: dates-out-of-order',
    ])
    assert.deepEqual(faultsOf(with_({ state: 'Result received' })), ['state: state-of-other-side'])
    assert.deepEqual(faultsOf(with_({ direction: 'outgoing', state: 'Draft' })), ['state: never-sent'])
    assert.deepEqual(faultsOf(with_({ subject: 'x'.repeat(301) })), ['subject: too-long'])
  })

  it('takes from the whole file what it does not say itself', () => {
    const bare = with_({ direction: '', channel: '', counterpartName: '', counterpartState: '' })
    assert.equal(faultsOf(bare).length, 4)
    assert.deepEqual(
      faultsOf(bare, { ...mapping, direction: 'outgoing', channel: 'e-mail', counterpartName: 'X', counterpartState: 'XB' }),
      [],
    )
  })

  it('stands where its dates say where no state is given', () => {
    const stateOf = (cells: string[]) => {
      const checked = checkRow({ row: 2, cells }, mapping, today)
      return 'good' in checked ? [checked.good.state, checked.good.decided] : checked.faults
    }
    assert.deepEqual(stateOf(with_({ decidedOn: '2019-06-01' })), ['decided', 'granted'])
    assert.deepEqual(stateOf(with_({ closedOn: '2019-06-01' })), ['closed', 'granted'])
    assert.deepEqual(stateOf(with_({ direction: 'исх.' })), ['sent', null])
  })

  it('has the same number each time where the register gives none', () => {
    const reference = (cells: string[]) => {
      const checked = checkRow({ row: 2, cells }, mapping, today)
      assert.ok('good' in checked)
      return checked.good.ownReference
    }
    const unnumbered = with_({ ownReference: '' })
    assert.equal(reference(unnumbered), reference([...unnumbered]))
    assert.notEqual(reference(unnumbered), reference(with_({ ownReference: '', subject: 'Other' })))
  })

  it('is refused where its reference stands above already', () => {
    const checked = checkRows(
      [
        { row: 2, cells: old },
        { row: 3, cells: old },
      ],
      mapping,
      { ownAuthority: 'xa.central-authority', today, seen: new Set() },
    )
    assert.deepEqual(
      checked.map((one) => 'good' in one),
      [true, false],
    )
  })

  it('is refused where the register itself will give its number; numbers of earlier years are free', () => {
    const state = (ownReference: string) =>
      checkRows([{ row: 2, cells: with_({ ownReference }) }], mapping, {
        ownAuthority: 'xa.central-authority',
        today,
        seen: new Set(),
      })
    assert.deepEqual(state(`XA-${today.slice(0, 4)}-0007`), [
      { faults: [{ row: 2, field: 'ownReference', value: `XA-${today.slice(0, 4)}-0007`, fault: 'reference-of-register' }] },
    ])
    assert.ok(state('XA-2019-0007').every((one) => 'good' in one))
  })

  it('is a request or a list of faults, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 12 }), (cells) => {
        const checked = checkRow({ row: 2, cells }, mapping, today)
        assert.ok('good' in checked || checked.faults.length > 0)
      }),
    )
  })
})

describe('the words of a register', () => {
  it('are guessed above columns in six languages, no field twice', () => {
    const guess = (...header: string[]) => guessColumns(header, new Map())
    assert.deepEqual(guess('Our ref.', 'Country', 'SUBJECT', 'Date received', 'x'), [
      'ownReference',
      'counterpartState',
      'subject',
      'datedOn',
      null,
    ])
    assert.deepEqual(guess('Notre référence', 'Pays', 'Objet', 'Reçue le'), [
      'ownReference',
      'counterpartState',
      'subject',
      'datedOn',
    ])
    assert.deepEqual(guess('Наш номер', 'Страна', 'Предмет', 'Дата'), ['ownReference', 'counterpartState', 'subject', 'datedOn'])
    assert.deepEqual(guess('我方编号', '国家', '事由', '日期'), ['ownReference', 'counterpartState', 'subject', 'datedOn'])
    assert.deepEqual(guess('رقمنا المرجعي', 'الدولة', 'الموضوع', 'التاريخ'), [
      'ownReference',
      'counterpartState',
      'subject',
      'datedOn',
    ])
    assert.deepEqual(guess('Nuestra referencia', 'País', 'Asunto', 'Fecha'), [
      'ownReference',
      'counterpartState',
      'subject',
      'datedOn',
    ])
    assert.deepEqual(guess('Date', 'Date sent'), ['datedOn', null])
    assert.deepEqual(guessColumns(['Aktenzeichen'], new Map<string, ImportField>([['aktenzeichen', 'ownReference']])), [
      'ownReference',
    ])
    assert.deepEqual(guess(...importFields), [...importFields])
  })

  it('name States and states in six languages', () => {
    assert.deepEqual(['fr', 'Francia', 'Франция', '法国', 'فرنسا', 'Frankreich'].map(stateCodeMeant), [
      'FR',
      'FR',
      'FR',
      'FR',
      'FR',
      null,
    ])
    assert.equal(stateMeant('Clôturée', 'incoming'), 'closed')
    assert.equal(stateMeant('закрыт', 'outgoing'), 'closed')
  })

  it('give a day in many ways, or none', () => {
    const read = (text: string) => readDay(text, 'day-month-year')
    for (const text of [
      '2019-04-03',
      '3.4.2019',
      '03/04/2019',
      '2019年4月3日',
      '٠٣/٠٤/٢٠١٩',
      '3 April 2019',
      'April 3, 2019',
      '3 avril 2019',
      '3 апреля 2019 г.',
      '3 أبريل 2019',
    ])
      assert.equal(read(text), '2019-04-03', text)
    assert.equal(readDay('04/03/2019', 'month-day-year'), '2019-04-03')
    for (const text of ['', 'soon', '2019-13-01', '30/02/2020', '1/1/19', '0000-01-01']) assert.equal(read(text), null, text)
    assert.equal(guessOrder(['01/02/2019', '01/25/2019']), 'month-day-year')
    assert.equal(guessOrder(['25/01/2019', '01/02/2019']), 'day-month-year')
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthorityId } from '@comity/accounts/contract'
import fc from 'fast-check'
import type { ContactPoint } from '../contract.ts'
import { entryFrom } from './entry.ts'
import { pointFields, pointOfTexts, pointsOfTable, textsOfPoint } from './point-fields.ts'
import { pointsCsv } from './export-csv.ts'
import { sampleAuthority } from './sample-directory.ts'
import { samplePoint } from './sample-parts.ts'
import { csvRows, readStatusTable } from './status-table.ts'
import { referenceRegister } from './reference.ts'

const reader = AuthorityId.parse('xb.central-authority')
const point: ContactPoint = samplePoint({
  visibility: { readers: [reader] },
  languages: ['en', 'fr'],
  phones: [{ number: '+000 10 777', use: 'secure-voice' }],
  emails: ['desk@justice.example', 'night@justice.example'],
  hours: {
    timeZone: 'Asia/Tokyo',
    weekly: [
      { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
      { days: [6, 7], from: '10:00', to: '12:00' },
    ],
  },
  onCall: { phone: '+000 999' },
  deputies: ['other'],
  remarks: 'Ring twice, "please", then\nwait',
})
const entry = { ...entryFrom(sampleAuthority(), []), contactPoints: [point] }

describe('a contact point as texts', () => {
  it('comes back as it was from the form and from the table', () => {
    assert.deepEqual(pointOfTexts(textsOfPoint(point), undefined, point.confirmedOn), { point })
    const table = pointsOfTable(pointsCsv([point]), entry, point.confirmedOn)
    assert.deepEqual(table, { points: [{ ...point }], wrong: [] })
  })

  it('says which field does not hold, and in a table on which line', () => {
    const texts = { ...textsOfPoint(point), hours: 'always' }
    assert.deepEqual(pointOfTexts(texts, undefined, '2026-03-01'), { wrong: 'hours' })
    assert.deepEqual(pointsOfTable('id,name,phones\ndesk,Desk,+000 1\nDESK,Desk,\n', entry, '2026-03-01').wrong, [
      { line: 3, column: 'id' },
    ])
    assert.deepEqual(pointsOfTable('id,colour\n', entry, '2026-03-01').wrong, [{ line: 1, column: 'colour' }])
  })

  it('has a column for each of its fields', () => {
    assert.equal(pointsCsv([]).trim().replace('\ufeff', ''), pointFields.join(','))
  })
})

describe('a table', () => {
  it('is read as it was written, whatever its cells hold', () => {
    const cell = fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\r', ''))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = ['a,b', ...rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))].join('\r\n')
        assert.deepEqual(
          csvRows(text)
            .slice(1)
            .map(({ cells }) => cells),
          rows,
        )
      }),
    )
  })

  it('of statuses takes nothing for a "no" that nobody said', () => {
    const known = { register: referenceRegister, states: [{ code: 'XA', names: { en: 'Arlenia' } }], today: '2026-03-01' }
    const problems = (row: string) =>
      readStatusTable(`state;instrument;status;as-of;source\n${row}`, known).problems.map(({ problem }) => problem)
    assert.deepEqual(problems('XA;UNCAC;not-party;;'), ['needed', 'needed'])
    assert.deepEqual(problems('XA;UNCAC;;2026-01-01;Depositary'), ['status-unknown'])
    assert.deepEqual(problems('XA;UNCAC;unknown;;'), [])
    assert.deepEqual(problems('XA;UNCAC;party;2026-02-30;Depositary'), ['not-a-day'])
    assert.deepEqual(problems('XA;UNCAC;party;2026-01-01;D\nXA;UNCAC;party;2026-01-01;D'), ['row-twice'])
  })
})

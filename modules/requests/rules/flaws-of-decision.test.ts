import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyRecord, type LegalRecord } from '../contract.ts'
import { bankRecords, completeContent } from './example-content.ts'
import { flawsOfDecision } from './flaws-of-decision.ts'

const decision: LegalRecord['decisions'][number] = {
  at: '2026-03-10T09:00:00.000Z',
  decision: 'refused',
  grounds: ['contrary-to-own-law'],
  reasons: 'Section 4 forbids it.',
  conditions: [],
  measures: [],
  reviewOn: null,
  remedy: null,
  withoutConsultation: null,
}
const consultation: LegalRecord['consultations'][number] = {
  id: '11111111-1111-4111-8111-111111111111',
  openedBy: 'requested',
  about: 'refusal',
  grounds: ['contrary-to-own-law'],
  text: 'We fear that this is contrary to our law.',
  replyBy: '2026-03-09',
  openedAt: '2026-03-01T10:00:00.000Z',
  replies: [],
  concludedAt: '2026-03-10T08:00:00.000Z',
  outcome: 'not-agreed',
  conclusion: 'By telephone.',
}
const flaws = (record: Partial<LegalRecord>): string[] =>
  flawsOfDecision({ content: { ...completeContent(), measures: [bankRecords] }, record: { ...emptyRecord, ...record } }).map(
    ({ gate }) => gate,
  )

describe('a decision that arrived', () => {
  it('is flagged where the consultation of 46(26) is not on record, began later, or ended later', () => {
    assert.deepEqual(flaws({ decisions: [decision] }), ['consultation-missing'])
    assert.deepEqual(flaws({ decisions: [decision], consultations: [consultation] }), [])
    const later = '2026-03-10T10:00:00.000Z'
    assert.deepEqual(flaws({ decisions: [decision], consultations: [{ ...consultation, concludedAt: later }] }), [
      'consultation-missing',
    ])
    assert.deepEqual(
      flaws({ decisions: [decision], consultations: [{ ...consultation, openedAt: later, concludedAt: later }] }),
      ['consultation-missing'],
    )
    assert.deepEqual(flaws({ decisions: [decision], consultations: [{ ...consultation, openedBy: 'requesting' }] }), [
      'consultation-missing',
    ])
  })

  it('is flagged for reasons, grounds and a day of review that are not there', () => {
    assert.deepEqual(flaws({ decisions: [{ ...decision, grounds: [], reasons: null }] }), ['ground-missing', 'reasons-missing'])
    const postponed = { ...decision, decision: 'postponed' as const, grounds: ['ongoing-proceedings' as const] }
    assert.deepEqual(flaws({ decisions: [postponed] }), ['review-date-missing', 'consultation-missing'])
  })

  it('is measured by the last one, and a grant lacks nothing', () => {
    assert.deepEqual(flaws({}), [])
    assert.deepEqual(flaws({ decisions: [decision, { ...decision, decision: 'granted', grounds: [], reasons: null }] }), [])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ComityError } from '@comity/errors'
import { emptyRecord } from '../contract.ts'
import type { LegalRecord } from '../contract.ts'
import { recordAfter } from './record.ts'
import type { Said } from './record.ts'

describe('the legal record', () => {
  const id = fc.constantFrom('11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222')
  const at = fc.constantFrom('2026-03-01T10:00:00.000Z', '2026-03-02T10:00:00.000Z')
  const by = fc.constantFrom('requesting' as const, 'requested' as const)
  const text = fc.constantFrom('One.', 'Two.')
  const sayings: fc.Arbitrary<Said> = fc.oneof(
    fc.record({ kind: fc.constant('status-enquiry' as const), by, at, body: fc.record({ enquiryId: id }) }),
    fc.record({ kind: fc.constant('status-reply' as const), by, at, body: fc.record({ enquiryId: id, text }) }),
    fc.record({
      kind: fc.constant('conditions-proposed' as const),
      by,
      at,
      body: fc.record({ conditions: fc.tuple(fc.record({ id, kind: fc.constant('other' as const), text })) }),
    }),
    fc.record({
      kind: fc.constant('conditions-answered' as const),
      by,
      at,
      body: fc.record({ answers: fc.tuple(fc.record({ conditionId: id, accepted: fc.boolean() })) }),
    }),
    fc.record({
      kind: fc.constant('use-consent-asked' as const),
      by,
      at,
      body: fc.record({ consentId: id, use: text, proceedings: text, reason: fc.constant('Why so.') }),
    }),
    fc.record({
      kind: fc.constant('use-consent-answered' as const),
      by,
      at,
      body: fc.record({ consentId: id, given: fc.boolean() }),
    }),
  )

  it('never takes back an answer: a condition once accepted binds, a consent once given holds', () => {
    const settled = (record: LegalRecord) => ({
      conditions: record.conditions.filter(({ status }) => status !== 'proposed'),
      consents: record.consents.filter(({ status }) => status !== 'asked'),
      enquiries: record.enquiries.filter(({ repliedAt }) => repliedAt !== null),
    })
    fc.assert(
      fc.property(fc.array(sayings, { maxLength: 30 }), (said) => {
        let record = emptyRecord
        for (const saying of said) {
          const before = settled(record)
          try {
            record = recordAfter(record, saying)
          } catch (error) {
            // Other words under the number of a condition are refused.
            assert(error instanceof ComityError)
          }
          const after = settled(record)
          for (const name of ['conditions', 'consents', 'enquiries'] as const)
            for (const one of before[name])
              assert(
                after[name].some((other) => JSON.stringify(other) === JSON.stringify(one)),
                name,
              )
        }
      }),
    )
  })
})

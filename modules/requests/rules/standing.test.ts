import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { consultationOutcomes, emptyRecord } from '../contract.ts'
import type { LegalRecord, Side } from '../contract.ts'
import { recordAfter } from './record.ts'
import type { Said } from './record.ts'
import { standingOf } from './standing.ts'

const sides: readonly Side[] = ['requesting', 'requested']
const ids = Array.from({ length: 4 }, (_, at) => `0a000000-0000-4000-8000-00000000000${at}`)
const anId = fc.constantFrom(...ids)
const aDay = fc.constantFrom('2026-05-01', '2026-06-01')
const said = (by: Side) => ({ by, at: '2026-03-01T09:00:00.000Z' })

/** Anything that either side may say in a thread, in any order, with answers to what was never asked among them. */
const sayings: fc.Arbitrary<Said> = fc.oneof(
  fc.tuple(anId, fc.constantFrom(...sides), aDay).map(([id, by, replyBy]): Said => ({
    kind: 'consultation',
    body: { consultationId: id, about: 'other', grounds: [], text: 'May we talk?', replyBy },
    ...said(by),
  })),
  fc.tuple(anId, fc.constantFrom(...sides)).map(([id, by]): Said => ({
    kind: 'consultation-reply',
    body: { consultationId: id, text: 'Yes.' },
    ...said(by),
  })),
  fc.tuple(anId, fc.constantFrom(...sides), fc.constantFrom(...consultationOutcomes)).map(([id, by, outcome]): Said => ({
    kind: 'consultation-concluded',
    body: { consultationId: id, outcome },
    ...said(by),
  })),
  anId.map((id): Said => ({
    kind: 'conditions-proposed',
    body: { conditions: [{ id, kind: 'costs', text: 'Each bears its own.' }], answerBy: '2026-05-01' },
    ...said('requested'),
  })),
  fc.tuple(anId, fc.boolean()).map(([conditionId, accepted]): Said => ({
    kind: 'conditions-answered',
    body: { answers: [{ conditionId, accepted }] },
    ...said('requesting'),
  })),
  anId.map((consentId): Said => ({
    kind: 'use-consent-asked',
    body: { consentId, use: 'Tax', proceedings: 'Case 7', reason: 'Same facts' },
    ...said('requesting'),
  })),
  fc.tuple(anId, fc.boolean()).map(([consentId, given]): Said => ({
    kind: 'use-consent-answered',
    body: { consentId, given },
    ...said('requested'),
  })),
  fc.tuple(anId, fc.constantFrom(...sides)).map(([agreementId, by]): Said => ({
    kind: 'agreement-proposed',
    body: { agreementId, assetIds: [], basis: '57-5', text: 'Half each.', answerBy: '2026-06-01' },
    ...said(by),
  })),
  fc.tuple(anId, fc.constantFrom(...sides), fc.boolean()).map(([agreementId, by, accepted]): Said => ({
    kind: 'agreement-answered',
    body: { agreementId, accepted },
    ...said(by),
  })),
)

const after = (all: readonly Said[]): LegalRecord => all.reduce(recordAfter, emptyRecord)

describe('what stands between the two sides', () => {
  it('has every part of the record once, under a name of its own', () => {
    fc.assert(
      fc.property(fc.array(sayings, { maxLength: 30 }), (all) => {
        const record = after(all)
        const items = standingOf(record)
        const parts = record.consultations.length + record.conditions.length + record.consents.length + record.agreements.length
        assert.equal(items.length, parts)
        assert.equal(new Set(items.map(({ key }) => key)).size, items.length)
      }),
    )
  })

  it('owes the answer to what is open, by the act of the side that owes it, and nothing for what is settled', () => {
    fc.assert(
      fc.property(fc.array(sayings, { maxLength: 30 }), (all) => {
        const record = after(all)
        const open = [
          ...record.consultations.filter(({ concludedAt }) => concludedAt === null),
          ...record.conditions.filter(({ status }) => status === 'proposed'),
          ...record.consents.filter(({ status }) => status === 'asked'),
          ...record.agreements.filter(({ status }) => status === 'proposed'),
        ].map(({ id }) => id)
        const owed = standingOf(record).filter(({ owedBy }) => owedBy !== null)
        assert.deepEqual(new Set(owed.map(({ id }) => id)), new Set(open))
        assert.equal(owed.length, open.length)
        for (const { owedBy, owed: act, acts, since } of owed) {
          assert.ok(acts.some((one) => one.side === owedBy && one.act === act))
          assert.notEqual(since, null)
        }
        for (const { owedBy, acts, kind, state } of standingOf(record))
          if (owedBy === null && !(kind === 'condition' && state === 'accepted')) assert.deepEqual(acts, [])
      }),
    )
  })

  it('asks a reply of the one who did not open the consultation, and its end of the one who did', () => {
    const opened: Said = {
      kind: 'consultation',
      body: { consultationId: ids[0] ?? '', about: 'refusal', grounds: [], text: 'A warrant is needed.', replyBy: '2026-05-01' },
      ...said('requested'),
    }
    const replied: Said = {
      kind: 'consultation-reply',
      body: { consultationId: ids[0] ?? '', text: 'Agreed.' },
      ...said('requesting'),
    }
    const owed = (all: readonly Said[]) => standingOf(after(all)).map((one) => [one.state, one.owedBy, one.owed, one.until])
    assert.deepEqual(owed([opened]), [['open', 'requesting', 'reply-consultation', '2026-05-01']])
    assert.deepEqual(owed([opened, replied]), [['replied', 'requested', 'conclude-consultation', null]])
  })
})

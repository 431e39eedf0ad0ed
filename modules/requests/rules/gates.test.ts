import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AuthorityId } from '@comity/accounts/contract'
import { decisionKinds, emptyRecord, postponementGrounds, refusalGrounds } from '../contract.ts'
import type { ActInput, Ground, LegalRecord } from '../contract.ts'
import { newRequest } from '../new-request.ts'
import type { StoredRequest } from '../stored-request.ts'
import { bankRecords, completeContent } from './example-content.ts'
import { gatesOfDecision } from './gates-of-decision.ts'
import { gatesOf } from './gates.ts'

const today = '2026-03-10'
const consultationId = '11111111-1111-4111-8111-111111111111'
const freeze = { ...bankRecords, id: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d22', kind: 'trace-or-freeze-proceeds' as const }

function requestWith(record: Partial<LegalRecord> = {}, measures = [bankRecords]): StoredRequest {
  return newRequest({
    id: '5c2a9c44-5a0e-4d61-9a57-1f6a3c0b7d11',
    thread: '5c2a9c44-5a0e-4d61-9a57-1f6a3c0b7d12',
    direction: 'incoming',
    form: 'mutual-legal-assistance',
    state: 'under-assessment',
    ownAuthority: AuthorityId.parse('xb.central-authority'),
    counterpart: AuthorityId.parse('xa.central-authority'),
    ownReference: 'XB-1',
    content: { ...completeContent(), measures },
    record: { ...emptyRecord, ...record },
    createdAt: new Date('2026-03-01T09:00:00Z'),
  })
}

function consultation(change: Partial<LegalRecord['consultations'][number]> = {}): LegalRecord['consultations'][number] {
  return {
    id: consultationId,
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
    ...change,
  }
}

const refusal: ActInput<'decide'> = { decision: 'refused', grounds: ['contrary-to-own-law'], reasons: 'Section 4 forbids it.' }
const barredBy = (request: StoredRequest, input: ActInput<'decide'>): string[] =>
  gatesOfDecision(request, input, today).map(({ gate }) => gate)

describe('a refusal', () => {
  it('on a ground of 46(21) is barred until a consultation on that ground has ended', () => {
    assert.deepEqual(barredBy(requestWith(), refusal), ['consultation-missing'])
    assert.deepEqual(barredBy(requestWith({ consultations: [consultation({ concludedAt: null, outcome: null })] }), refusal), [
      'consultation-missing',
    ])
    assert.deepEqual(
      barredBy(requestWith({ consultations: [consultation({ grounds: ['sovereignty-or-public-order'] })] }), refusal),
      ['consultation-missing'],
    )
    assert.deepEqual(barredBy(requestWith({ consultations: [consultation({ openedBy: 'requesting' })] }), refusal), [
      'consultation-missing',
    ])
    assert.deepEqual(barredBy(requestWith({ consultations: [consultation()] }), refusal), [])
  })

  it('is not blocked for ever by a counterpart that is silent past the day set', () => {
    assert.deepEqual(barredBy(requestWith({ consultations: [consultation({ outcome: 'no-reply' })] }), refusal), [])
    assert.deepEqual(barredBy(requestWith({ consultations: [consultation({ outcome: 'no-reply', replyBy: today })] }), refusal), [
      'consultation-missing',
    ])
  })

  it('needs a ground of the closed list and its reasons, whatever else it says (46(23))', () => {
    fc.assert(
      fc.property(
        fc.subarray<Ground>([...refusalGrounds, ...postponementGrounds]),
        fc.constantFrom('', ' ', 'Because.'),
        (grounds, reasons) => {
          const gates = barredBy(requestWith({ consultations: [consultation({ grounds: [...refusalGrounds] })] }), {
            decision: 'refused',
            grounds,
            reasons,
          })
          assert.equal(gates.includes('reasons-missing'), reasons.trim() === '')
          assert.equal(
            gates.includes('ground-missing'),
            !grounds.some((ground) => refusalGrounds.some((known) => known === ground)),
          )
        },
      ),
    )
  })

  it('for want of dual criminality alone cannot reach help without compulsion (46(9)(b))', () => {
    const dual = { decision: 'refused' as const, grounds: ['dual-criminality' as const], reasons: 'No such offence.' }
    assert.deepEqual(barredBy(requestWith(), dual), ['non-coercive-help-is-due'])
    assert.deepEqual(barredBy(requestWith({}, [freeze]), dual), [])
    assert.deepEqual(barredBy(requestWith(), { ...dual, grounds: ['dual-criminality', 'de-minimis'] }), [])
    assert.deepEqual(barredBy(requestWith({}, [freeze]), { ...dual, grounds: ['dual-criminality', 'de-minimis'] }), [
      'minor-only-non-coercive',
    ])
  })

  it('on a ground of property is for requests about property only (55(7))', () => {
    const small = { decision: 'refused' as const, grounds: ['property-de-minimis' as const], reasons: 'Twelve euro.' }
    assert.deepEqual(barredBy(requestWith(), small), ['ground-of-property'])
    assert.deepEqual(barredBy(requestWith({}, [freeze]), small), [])
  })

  it('of a part grants something, names a ground for each rest, and consults on it all the same', () => {
    const part = {
      decision: 'partially-granted' as const,
      measures: [
        { measureId: freeze.id, decision: 'refused' as const, ground: 'contrary-to-own-law' as const, reasons: 'Section 4.' },
      ],
    }
    const both = [bankRecords, freeze]
    assert.deepEqual(barredBy(requestWith({}, both), part), ['consultation-missing'])
    assert.deepEqual(barredBy(requestWith({ consultations: [consultation()] }, both), part), [])
    assert.ok(barredBy(requestWith({ consultations: [consultation()] }, [freeze]), part).includes('part-of-measures'))
  })
})

describe('a postponement', () => {
  it('needs its one ground, reasons, a day of review to come, and consultation (46(25)–(26))', () => {
    const postponed = {
      decision: 'postponed' as const,
      grounds: ['ongoing-proceedings' as const],
      reasons: 'Trial runs.',
      reviewOn: '2026-06-01',
    }
    const held = requestWith({ consultations: [consultation({ about: 'postponement', grounds: ['ongoing-proceedings'] })] })
    assert.deepEqual(barredBy(held, postponed), [])
    assert.deepEqual(barredBy(requestWith(), postponed), ['consultation-missing'])
    assert.deepEqual(barredBy(held, { ...postponed, reviewOn: today }), ['review-date-missing'])
    assert.deepEqual(barredBy(held, { ...postponed, grounds: ['de-minimis'] }), ['postponement-ground'])
  })
})

describe('no decision', () => {
  it('passes with a ground that the law does not know, whatever the decision', () => {
    const words: readonly string[] = [...refusalGrounds, ...postponementGrounds]
    assert.equal(
      words.some((ground) => /secre|fiscal|tax/.test(ground)),
      false,
    )
    assert.equal(decisionKinds.length, 5)
  })
})

describe('execution', () => {
  const condition = {
    id: consultationId,
    kind: 'use-limitation' as const,
    text: 'Only here.',
    dueOn: null,
    answerBy: null,
    proposedAt: '',
    answeredAt: null,
    remarks: null,
    metOn: null,
  }
  const decision = {
    at: '',
    decision: 'granted-with-conditions' as const,
    grounds: [],
    reasons: null,
    conditions: [consultationId],
    measures: [],
    reviewOn: null,
    remedy: null,
    withoutConsultation: null,
  }
  const facts = { today, side: 'requested' as const }

  it('waits until the conditions of the grant are accepted (46(26))', () => {
    const open = requestWith({ decisions: [decision], conditions: [{ ...condition, status: 'proposed' }] })
    const accepted = requestWith({ decisions: [decision], conditions: [{ ...condition, status: 'accepted' }] })
    assert.equal(gatesOf(open, 'start-execution', null, facts)[0]?.gate, 'conditions-open')
    assert.equal(gatesOf(open, 'pass-on', null, facts)[0]?.gate, 'conditions-open')
    assert.deepEqual(gatesOf(accepted, 'start-execution', null, facts), [])
  })
})

describe('a day set for the other side', () => {
  const facts = { today, side: 'requested' as const }

  it('is yet to come, so that silence is more than a formality', () => {
    const gates = (act: 'consult' | 'propose-lifting', said: object) =>
      gatesOf(requestWith(), act, said, facts).map(({ gate }) => gate)
    assert.deepEqual(gates('consult', { replyBy: today }), ['day-not-to-come'])
    assert.deepEqual(gates('consult', { replyBy: '2026-03-11' }), [])
    assert.deepEqual(gates('propose-lifting', { viewsBy: '2026-03-09' }), ['day-not-to-come'])
    assert.deepEqual(gates('propose-lifting', { viewsBy: '2026-03-11' }), [])
  })
})

describe('the lifting of a freeze', () => {
  const lifting = {
    id: consultationId,
    assetId: null,
    property: 'Account 1',
    reasons: 'No evidence came.',
    viewsBy: '2026-03-09',
    proposedAt: '',
    viewsAt: null,
    opposes: null,
    views: null,
    liftedAt: null,
    hearingImpossible: null,
  }
  const facts = { today, side: 'requested' as const }
  const input = { liftingId: consultationId, property: 'Account 1', on: today, reasons: 'No evidence came.' }
  const gates = (liftings: LegalRecord['liftings'], said: object) =>
    gatesOf(requestWith({ liftings }), 'lift-freeze', said, facts).map(({ gate }) => gate)

  it('hears the requesting State first, or waits out the day set for it, or says why that was impossible (55(8))', () => {
    assert.deepEqual(gates([], input), ['not-heard'])
    assert.deepEqual(gates([{ ...lifting, viewsBy: today }], input), ['not-heard'])
    assert.deepEqual(gates([lifting], input), [])
    assert.deepEqual(
      gates([{ ...lifting, viewsBy: '2026-12-31', viewsAt: '2026-03-02T00:00:00.000Z', opposes: true, views: 'No.' }], input),
      [],
    )
    assert.deepEqual(gates([{ ...lifting, assetId: bankRecords.id }], input), ['not-heard'])
    assert.deepEqual(gates([{ ...lifting, assetId: bankRecords.id }], { ...input, assetId: bankRecords.id }), [])
    assert.deepEqual(gates([], { ...input, hearingImpossible: 'A court lifted it today.' }), [])
  })
})

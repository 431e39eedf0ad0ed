import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ComityError } from '@comity/errors'
import type { Attachment } from '@comity/exchange/contract'
import { emptyRecord, incomingStates, outgoingStates } from '../contract.ts'
import type { LegalRecord } from '../contract.ts'
import { fileBeside, nextLabel } from './exhibits.ts'
import { finalStates } from './lifecycle.ts'
import { owesNext } from './survey.ts'

const owes = (direction: 'outgoing' | 'incoming', state: (typeof outgoingStates)[number] | (typeof incomingStates)[number]) =>
  owesNext({ direction, state, decided: 'granted', record: emptyRecord })
const consultation = {
  id: '6b3f0c1e-0000-4000-8000-000000000001',
  openedBy: 'requested' as const,
  about: 'refusal' as const,
  grounds: [],
  text: 'Why?',
  replyBy: '2026-04-01',
  openedAt: '2026-03-01T00:00:00.000Z',
  replies: [],
  concludedAt: null,
  outcome: null,
  conclusion: null,
}

describe('who owes the next step', () => {
  it('is nobody where a request is over, and somebody everywhere else', () => {
    for (const [direction, states] of [
      ['outgoing', outgoingStates],
      ['incoming', incomingStates],
    ] as const)
      for (const state of states)
        assert.equal(owes(direction, state) === 'nobody', finalStates.includes(state), `${direction} ${state}`)
  })

  it('is the other side where one waits for it, and never both sides of one request at rest', () => {
    assert.deepEqual(
      outgoingStates.filter((state) => owes('outgoing', state) === 'them'),
      ['sent', 'delivered', 'acknowledged', 'decided', 'executing'],
    )
    assert.deepEqual(
      incomingStates.filter((state) => owes('incoming', state) === 'them'),
      ['clarification-asked', 'result-sent'],
    )
  })

  it('is ours after a refusal, and while conditions wait for us', () => {
    assert.equal(owesNext({ direction: 'outgoing', state: 'decided', decided: 'refused', record: emptyRecord }), 'us')
  })

  it('is in a consultation whoever did not speak last', () => {
    const record = { ...emptyRecord, consultations: [consultation] }
    const replied = { ...consultation, replies: [{ by: 'requesting' as const, at: consultation.openedAt, text: 'So.' }] }
    const of = (direction: 'outgoing' | 'incoming', said: LegalRecord = record) =>
      owesNext({ direction, state: 'in-consultation', decided: null, record: said })
    assert.deepEqual([of('outgoing'), of('incoming')], ['us', 'them'])
    const after = { ...emptyRecord, consultations: [replied] }
    assert.deepEqual([of('outgoing', after), of('incoming', after)], ['them', 'us'])
  })
})

describe('the numbers and files of exhibits', () => {
  const exhibit = { id: consultation.id, kind: 'other' as const, description: 'x', revision: 0 }
  const file = (name: string, digit: string): Attachment => ({
    name,
    mediaType: 'text/plain',
    bytes: 1,
    sha256: digit.repeat(64),
  })

  it('go on past the highest that was ever given, also of one taken away', () => {
    assert.equal(nextLabel([]), 'E-1')
    assert.equal(
      nextLabel([
        { ...exhibit, label: 'E-7', removedAt: consultation.openedAt },
        { ...exhibit, label: 'B/9' },
      ]),
      'E-8',
    )
  })

  it('never take the place of another file', () => {
    const own = file('a.txt', 'a')
    assert.equal(fileBeside({ label: 'E-1' }, own, [file('other.txt', 'a')]), null)
    assert.equal(fileBeside({ label: 'B/1' }, own, [file('a.txt', 'b')])?.name, 'B-1 a.txt')
    assert.throws(
      () => fileBeside({ label: 'E-1' }, own, [file('a.txt', 'b'), file('E-1 a.txt', 'c')]),
      (error) => error instanceof ComityError && error.code === 'conflict',
    )
  })
})

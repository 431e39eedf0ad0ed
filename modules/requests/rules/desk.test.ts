import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { incomingStates, outgoingStates } from '../contract.ts'
import { heapsFor } from './desk.ts'
import { finalStates, ownStepsFrom } from './lifecycle.ts'
import type { OwnAct } from './lifecycle.ts'

const states = [
  ...outgoingStates.map((state) => ({ direction: 'outgoing' as const, state })),
  ...incomingStates.map((state) => ({ direction: 'incoming' as const, state })),
]

/** What can be said at any time, and what only ends a wait: none of it is owed. */
const always: readonly OwnAct[] = [
  'decide',
  'close',
  'note',
  'assign',
  'enquire',
  'reply-enquiry',
  'change-urgency',
  'consult',
  'reply-consultation',
  'conclude-consultation',
  'propose-conditions',
  'answer-conditions',
  'ask-consent',
  'answer-consent',
  'record-use',
  'disclose',
  'notify-costs',
  'answer-costs',
  'correct',
  'meet-condition',
  'return-material',
  'report-asset',
  'propose-lifting',
  'give-lifting-views',
  'lift-freeze',
  'propose-agreement',
  'answer-agreement',
  'withdraw',
  'register-arrival',
]

describe('the heaps of a desk', () => {
  it('know every state in which something is left to do, and no other', () => {
    const open = states.filter(({ state }) => !finalStates.includes(state)).map(({ direction, state }) => `${direction} ${state}`)
    const known = new Set([...heapsFor(() => true).keys()].map((situation) => situation.split(' ').slice(0, 2).join(' ')))
    assert.deepEqual([...known].sort(), open.sort())
  })

  it('give one who may do nothing only what others owe', () => {
    assert.deepEqual([...new Set(heapsFor(() => false).values())].sort(), ['colleagues', 'otherState'])
  })

  it('wait for the other State only where the office has nothing that moves the request', () => {
    for (const { direction, state } of states) {
      if (heapsFor(() => true).get(`${direction} ${state}`) !== 'otherState') continue
      const own = ownStepsFrom(direction, { state, returnsTo: null, decided: 'granted' }).map(({ act }) => act)
      assert.deepEqual(
        own.filter((act) => !always.includes(act)),
        [],
        `${direction} ${state}`,
      )
    }
  })
})

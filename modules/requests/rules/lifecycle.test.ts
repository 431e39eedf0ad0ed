import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ComityError } from '@comity/errors'
import { incomingStates, outgoingStates } from '../contract.ts'
import { finalStates, move, openQuestionOf, ownActs, ownStepsFrom, stepsFrom, stepsOf } from './lifecycle.ts'
import { dossierOfAct } from '../act-table.ts'
import type { News, OwnAct, Position } from './lifecycle.ts'

const start: Position = { state: 'draft', returnsTo: null, decided: null }
const arrived: Position = { state: 'received', returnsTo: null, decided: null }

/** What the other side meets when this side does it: the dossier of the act, or where it has several ways, the way that this act takes. */
const travels: Partial<Record<OwnAct, News>> = {
  ...dossierOfAct,
  forward: 'given-back',
  'send-part': 'result-part',
  'send-result': 'result-final',
} as Partial<Record<OwnAct, News>>

function travelsFrom(position: Position, act: OwnAct): News | undefined {
  const question = openQuestionOf(position)
  return act === 'answer' && question ? `answer-${question}` : travels[act]
}

describe('the life of an outgoing request', () => {
  it('never reaches sending without having been approved', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (choices) => {
        let at = start
        let approved = false
        for (const choice of choices) {
          const steps = stepsFrom('outgoing', at)
          const step = steps[choice % steps.length]
          assert(step)
          if (step.act === 'return' || step.act === 'submit') approved = false
          if (step.act === 'approve') approved = true
          if (step.act === 'send') assert(approved, 'sent without approval')
          at = move('outgoing', at, step.act)
        }
      }),
    )
  })

  it('reaches approval only from review, and review only by submission', () => {
    const into = (state: string): string[] =>
      stepsOf('outgoing')
        .filter((step) => step.to === state)
        .map((step) => `${step.from.join()} ${step.act}`)
    assert.deepEqual(into('sent'), ['approved,ready,sent-orally send'])
    assert.deepEqual(into('ready'), ['approved translate'])
    assert.deepEqual(into('sent-orally'), ['approved,ready make-oral'])
    assert.deepEqual(into('approved'), ['in-review approve'])
    assert.deepEqual(into('in-review'), ['draft submit'])
  })

  it('leads back from a clarification to where the question came from', () => {
    for (const state of ['acknowledged', 'executing'] as const) {
      const asked = move('outgoing', { state, returnsTo: null, decided: null }, 'clarification-asked')
      assert.deepEqual(asked, { state: 'clarification-asked', returnsTo: state, decided: null })
      assert.deepEqual(move('outgoing', asked, 'answer'), { state, returnsTo: null, decided: null })
    }
  })

  it('refuses an answer to no question, naming state and act', () => {
    assert.throws(
      () => move('outgoing', { state: 'delivered', returnsTo: null, decided: null }, 'answer'),
      (error: unknown) => error instanceof ComityError && error.code === 'step-not-possible' && error.values['act'] === 'answer',
    )
  })
})

for (const direction of ['outgoing', 'incoming'] as const) {
  describe(`the table of the ${direction} side`, () => {
    const states = direction === 'outgoing' ? outgoingStates : incomingStates

    it('leaves no final state, but a closed one by reopening', () => {
      for (const step of stepsOf(direction)) {
        if (!step.from.some((state) => finalStates.includes(state))) continue
        const reopens = step.act === 'reopen' || step.act === 'reopening'
        if (reopens && step.to === 'back') assert.deepEqual(step.from, ['closed'])
        else assert.equal(step.to, 'same', step.act)
      }
    })

    it('has one way for an act of one’s own, whatever the state', () => {
      for (const state of states) {
        for (const returnsTo of state === 'clarification-asked' ? (['acknowledged', 'executing'] as const) : [null]) {
          for (const decided of [null, 'granted', 'refused'] as const) {
            const ways = ownStepsFrom(direction, { state, returnsTo, decided }).filter(
              ({ act }) => act !== 'conclude-consultation',
            )
            assert.equal(new Set(ways.map(({ act }) => act)).size, ways.length, state)
          }
        }
      }
    })

    it('takes everything the other side may send, in every state after sending', () => {
      const news = new Set(stepsOf(direction).flatMap(({ act }) => (ownActs.some((own) => own === act) ? [] : [act])))
      const after = direction === 'outgoing' ? outgoingStates.slice(outgoingStates.indexOf('sent')) : incomingStates
      for (const state of after)
        for (const act of news)
          if (!(act === 'delivered' && direction === 'incoming')) move(direction, { state, returnsTo: null, decided: null }, act)
    })

    it('reaches every state from the first', () => {
      const reached = new Set<string>(direction === 'outgoing' ? ['draft'] : ['received', 'awaiting-confirmation'])
      for (let before = 0; before < reached.size;) {
        before = reached.size
        for (const step of stepsOf(direction))
          if (step.from.some((state) => reached.has(state)) && step.to !== 'same' && step.to !== 'back') reached.add(step.to)
      }
      assert.deepEqual(
        states.filter((state) => !reached.has(state)),
        [],
      )
    })

    it('leaves somebody something to do in every state that is not final', () => {
      for (const state of states) {
        if (finalStates.includes(state)) continue
        assert(
          stepsOf(direction).some((step) => step.from.includes(state) && step.to !== 'same'),
          state,
        )
      }
    })
  })
}

describe('both sides together', () => {
  it('never refuse what the other side could lawfully send, however deliveries interleave', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 120, size: 'max' }), (choices) => {
        const pair = newPair()
        for (const choice of choices) {
          const moves = movesOf(pair)
          if (moves.length === 0) break
          moves[choice % moves.length]?.()
        }
        while (pair.toIncoming.length + pair.toOutgoing.length + pair.receipts.length > 0) {
          deliverReceipt(pair)
          deliver(pair, 'incoming')
          deliver(pair, 'outgoing')
        }
        assert(agree(pair), JSON.stringify(pair))
      }),
      { numRuns: 1000 },
    )
  })
})

interface Pair {
  outgoing: Position
  incoming: Position | null
  readonly toIncoming: (News | 'request')[]
  readonly toOutgoing: News[]
  /** Receipts travel beside the thread: one may overtake or follow anything. */
  readonly receipts: News[]
}

function newPair(): Pair {
  return { outgoing: start, incoming: null, toIncoming: [], toOutgoing: [], receipts: [] }
}

function movesOf(pair: Pair): (() => void)[] {
  const moves: (() => void)[] = []
  for (const { act } of ownStepsFrom('outgoing', pair.outgoing)) {
    moves.push(() => {
      const news = travelsFrom(pair.outgoing, act)
      pair.outgoing = move('outgoing', pair.outgoing, act)
      if (act === 'send') pair.toIncoming.push('request')
      else if (news) pair.toIncoming.push(news)
    })
  }
  if (pair.incoming) {
    for (const { act } of ownStepsFrom('incoming', pair.incoming)) {
      moves.push(() => {
        assert(pair.incoming)
        pair.incoming = move('incoming', pair.incoming, act)
        const news = travels[act]
        if (news) pair.toOutgoing.push(news)
      })
    }
  }
  if (pair.receipts.length > 0) moves.push(() => deliverReceipt(pair))
  if (pair.toIncoming.length > 0) moves.push(() => deliver(pair, 'incoming'))
  if (pair.toOutgoing.length > 0) moves.push(() => deliver(pair, 'outgoing'))
  return moves
}

function deliver(pair: Pair, to: 'incoming' | 'outgoing'): void {
  if (to === 'outgoing') {
    const news = pair.toOutgoing.shift()
    if (news) pair.outgoing = move('outgoing', pair.outgoing, news)
    return
  }
  const news = pair.toIncoming.shift()
  if (news === undefined) return
  if (news === 'request') {
    pair.incoming = arrived
    pair.receipts.push('delivered')
    return
  }
  assert(pair.incoming)
  pair.incoming = move('incoming', pair.incoming, news)
}

function deliverReceipt(pair: Pair): void {
  const news = pair.receipts.shift()
  if (news) pair.outgoing = move('outgoing', pair.outgoing, news)
}

/**
 * When nothing is under way, the two states belong together. A question and a consultation that crossed are two open things: the sides may
 * each show the other one of them.
 */
function agree(pair: Pair): boolean {
  const open = ['acknowledged', 'clarification-asked', 'in-consultation', 'decided', 'executing']
  const together: Record<string, readonly string[]> = {
    received: ['delivered', ...open],
    acknowledged: open,
    'under-assessment': open,
    'clarification-asked': open,
    'in-consultation': [...open, 'delivered', 'result-received', 'assessed'],
    decided: open.concat('closed'),
    'with-executing-authority': open,
    executing: open,
    executed: open,
    'result-sent': ['result-received', 'assessed', 'closed'],
    closed: ['result-received', 'assessed', 'closed', 'decided'],
    withdrawn: ['withdrawn'],
    forwarded: ['returned', 'withdrawn', 'closed', ...open, 'assessed', 'result-received'],
  }
  if (!pair.incoming) return ['draft', 'in-review', 'approved', 'ready', 'sent-orally', 'withdrawn'].includes(pair.outgoing.state)
  return pair.outgoing.state === 'withdrawn' || (together[pair.incoming.state]?.includes(pair.outgoing.state) ?? false)
}

describe('a question that is not answered', () => {
  const asked = (returnsTo: 'acknowledged' | 'executing'): Position => ({
    state: 'clarification-asked',
    returnsTo,
    decided: null,
  })

  it('does not keep the requested side from deciding, and both sides are then at the decision', () => {
    const decided = { state: 'decided', returnsTo: null, decided: null }
    assert.deepEqual(move('incoming', asked('acknowledged'), 'decide'), decided)
    assert.deepEqual(move('outgoing', asked('acknowledged'), 'decision'), decided)
  })

  it('of the execution is no way to a second decision, but to a result', () => {
    assert.throws(() => move('incoming', asked('executing'), 'decide'), ComityError)
    assert.equal(move('incoming', asked('executing'), 'send-result').state, 'result-sent')
    assert.equal(move('outgoing', asked('executing'), 'result-final').state, 'result-received')
  })

  it('is not taken as answered by an answer that was written to an earlier one', () => {
    assert.deepEqual(move('incoming', asked('executing'), 'answer-before-decision'), asked('executing'))
    assert.deepEqual(move('incoming', asked('executing'), 'answer-in-execution'), {
      state: 'executing',
      returnsTo: null,
      decided: null,
    })
    assert.equal(
      move('incoming', { state: 'decided', returnsTo: null, decided: null }, 'answer-before-decision').state,
      'decided',
    )
  })
})

describe('the acts of the tables', () => {
  it('are all used', () => {
    const used = new Set([...stepsOf('outgoing'), ...stepsOf('incoming')].map((step) => step.act))
    assert.deepEqual(
      ownActs.filter((act) => !used.has(act)),
      [],
    )
  })
})

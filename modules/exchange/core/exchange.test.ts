import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type Ahead, inbound, type Inbound, untouched } from './inbound.ts'
import { delayAfter, type Outbound, outbound, queued, sendingOrder } from './outbound.ts'

interface Letter {
  readonly dossierId: string
  readonly sequence: number
  readonly previous: string | null
}

const lettersOf = (count: number): Letter[] =>
  Array.from({ length: count }, (_, at) => ({ dossierId: `d${at + 1}`, sequence: at + 1, previous: at === 0 ? null : `d${at}` }))

/** The receiving node as the core sees it: effects in order, and one receipt for each dossier, given again on a repetition. */
function receiver() {
  let thread: Inbound = untouched
  const applied: string[] = []
  const receipts = new Map<string, 'delivered' | 'refused'>()
  return {
    applied,
    receipts,
    waiting: () => thread.ahead.filter((one) => one.is === 'held').length,
    take(letter: Letter): 'delivered' | 'refused' {
      const known = receipts.get(letter.dossierId)
      if (known) return known
      const step = inbound(thread, { ...letter, epoch: 1, urgent: false })
      thread = step.state
      for (const effect of step.effects) if (effect.do === 'apply') applied.push(effect.dossierId)
      const outcome = step.effects.some((effect) => effect.do === 'refuse') ? 'refused' : 'delivered'
      receipts.set(letter.dossierId, outcome)
      return outcome
    },
  }
}

/** What the line does with one attempt: lose it, lose the answer, bring it twice, keep it for later, or let it pass. */
const Fate = fc.constantFrom('lost', 'answer-lost', 'twice', 'late', 'passes')
const Turn = fc.record({
  pick: fc.nat(),
  fate: Fate,
  waitMs: fc.nat(60_000),
  fraction: fc.double({ min: 0, max: 0.999, noNaN: true }),
})

test('any mixture of loss, repetition and disorder ends with each effect once, in order, and a receipt for every dossier', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(Turn, { maxLength: 60 }), (count, turns) => {
      const letters = lettersOf(count)
      const states: Outbound[] = letters.map(() => queued(0))
      const late: number[] = []
      const other = receiver()
      let nowMs = 0
      const attempt = (at: number, fate: string, fraction: number): void => {
        const letter = letters[at]
        const before = states[at]
        assert(letter && before)
        const begun = outbound(before, { is: 'time', nowMs })
        states[at] = begun.state
        if (!begun.effects.some((effect) => effect.do === 'send')) return
        if (fate === 'late') late.push(at)
        if (fate === 'twice') other.take(letter)
        if (fate === 'answer-lost') other.take(letter)
        const answered = fate === 'passes' || fate === 'twice'
        const event = answered
          ? ({ is: 'receipt', event: other.take(letter), code: null } as const)
          : ({ is: 'failure', nowMs, problem: 'no-answer', retryAfterMs: null, fraction } as const)
        states[at] = outbound(begun.state, event).state
      }
      for (const turn of turns) {
        nowMs += turn.waitMs
        attempt(turn.pick % count, turn.fate, turn.fraction)
        const stale = turn.fate === 'passes' ? late.shift() : undefined
        const letter = stale === undefined ? undefined : letters[stale]
        if (letter) other.take(letter)
      }
      // The line heals: each dossier gets one attempt that passes, the last ones first.
      nowMs += 2 * 3600_000
      for (const at of letters.keys()) attempt(count - 1 - at, 'passes', 0)
      assert.deepEqual(
        other.applied,
        letters.map((letter) => letter.dossierId),
      )
      assert.deepEqual(
        states.map((state) => state.at),
        letters.map(() => 'delivered'),
      )
      assert.equal(other.waiting(), 0)
    }),
    { numRuns: 400 },
  )
})

test('a dossier before its turn is held, and released when the gap closes', () => {
  const [first, second, third] = lettersOf(3)
  assert(first && second && third)
  const other = receiver()
  other.take(third)
  other.take(second)
  assert.deepEqual([other.applied, other.waiting()], [[], 2])
  other.take(first)
  assert.deepEqual([other.applied, other.waiting()], [['d1', 'd2', 'd3'], 0])
})

test('an urgent dossier is not held behind a missing one, and its number is passed over later', () => {
  const early = inbound(untouched, { dossierId: 'freeze', epoch: 1, sequence: 2, previous: 'enquiry', urgent: true })
  assert.deepEqual(early.effects, [{ do: 'apply', dossierId: 'freeze' }])
  const late = inbound(early.state, { dossierId: 'enquiry', epoch: 1, sequence: 1, previous: null, urgent: false })
  assert.deepEqual(late.effects, [{ do: 'apply', dossierId: 'enquiry' }])
  assert.deepEqual([late.state.next, late.state.last], [3, 'freeze'])
})

test('a second dossier with a number that is taken is refused', () => {
  const one = inbound(untouched, { dossierId: 'a', epoch: 1, sequence: 1, previous: null, urgent: false })
  assert.deepEqual(inbound(one.state, { dossierId: 'b', epoch: 1, sequence: 1, previous: null, urgent: false }).effects, [
    { do: 'refuse', dossierId: 'b' },
  ])
})

test('a dossier that names another predecessor than the one that came is refused, also when it was held', () => {
  const held = inbound(untouched, { dossierId: 'b', epoch: 1, sequence: 2, previous: 'somebody', urgent: false })
  const closed = inbound(held.state, { dossierId: 'a', epoch: 1, sequence: 1, previous: null, urgent: false })
  assert.deepEqual(closed.effects, [
    { do: 'apply', dossierId: 'a' },
    { do: 'refuse', dossierId: 'b' },
  ])
})

test('a number absurdly far ahead is refused', () => {
  const step = inbound(untouched, { dossierId: 'a', epoch: 1, sequence: 5000, previous: null, urgent: false })
  assert.deepEqual(step.effects, [{ do: 'refuse', dossierId: 'a' }])
})

test('a new epoch releases what waited for numbers that will not come, and closes the old one', () => {
  const ahead: Ahead[] = [
    { sequence: 5, dossierId: 'e', previous: 'd', is: 'held' },
    { sequence: 3, dossierId: 'c', previous: 'b', is: 'held' },
  ]
  const step = inbound(
    { epoch: 1, next: 2, last: 'a', ahead },
    { dossierId: 'n', epoch: 2, sequence: 1, previous: null, urgent: false },
  )
  assert.deepEqual(
    step.effects.map((effect) => effect.dossierId),
    ['c', 'e', 'n'],
  )
  assert.deepEqual(inbound(step.state, { dossierId: 'b', epoch: 1, sequence: 2, previous: 'a', urgent: false }).effects, [
    { do: 'refuse', dossierId: 'b' },
  ])
})

test('the delay between attempts grows, is spread, respects Retry-After, and has a ceiling', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.option(fc.nat(10 ** 9)),
      (attempts, fraction, retryAfterMs) => {
        const delay = delayAfter(attempts, retryAfterMs, fraction)
        assert(delay >= 1000 && delay <= 24 * 3600_000)
        assert(retryAfterMs === null || delay >= Math.min(retryAfterMs, 24 * 3600_000))
        assert(delayAfter(attempts + 1, retryAfterMs, fraction) >= delay)
      },
    ),
  )
})

test('after thirty days without a receipt the dossier expires, visibly and once', () => {
  const begun = outbound(queued(0), { is: 'time', nowMs: 0 })
  const failed = outbound(begun.state, { is: 'failure', nowMs: 1000, problem: 'no-answer', retryAfterMs: null, fraction: 0 })
  const over = outbound(failed.state, { is: 'time', nowMs: 30 * 24 * 3600_000 })
  assert.equal(over.state.at, 'expired')
  assert.deepEqual(
    over.effects.map((effect) => effect.do),
    ['issue-expired', 'tell'],
  )
  assert.deepEqual(outbound(over.state, { is: 'time', nowMs: 10 ** 12 }).effects, [])
})

test('a receipt that comes after the expiry counts all the same', () => {
  assert.equal(outbound({ at: 'expired' }, { is: 'receipt', event: 'delivered', code: null }).state.at, 'delivered')
})

test('a delivered dossier may be refused when its turn comes, and a refusal stands', () => {
  const refused = outbound({ at: 'delivered' }, { is: 'receipt', event: 'refused', code: 'dossier-schema' })
  assert.deepEqual(refused.state, { at: 'refused', code: 'dossier-schema' })
  assert.deepEqual(outbound(refused.state, { is: 'receipt', event: 'delivered', code: null }).state, refused.state)
})

test('urgent dossiers are sent first, then the longest due', () => {
  const due = [
    { urgent: false, dueMs: 1 },
    { urgent: true, dueMs: 9 },
    { urgent: true, dueMs: 5 },
  ]
  assert.deepEqual(
    due.toSorted(sendingOrder).map((one) => one.dueMs),
    [5, 9, 1],
  )
})

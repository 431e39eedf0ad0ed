import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { secondsLeft, windowMs } from './attempts.ts'
import { normalized, passwordFault } from './password-strength.ts'
import { expiryOf, idleMs, isAlive, isToBeTouched } from './session-life.ts'

const now = new Date('2026-03-02T12:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
const hour = 3_600_000

describe('a browser session', () => {
  const session = { kind: 'session', expiresAt: expiryOf('session', now), lastSeenAt: now } as const
  test('lives while it is used, and ends after an idle hour', () => {
    assert.equal(isAlive(session, later(idleMs - 1)), true)
    assert.equal(isAlive(session, later(idleMs)), false)
  })
  test('ends after twelve hours however busy', () => {
    assert.equal(isAlive({ ...session, lastSeenAt: later(12 * hour - 1) }, later(12 * hour - 1)), true)
    assert.equal(isAlive({ ...session, lastSeenAt: later(12 * hour - 1) }, later(12 * hour)), false)
  })
  test('is noted as used once a minute at most', () => {
    assert.equal(isToBeTouched(now, later(59_999)), false)
    assert.equal(isToBeTouched(now, later(60_000)), true)
  })
})

test('the token of a program may rest, and ends after thirty days', () => {
  const token = { kind: 'bearer', expiresAt: expiryOf('bearer', now), lastSeenAt: now } as const
  assert.equal(isAlive(token, later(30 * 24 * hour - 1)), true)
  assert.equal(isAlive(token, later(30 * 24 * hour)), false)
})

describe('a password', () => {
  const person = { name: 'Amara Okoye', login: 'amara.okoye' }
  test('needs fifteen characters and no rules of composition', () => {
    assert.equal(passwordFault('correct horse battery', person), null)
    assert.equal(passwordFault('Tr0ub4dor&3', person), 'too-short')
    assert.equal(passwordFault('سبعة أبحر وجبل بعيد', person), null)
  })
  test('is not one sign repeated, nor one’s own name', () => {
    assert.equal(passwordFault('aaaaaaaaaaaaaaaaaaaa', person), 'too-simple')
    assert.equal(passwordFault('amara.okoye.amara.okoye', person), 'too-simple')
    assert.equal(passwordFault('Okoye Amara 2026', person), 'too-simple')
  })
  test('is the same typed on another keyboard', () => {
    assert.equal(normalized('e\u0301'), normalized('\u00e9'))
  })
})

test('the wait is never negative nor longer than the window', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: windowMs * 3 }), (passed) => {
      const seconds = secondsLeft(now, later(passed))
      assert.ok(seconds >= 1 && seconds <= windowMs / 1000)
    }),
  )
})

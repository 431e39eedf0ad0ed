import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { AuthorityId, roles } from '../person.ts'
import type { Role } from '../person.ts'
import { loginLimit, loginWaitMs, networkOf, secondsLeft, windowMs } from './attempts.ts'
import { dayAfter, dayIn, holdsAt, mayStandIn, placesHeld } from './deputising.ts'
import { normalized, passwordFault } from './password-strength.ts'
import { areGuestRoles, incompatiblePair, stateOf } from './role-pairs.ts'
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

describe('attempts at a login from anywhere', () => {
  test('wait for nothing up to a hundred, then ever longer, and never longer than a minute', () => {
    fc.assert(
      fc.property(fc.nat(5000), (count) => {
        const wait = loginWaitMs(count)
        assert.equal(wait === 0, count < loginLimit)
        assert.ok(wait <= loginWaitMs(count + 1) && wait <= 60_000)
      }),
    )
  })
  test('come from one network when a subscriber’s addresses do', () => {
    assert.equal(networkOf('192.0.2.1'), '192.0.2.1')
    assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
    assert.equal(networkOf('2001:db8:0:7::1'), networkOf('2001:0DB8:0000:0007:ffff:1:2:3'))
    assert.notEqual(networkOf('2001:db8:0:7::1'), networkOf('2001:db8:0:8::1'))
    assert.equal(networkOf('::1'), networkOf('0:0:0:0:0:0:0:1'))
    assert.equal(networkOf('fe80::1%eth0'), networkOf('fe80::2'))
  })
})

describe('roles', () => {
  const held = fc.subarray([...roles])
  test('of an auditor stand alone, and nobody is administrator and head', () => {
    fc.assert(
      fc.property(held, (some) => {
        const apart = (some.includes('auditor') && some.length > 1) || (some.includes('administrator') && some.includes('head'))
        assert.equal(incompatiblePair(some) !== null, apart)
      }),
    )
  })
  test('of a guest are to execute, and nothing else', () => {
    fc.assert(fc.property(held, (some) => assert.equal(areGuestRoles(some), some.join() === 'executing-officer')))
    assert.equal(stateOf('xb.high-court'), 'xb')
  })
})

describe('a deputy', () => {
  const places = fc.array(
    fc
      .record({ personId: fc.uuid(), roles: fc.subarray([...roles]), units: fc.constant([]) })
      .filter((place) => incompatiblePair(place.roles) === null),
    { maxLength: 4 },
  )
  test('never gains what goes with a person, nor roles that are held apart, and loses none of their own', () => {
    fc.assert(
      fc.property(fc.subarray([...roles]), places, (own, absent) => {
        if (incompatiblePair(own) !== null) return
        const held = placesHeld(own, absent)
        assert.equal(incompatiblePair(held.roles), null)
        for (const role of own) assert.ok(held.roles.includes(role))
        for (const role of ['administrator', 'auditor'] as const) assert.equal(held.roles.includes(role), own.includes(role))
        const lent = new Set<Role>(held.places.flatMap((place) => place.roles))
        assert.ok(held.roles.every((role) => own.includes(role) || lent.has(role)))
      }),
    )
  })
  test('is another person of the authority than the absent one and whoever names', () => {
    const person = (id: string, own: readonly Role[]) => ({
      id,
      authorityId: AuthorityId.parse('xa.central-authority'),
      roles: [...own],
      units: [],
      disabled: false,
    })
    const [absent, other] = [person('a', ['head']), person('b', ['registrar'])]
    assert.equal(mayStandIn(other, absent, 'a'), true)
    assert.equal(mayStandIn(absent, absent, 'c'), false)
    assert.equal(mayStandIn(other, absent, 'b'), false)
    assert.equal(mayStandIn({ ...other, disabled: true }, absent, 'a'), false)
    assert.equal(mayStandIn({ ...other, authorityId: AuthorityId.parse('xa.high-court') }, absent, 'a'), false)
    assert.equal(mayStandIn(person('b', ['administrator']), absent, 'a'), false)
  })
})

test('days begin and end where the absent person is', () => {
  const days = { fromOn: '2026-03-03', untilOn: '2026-03-04' }
  assert.equal(dayIn(now, 'Pacific/Kiritimati'), '2026-03-03')
  assert.equal(dayIn(now, null), '2026-03-02')
  assert.deepEqual([holdsAt(days, now, 'Pacific/Kiritimati'), holdsAt(days, now, null)], [true, false])
  assert.equal(holdsAt(days, new Date('2026-03-04T23:59:59Z'), null), true)
  assert.equal(holdsAt(days, new Date('2026-03-05T00:00:00Z'), null), false)
  assert.equal(dayAfter('2026-03-01', -1), '2026-02-28')
})

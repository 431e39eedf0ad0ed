import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { ContactPoint, Hours } from '../contract.ts'
import { isTimeZone, reachable, reachableNow, standInFor } from './reachable.ts'
import { samplePoint } from './sample-parts.ts'

const office: Hours = { timeZone: 'Europe/Stockholm', weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }] }
const desk = (changes: Partial<ContactPoint> = {}): ContactPoint => samplePoint({ hours: office, ...changes })
const at = (text: string): Date => new Date(text)
const standing = (point: ContactPoint, text: string) => {
  const { standing: how, until, next } = reachable(point, at(text))
  return [how, until?.toISOString() ?? null, next?.toISOString() ?? null]
}

describe('who can be reached now', () => {
  it('counts hours in the time zone of the desk, also over a change of the clock', () => {
    // Monday 2 March 2026 is winter time, Monday 30 March summer time.
    assert.deepEqual(standing(desk(), '2026-03-02T08:00:00Z'), ['open', '2026-03-02T16:00:00.000Z', null])
    assert.deepEqual(standing(desk(), '2026-03-30T07:00:00Z'), ['open', '2026-03-30T15:00:00.000Z', null])
    assert.deepEqual(standing(desk(), '2026-03-30T06:59:00Z')[0], 'closed')
  })

  it('says when the desk opens next, over a weekend and a day on which it is closed', () => {
    const friday = '2026-03-27T16:00:00Z'
    assert.deepEqual(standing(desk(), friday), ['closed', '2026-03-30T07:00:00.000Z', '2026-03-30T07:00:00.000Z'])
    const holiday = desk({ hours: { ...office, closedOn: ['2026-03-30'] } })
    assert.equal(standing(holiday, friday)[2], '2026-03-31T07:00:00.000Z')
  })

  it('knows a night that ends the next day, and a desk that never closes', () => {
    const night = desk({ hours: { timeZone: 'Asia/Kolkata', weekly: [{ days: [1], from: '20:00', to: '06:00' }] } })
    // Monday 20:00 to Tuesday 06:00 in India is 14:30 to 00:30 UTC.
    assert.deepEqual(standing(night, '2026-03-03T00:00:00Z'), ['open', '2026-03-03T00:30:00.000Z', null])
    const always = desk({
      hours: { timeZone: 'Asia/Kolkata', weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }] },
    })
    assert.deepEqual(standing(always, '2026-03-03T00:00:00Z'), ['open', null, null])
  })

  it('says unknown where nobody said when somebody is there, and where the time zone is not known here', () => {
    assert.deepEqual(standing(samplePoint(), '2026-03-02T08:00:00Z'), ['unknown', null, null])
    const odd = desk({ hours: { ...office, timeZone: 'Europe/Lenholm' } })
    assert.equal(isTimeZone('Europe/Lenholm'), false)
    assert.equal(standing(odd, '2026-03-02T08:00:00Z')[0], 'unknown')
  })

  it('finds who is on call while the desk is closed, with their number', () => {
    const onCall = desk({ phones: [{ number: '+000 1', use: 'voice' }], onCall: { phone: '+000 999' } })
    const night = reachable(onCall, at('2026-03-02T22:00:00Z'))
    assert.equal(night.standing, 'on-call')
    assert.equal(night.phone, '+000 999')
    assert.equal(night.until?.toISOString(), '2026-03-03T08:00:00.000Z')
    assert.equal(reachable(onCall, at('2026-03-02T12:00:00Z')).phone, '+000 1')
    const weekend = desk({
      onCall: { hours: { timeZone: 'Europe/Stockholm', weekly: [{ days: [6], from: '10:00', to: '12:00' }] } },
    })
    assert.equal(standing(weekend, '2026-03-07T09:30:00Z')[0], 'on-call')
    assert.deepEqual(standing(weekend, '2026-03-07T12:00:00Z'), [
      'closed',
      '2026-03-09T08:00:00.000Z',
      '2026-03-09T08:00:00.000Z',
    ])
  })

  it('turns to the first deputy who is there, in their order', () => {
    const tokyo = desk({ id: 'tokyo', hours: { ...office, timeZone: 'Asia/Tokyo' } })
    const lima = desk({ id: 'lima', hours: { ...office, timeZone: 'America/Lima' } })
    const own = desk({ deputies: ['nobody', 'tokyo', 'lima'] })
    const standIn = (points: readonly ContactPoint[], when: string) => standInFor(reachable(own, at(when)), points, at(when))
    assert.equal(standIn([own, tokyo, lima], '2026-03-03T02:00:00Z').point.id, 'tokyo')
    assert.equal(standIn([own, tokyo, lima], '2026-03-02T18:00:00Z').point.id, 'lima')
    assert.equal(standIn([own, tokyo, lima], '2026-03-02T12:00:00Z').point.id, 'registry')
    assert.equal(standIn([own, lima], '2026-03-07T12:00:00Z').standing, 'closed')
  })

  it('puts those who are there first, then on call, unknown, and closed by when they open', () => {
    const points = [
      desk({ id: 'later', hours: { ...office, timeZone: 'America/Lima' } }),
      desk({ id: 'sooner' }),
      samplePoint({ id: 'unsaid' }),
      desk({ id: 'night', hours: { ...office, timeZone: 'America/Lima' }, onCall: {} }),
      desk({ id: 'day', hours: { ...office, timeZone: 'Asia/Tokyo' } }),
    ]
    assert.deepEqual(
      reachableNow(points, at('2026-03-02T01:00:00Z')).map(({ point }) => point.id),
      ['day', 'night', 'unsaid', 'sooner', 'later'],
    )
  })

  it('is open exactly until it says, and there when it said that it would be', () => {
    const zones = fc.constantFrom(
      'Europe/Stockholm',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'UTC',
    )
    const time = fc.constantFrom('00:00', '06:30', '09:00', '17:00', '23:30')
    const weekly = fc.array(
      fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: time, to: time }),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    const hour = fc.integer({ min: 0, max: 24 * 365 })
    fc.assert(
      fc.property(zones, weekly, hour, (timeZone, spans, hours) => {
        const point = desk({ hours: { timeZone, weekly: spans } })
        const now = new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000)
        const { standing: how, until, next } = reachable(point, now)
        if (how === 'open' && until !== null) {
          assert.equal(reachable(point, new Date(until.getTime() - 60_000)).standing, 'open')
          assert.equal(reachable(point, until).standing, 'closed')
        }
        if (next !== null) {
          assert.equal(reachable(point, next).standing, 'open')
          assert.equal(reachable(point, new Date(next.getTime() - 60_000)).standing, 'closed')
        }
      }),
      { numRuns: 100 },
    )
  })
})

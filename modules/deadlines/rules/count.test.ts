import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { stateCalendars } from './calendar.ts'
import { addMonths, dayIn, dueAfter, endOfDay, isWorkingDay } from './count.ts'

const calendars = stateCalendars()
const france = calendars('fr')
const counting = { zone: 'Europe/Paris', calendars: [france], holidaysMove: false }

describe('counting a deadline', () => {
  it('takes days from the debtor’s own calendar day to the last second of the last one, across the change of summer time', () => {
    const due = dueAfter(new Date('2026-03-24T23:30:00Z'), { ...counting, length: { amount: 7, unit: 'days' } })
    // 24 March 23:30 UTC is 25 March in Paris; 1 April ends there at 22:00 UTC.
    assert.equal(due.toISOString(), '2026-04-01T21:59:59.000Z')
  })

  it('takes the last day of a month that has no such day', () => {
    assert.deepEqual(
      [addMonths('2026-01-31', 1), addMonths('2028-01-31', 1), addMonths('2026-11-30', 3)],
      ['2026-02-28', '2028-02-29', '2027-02-28'],
    )
  })

  it('leaves out weekends and holidays of the State in working days', () => {
    // Friday 10 July 2026; Tuesday 14 July is a holiday.
    const due = dueAfter(new Date('2026-07-10T09:00:00Z'), { ...counting, length: { amount: 2, unit: 'working-days' } })
    assert.equal(dayIn('Europe/Paris', due), '2026-07-15')
  })

  it('knows where the week ends elsewhere, and says where it knows no holidays', () => {
    assert.deepEqual(calendars('ae').weekend, [6, 7])
    assert.deepEqual(calendars('eg').weekend, [5, 6])
    assert.deepEqual([calendars('xa').known, calendars('xa').zone], [false, 'UTC'])
  })

  it('moves a limit off a closed day only where the instrument says so', () => {
    const toSaturday = { ...counting, length: { amount: 1, unit: 'days' } as const }
    const friday = new Date('2026-07-03T09:00:00Z')
    assert.equal(dayIn('Europe/Paris', dueAfter(friday, toSaturday)), '2026-07-04')
    assert.equal(dayIn('Europe/Paris', dueAfter(friday, { ...toSaturday, holidaysMove: true })), '2026-07-06')
  })

  it('never ends before it began, never on a closed day in working days, and is longer for more days', () => {
    const at = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 60 }), fc.constantFrom('fr', 'eg', 'cn', 'xa'), (start, amount, state) => {
        const calendar = calendars(state)
        const given = { zone: calendar.zone, calendars: [calendar], holidaysMove: false }
        const due = dueAfter(start, { ...given, length: { amount, unit: 'working-days' } })
        const next = dueAfter(start, { ...given, length: { amount: amount + 1, unit: 'working-days' } })
        assert.ok(due > start && next > due)
        assert.ok(isWorkingDay(dayIn(calendar.zone, due), [calendar]))
        assert.equal(+endOfDay(calendar.zone, dayIn(calendar.zone, due)), +due)
      }),
      { numRuns: 60 },
    )
  })
})

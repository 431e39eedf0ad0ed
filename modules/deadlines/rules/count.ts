import type { CalendarNote, Length } from '../contract.ts'
import type { StateCalendar } from './calendar.ts'

/** How a due instant is counted. */
export interface Counting {
  readonly length: Length
  /** IANA zone of the debtor. */
  readonly zone: string
  /** Whose weekends and holidays count in working days. */
  readonly calendars: readonly StateCalendar[]
  /** Only where the instrument says so. */
  readonly holidaysMove: boolean
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A calendar that closes every day must not count for ever. */
const MAX_DAYS = 6 * 366

/**
 * The instant by which something is owed. Hours run from the instant itself; days and months are counted from the debtor's calendar day, which
 * itself does not count, to the last second of the last day (the rule of Reg. (EEC) 1182/71 art. 3 and of many national laws).
 */
export function dueAfter(startedAt: Date, counting: Counting): Date {
  const { length, zone } = counting
  if (length.unit === 'hours') return new Date(startedAt.getTime() + length.amount * HOUR_MS)
  const first = dayIn(zone, startedAt)
  const last = lastDay(first, counting)
  return endOfDay(zone, counting.holidaysMove ? nextWorkingDay(last, counting.calendars) : last)
}

function lastDay(first: string, { length, calendars }: Counting): string {
  if (length.unit === 'months') return addMonths(first, length.amount)
  if (length.unit === 'days') return addDays(first, length.amount)
  let day = first
  let left = length.amount
  for (let passed = 0; left > 0 && passed < MAX_DAYS; passed++) {
    day = addDays(day, 1)
    if (isWorkingDay(day, calendars)) left -= 1
  }
  return day
}

function nextWorkingDay(day: string, calendars: readonly StateCalendar[]): string {
  let found = day
  for (let passed = 0; !isWorkingDay(found, calendars) && passed < MAX_DAYS; passed++) found = addDays(found, 1)
  return found
}

/** Whether offices are open on that day in every one of the States. */
export function isWorkingDay(day: string, calendars: readonly StateCalendar[]): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  const year = Number(day.slice(0, 4))
  return calendars.every(({ weekend, holidaysIn }) => !weekend.includes(weekday) && !holidaysIn(year).has(day))
}

/** The calendar day `count` days later, or earlier when negative. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** The same day of a later month, or that month's last day where it has no such day: 31 January and a month is 28 February. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + (month - 1) + count
  const lengthOfMonth = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate()
  return new Date(Date.UTC(Math.floor(index / 12), index % 12, Math.min(date, lengthOfMonth))).toISOString().slice(0, 10)
}

/** The calendar day at an instant in a zone. */
export function dayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
}

/** The last second of a calendar day in a zone. */
export function endOfDay(zone: string, day: string): Date {
  const wanted = Date.parse(`${day}T23:59:59Z`)
  // The offset may change between the guess and the result (summer time), so it is asked twice.
  const guess = wanted - offsetMs(zone, wanted)
  return new Date(wanted - offsetMs(zone, guess))
}

function offsetMs(zone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs)
  const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(atMs / 1000) * 1000
}

/** A holiday farther from the due day than this helps nobody plan. */
const SHOWN_DAYS_BEFORE = 10
const MAX_SHOWN = 20

/** Public holidays of a State shortly before and on the due day: shown beside it, so that nobody is surprised by a closed office. */
export function notesBeside(due: Date, zone: string, { state, known, holidaysIn }: StateCalendar): CalendarNote {
  const last = dayIn(zone, due)
  const first = addDays(last, -SHOWN_DAYS_BEFORE)
  const years = [...new Set([first, last].map((day) => Number(day.slice(0, 4))))]
  const holidays = years.flatMap((year) => [...holidaysIn(year)].map(([on, name]) => ({ on, name })))
  return {
    state,
    known,
    holidays: holidays
      .filter(({ on }) => on >= first && on <= last)
      .toSorted((a, b) => a.on.localeCompare(b.on))
      .slice(0, MAX_SHOWN),
  }
}

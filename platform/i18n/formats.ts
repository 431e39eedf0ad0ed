import assert from 'node:assert/strict'
import { type Lang, localeOf } from './languages.ts'

/** More than all offices of a node use; beyond them they are made anew (memory). */
const MAX_FORMATS = 300

/** Formats of one kind by language and zone or the like: making one costs a hundred times its use, and it never changes. */
function kept<Format>(make: (locale: string, of: string) => Format): (locale: string, of?: string) => Format {
  const made = new Map<string, Format>()
  return (locale, of = '') => {
    const id = `${locale} ${of}`
    const known = made.get(id)
    if (known !== undefined) return known
    if (made.size >= MAX_FORMATS) made.clear()
    const format = make(locale, of)
    made.set(id, format)
    return format
  }
}

const longDates = kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }))

/** A calendar day, `23 November 2026`. Takes an ISO day (`2026-11-23`) or an instant, which is read in `zone` (default UTC). */
export function formatDate(lang: Lang, day: Date | string, zone = 'UTC'): string {
  return longDates(localeOf(lang), zone).format(instantOf(day))
}

// Named months: 04/10 is October in some offices and April in others.
const shortDay = { day: 'numeric', month: 'short', year: 'numeric' } as const
const shortDates = kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { ...shortDay, timeZone }))
const minutes = { ...shortDay, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const instants = kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { ...minutes, timeZone }))
const isoDays = kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone }))
const collators = kept((locale) => new Intl.Collator(locale, { numeric: true }))

/** The calendar day of an instant in an IANA zone (default UTC), `2026-11-23`. */
export function dayIn(at: Date, zone = 'UTC'): string {
  // Sweden writes days as ISO 8601 does.
  return isoDays('sv-SE', zone).format(at)
}

/** A calendar day for dense tables, `23 Nov 2026`. */
export function formatShortDate(lang: Lang, day: Date | string, zone = 'UTC'): string {
  return shortDates(localeOf(lang), zone).format(instantOf(day))
}

/** An instant with minutes on the 24-hour clock in an IANA zone (default UTC), `23 Nov 2026, 14:03`. */
export function formatDateTime(lang: Lang, at: Date | string, zone = 'UTC'): string {
  return instants(localeOf(lang), zone).format(instantOf(at))
}

/** A number with the language's grouping; Latin digits everywhere. */
export function formatNumber(lang: Lang, value: number | bigint, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(localeOf(lang), options).format(value)
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A size in decimal units (1 kB = 1000 bytes), with one decimal from the kilobyte on: `2.4 MB`, `2,4 Mo`. */
export function formatBytes(lang: Lang, bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), byteUnits.length - 1)
  const unit = byteUnits[power] ?? 'byte'
  const options = {
    style: 'unit',
    unit,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  } as const
  return new Intl.NumberFormat(localeOf(lang), options).format(bytes / 1000 ** power)
}

/** An amount of money with its ISO 4217 code. A decimal string (`1250000.50`) keeps every digit; floats may not. */
export function formatMoney(lang: Lang, amount: string | number | bigint, currency: string): string {
  const options = { style: 'currency', currency, currencyDisplay: 'code' } as const
  return new Intl.NumberFormat(localeOf(lang), options).format(typeof amount === 'string' ? decimal(amount) : amount)
}

/** Names in the alphabetical order of the language, digits by value; the input is left as it is. */
export function sortNames<T>(lang: Lang, things: readonly T[], nameOf: (thing: T) => string): T[] {
  const collator = collators(localeOf(lang))
  return [...things].sort((a, b) => collator.compare(nameOf(a), nameOf(b)))
}

/** Wraps user data for plain text (mail, PDF, titles) so that it cannot re-order its surroundings: U+2068 … U+2069 (UAX #9). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

function instantOf(value: Date | string): Date {
  const at = typeof value === 'string' ? new Date(value) : value
  assert(!Number.isNaN(at.getTime()), 'a date must be valid')
  return at
}

function decimal(text: string): `${number}` {
  assert(isDecimal(text), 'an amount must be a decimal number')
  return text
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d{1,20}(\.\d{1,6})?$/.test(text)
}

const wallClocks = kept(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
)

/** What the clock on the wall shows in a time zone, as parts for reckoning and not for people; null where this machine does not know the zone. */
export function wallClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return wallClocks('en-US', timeZone)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

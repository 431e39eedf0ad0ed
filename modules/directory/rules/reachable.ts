import { wallClock } from '@comity/i18n'
import type { ContactPoint, Hours } from '../contract.ts'

/** How a contact point stands at an instant; `unknown` where nobody said when somebody is there. */
export const reachabilities = ['open', 'on-call', 'closed', 'unknown'] as const

/** Whether somebody can be reached now, and when next. */
export interface Reachable {
  readonly point: ContactPoint
  readonly standing: (typeof reachabilities)[number]
  /** Until when it stands so; null where that is unknown or has no end within the next fortnight. */
  readonly until: Date | null
  /** When somebody is there next, where nobody is now; null where it is unknown. */
  readonly next: Date | null
  /** The number to call now, where one is known. */
  readonly phone: string | null
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** How far ahead it is looked: over the longest run of holidays. */
const DAYS_AHEAD = 15

/**
 * Who of an authority can be reached at an instant, those who can first: open, then on call, then unknown, then closed by when they are
 * there next. A closed point's deputies follow it as they stand themselves.
 */
export function reachableNow(points: readonly ContactPoint[], at: Date): Reachable[] {
  const all = points.map((point) => reachable(point, at))
  return all.toSorted((a, b) => rank(a) - rank(b) || nextMs(a) - nextMs(b))
}

/** Whom to turn to for a contact point at an instant: itself, else the first deputy who is there, else itself on call or closed. */
export function standInFor(own: Reachable, points: readonly ContactPoint[], at: Date): Reachable {
  if (own.standing === 'open') return own
  const deputies = (own.point.deputies ?? []).flatMap((id) => points.filter((one) => one.id === id))
  return deputies.map((one) => reachable(one, at)).find(({ standing }) => standing === 'open') ?? own
}

/** How one contact point stands at an instant. */
export function reachable(point: ContactPoint, at: Date): Reachable {
  const phone = point.phones?.find(({ use }) => use !== 'fax')?.number ?? null
  const spans = point.hours === undefined || !isTimeZone(point.hours.timeZone) ? null : spansOf(point.hours, at)
  const open = spans?.find((one) => holds(one, at))
  if (open !== undefined) return { point, standing: 'open', until: ending(open.toMs, at), next: null, phone }
  const next = spans?.find(({ fromMs }) => fromMs > at.getTime())?.fromMs ?? null
  const onCall = onCallAt(point, at, next)
  if (onCall !== null) return { point, standing: 'on-call', until: onCall.until, next: null, phone: point.onCall?.phone ?? phone }
  if (spans === null) return { point, standing: 'unknown', until: null, next: null, phone }
  const wakes = [next, onCallNext(point, at)].filter((ms) => ms !== null)
  const nextAt = wakes.length === 0 ? null : new Date(Math.min(...wakes))
  return { point, standing: 'closed', until: nextAt, next: nextAt, phone }
}

interface Span {
  readonly fromMs: number
  readonly toMs: number
}

function onCallAt({ onCall, hours }: ContactPoint, at: Date, openNext: number | null): { readonly until: Date | null } | null {
  if (onCall === undefined) return null
  // Without hours of its own it is there whenever the desk is closed; where even those are unknown, so is this.
  if (onCall.hours === undefined) return hours === undefined ? null : { until: openNext === null ? null : new Date(openNext) }
  const span = spansOf(onCall.hours, at).find((one) => holds(one, at))
  return span === undefined ? null : { until: ending(span.toMs, at) }
}

function onCallNext({ onCall }: ContactPoint, at: Date): number | null {
  if (onCall?.hours === undefined) return null
  return spansOf(onCall.hours, at).find(({ fromMs }) => fromMs > at.getTime())?.fromMs ?? null
}

function holds({ fromMs, toMs }: Span, at: Date): boolean {
  return fromMs <= at.getTime() && at.getTime() < toMs
}

function ending(toMs: number, at: Date): Date | null {
  return toMs - at.getTime() > (DAYS_AHEAD - 1) * DAY_MS ? null : new Date(toMs)
}

/** The spans around an instant, in order, with those that touch made one; none where this machine does not know the time zone. */
function spansOf({ timeZone, weekly, closedOn = [] }: Hours, at: Date): Span[] {
  const zone = wallClock(timeZone)
  if (zone === null) return []
  const today = Date.parse(`${localText(zone, at.getTime()).slice(0, 10)}T00:00:00Z`)
  const days = Array.from({ length: DAYS_AHEAD + 2 }, (_, place) => new Date(today + (place - 1) * DAY_MS))
  const ends = [days[0], days[Math.floor(days.length / 2)], new Date(today + (DAYS_AHEAD + 2) * DAY_MS)]
  const [offset = 0, ...further] = ends.map((day) => offsetAt(zone, day?.getTime() ?? today))
  // Where the clock is not changed within these weeks, which is most of the year, it is read three times and not for each hour of each day.
  const steady = further.every((one) => one === offset) ? offset : null
  const spans = days.flatMap((day) => {
    const date = day.toISOString().slice(0, 10)
    if (closedOn.includes(date)) return []
    const weekday = ((day.getUTCDay() + 6) % 7) + 1
    return weekly
      .filter((one) => one.days.includes(weekday))
      .map(({ from, to }) => {
        const [fromMinutes, toMinutes] = [minutesOf(from), minutesOf(to)]
        const end = toMinutes > fromMinutes ? toMinutes : toMinutes + 24 * 60
        return { fromMs: instantOf(zone, day, fromMinutes, steady), toMs: instantOf(zone, day, end, steady) }
      })
  })
  return joined(spans.toSorted((a, b) => a.fromMs - b.fromMs))
}

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const span of spans) {
    const last = all.at(-1)
    if (last !== undefined && span.fromMs <= last.toMs)
      all[all.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) }
    else all.push(span)
  }
  return all
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** Whether this machine knows a time zone: the data base of the world changes a few times a year. */
export function isTimeZone(name: string): boolean {
  return wallClock(name) !== null
}

/** An instant as the clock on the wall shows it there: `2026-03-01T09:30`. */
function localText(zone: Intl.DateTimeFormat, ms: number): string {
  const parts = new Map(zone.formatToParts(ms).map(({ type, value }) => [type, value]))
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`
}

/** The instant at which the clock there shows so many minutes of a day; in the gap of a changing clock the later one. */
function instantOf(zone: Intl.DateTimeFormat, day: Date, minutes: number, steady: number | null): number {
  const wanted = day.getTime() + minutes * MINUTE_MS
  if (steady !== null) return wanted - steady
  const first = wanted - offsetAt(zone, wanted)
  return wanted - offsetAt(zone, first)
}

/** How far the clock there is ahead of UTC at an instant, in milliseconds. */
function offsetAt(zone: Intl.DateTimeFormat, ms: number): number {
  return Date.parse(`${localText(zone, ms)}:00Z`) - Math.floor(ms / MINUTE_MS) * MINUTE_MS
}

function rank({ standing, phone }: Reachable): number {
  const place = { open: 0, 'on-call': 1, unknown: 2, closed: 3 }[standing]
  // Of two who are there, whoever has a telephone comes first.
  return place * 2 + (phone === null ? 1 : 0)
}

function nextMs({ next }: Reachable): number {
  return next?.getTime() ?? Number.POSITIVE_INFINITY
}

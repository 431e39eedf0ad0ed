import type { MailTime } from '../contract.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** The hour of the letter of the day, by the person's own clock. */
const DIGEST_HOUR = 7
const LONGEST_PAUSE_MS = 4 * 60 * MINUTE_MS
/** RFC 5321, 4.5.4.1: "the give-up time generally needs to be at least 4-5 days". */
export const GIVE_UP_MS = 5 * DAY_MS

/** When a notice of now goes out; null where it does not. */
export function mailAt(time: MailTime, now: Date, timeZone: string | null): Date | null {
  if (time === 'never') return null
  return time === 'at-once' ? now : nextDigest(now, timeZone ?? 'UTC')
}

/** The next seven o'clock in the morning of a time zone, always after `now`. */
export function nextDigest(now: Date, timeZone: string): Date {
  const today = new Date(now.getTime() + offsetMs(now, timeZone)).toISOString().slice(0, 10)
  const morning = Date.parse(`${today}T00:00:00Z`) + DIGEST_HOUR * 60 * MINUTE_MS
  const found = [0, 1, 2].map((days) => instantOf(morning + days * DAY_MS, timeZone)).find((at) => at > now)
  return found ?? new Date(now.getTime() + DAY_MS)
}

/** The instant at which clocks of a zone show this local time; the second look is for days on which they are changed. */
function instantOf(localMs: number, timeZone: string): Date {
  const guess = localMs - offsetMs(new Date(localMs), timeZone)
  return new Date(localMs - offsetMs(new Date(guess), timeZone))
}

function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(name)
  if (found === null) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * MINUTE_MS
}

/** When a letter is tried again after so many attempts, a little scattered; null: it is given up. */
export function nextAttempt(
  letter: { readonly attempts: number; readonly createdAt: Date },
  now: Date,
  chance: number,
): Date | null {
  const pauseMs = Math.min(MINUTE_MS * 2 ** Math.min(letter.attempts - 1, 20), LONGEST_PAUSE_MS)
  const next = new Date(now.getTime() + Math.round(pauseMs * (1 + chance / 4)))
  return next.getTime() - letter.createdAt.getTime() > GIVE_UP_MS ? null : next
}

/** One entry of a calendar feed. */
export interface FeedEntry {
  readonly id: string
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly summary: string
  readonly url: string
  readonly changedAt: Date
}

/**
 * An iCalendar file (RFC 5545) of whole-day entries, folded at 75 octets. It carries what the summaries say and links; the page behind a link
 * asks for a sign-in.
 */
export function calendarFeed(name: string, host: string, entries: readonly FeedEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Comity//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${entry.id}@${host}`,
      `DTSTAMP:${stamp(entry.changedAt)}`,
      `DTSTART;VALUE=DATE:${entry.day.replaceAll('-', '')}`,
      `SUMMARY:${escaped(entry.summary)}`,
      `URL:${entry.url}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n|\r/g, '\\n')
}

function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

const MAX_OCTETS = 75

/** A line as several, each begun by a space but the first (section 3.1); a character is never cut. */
function folded(line: string): string[] {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    if (Buffer.byteLength(part + character) > MAX_OCTETS) {
      parts.push(part)
      part = ' '
    }
    part += character
  }
  return [...parts, part]
}

import Holidays from 'date-holidays'

/** What is known of one State's working days. Dates are `YYYY-MM-DD` in the State's own calendar day. */
export interface StateCalendar {
  readonly state: string
  /** False where the data has no such State: only weekends are known. */
  readonly known: boolean
  /** ISO weekdays (1 Monday … 7 Sunday) on which offices are closed. */
  readonly weekend: readonly number[]
  /** IANA zone of the capital; UTC where none is known. */
  readonly zone: string
  /** Public holidays of a year by day. */
  readonly holidaysIn: (year: number) => ReadonlyMap<string, string>
}

/** Gives the calendar of a State by its ISO code. */
export type Calendars = (state: string) => StateCalendar

const DAY_MS = 86_400_000

/**
 * Calendars of States by their ISO codes, each worked out once. Holidays are from `date-holidays` (CC BY 3.0), weekends from the Unicode CLDR.
 * What they lack is said, not guessed.
 */
export function stateCalendars(): Calendars {
  const made = new Map<string, StateCalendar>()
  return (state) => {
    const code = state.toUpperCase()
    const found = made.get(code) ?? makeCalendar(code)
    made.set(code, found)
    return found
  }
}

function makeCalendar(state: string): StateCalendar {
  const data = new Holidays(state, { types: ['public'] })
  const zone = data.getTimezones()?.[0]
  const known = zone !== undefined
  const years = new Map<number, ReadonlyMap<string, string>>()
  return {
    state,
    known,
    weekend: weekendOf(state),
    zone: zone ?? 'UTC',
    holidaysIn(year) {
      const days = years.get(year) ?? (known ? publicHolidays(data, year) : new Map<string, string>())
      years.set(year, days)
      return days
    },
  }
}

function publicHolidays(data: Holidays, year: number): Map<string, string> {
  const days = new Map<string, string>()
  for (const holiday of data.getHolidays(year, 'en') ?? []) {
    const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`)
    const count = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / DAY_MS))
    for (let index = 0; index < count; index++) {
      const day = new Date(first + index * DAY_MS).toISOString().slice(0, 10)
      if (!days.has(day)) days.set(day, holiday.name)
    }
  }
  return days
}

interface WithWeek {
  getWeekInfo(): { readonly weekend: readonly number[] }
}

/** CLDR's territory data; a State that it does not know has Saturday and Sunday. */
function weekendOf(state: string): readonly number[] {
  const locale: Intl.Locale & Partial<WithWeek> = new Intl.Locale(`und-${state}`)
  return locale.getWeekInfo?.().weekend ?? [6, 7]
}

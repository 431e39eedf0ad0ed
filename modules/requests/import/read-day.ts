import { languages, localeOf } from '@comity/i18n'
import type { ImportMapping } from '../contract.ts'
import { plain } from './plain.ts'

/** The day that a cell of an old register means, as `2019-04-03`; null when it is none. Digits of any script, months by name in six languages. */
export function readDay(cell: string, order: ImportMapping['dateOrder']): string | null {
  const text = latinDigits(cell).trim()
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text)
  if (compact) return day(compact[1], compact[2], compact[3])
  const iso = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|$|[T ])/.exec(text)
  if (iso) return day(iso[1], iso[2], iso[3])
  const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:$|[T ]|г\.?$)/.exec(text)
  if (numbers) {
    const [, first, second, year] = numbers
    return order === 'month-day-year' ? day(year, first, second) : day(year, second, first)
  }
  // The first day of a month bears an ending in many languages.
  const words = plain(text.replace(/\b1(?:er|º|°|st)(?=\s)/iu, '1')).split(' ')
  const month = words.map((word) => monthNames.get(word)).find((found) => found !== undefined)
  const [one, other] = words.filter((word) => /^\d+$/.test(word))
  if (month === undefined || one === undefined || other === undefined) return null
  return one.length === 4 ? day(one, String(month), other) : day(other, String(month), one)
}

/** In which order the dates of a column stand, where one of them can only be read one way. */
export function guessOrder(cells: readonly string[]): ImportMapping['dateOrder'] {
  const pairs = cells.flatMap((cell) => {
    const found = /^(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{4}/.exec(latinDigits(cell).trim())
    return found ? [[Number(found[1]), Number(found[2])] as const] : []
  })
  const monthFirst = pairs.some(([, second]) => second > 12) && !pairs.some(([first]) => first > 12)
  return monthFirst ? 'month-day-year' : 'day-month-year'
}

function day(year = '', month = '', date = ''): string | null {
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '1900' ? text : null
}

// Arabic-Indic and Extended Arabic-Indic digits, and full-width ones.
function latinDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}

/** Names of months, short and long, as they stand beside a day. */
const monthNames: ReadonlyMap<string, number> = new Map(
  languages.flatMap(({ code }) =>
    (['short', 'long'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(localeOf(code), { day: 'numeric', month, timeZone: 'UTC' })
      return Array.from({ length: 12 }, (_, at) => {
        const name = format.formatToParts(new Date(Date.UTC(2024, at, 1))).find((part) => part.type === 'month')?.value ?? ''
        return [plain(name), at + 1] as const
      }).filter(([name]) => !/^\d*$/.test(name))
    }),
  ),
)

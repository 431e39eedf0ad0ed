import { ContactPoint, phoneUses, type AuthorityEntry } from '../contract.ts'
import { csvRows } from './status-table.ts'

/** A contact point as plain texts, one for each field of a form or column of a table; lists stand one item on each line. */
export const pointFields = [
  'id',
  'role',
  'name',
  'visibility',
  'readers',
  'languages',
  'phones',
  'emails',
  'zone',
  'hours',
  'on-call',
  'deputies',
  'remarks',
] as const
/** One of {@link pointFields}. */
export type PointField = (typeof pointFields)[number]
export type PointTexts = Readonly<Record<PointField, string>>

/** The texts of a contact point. */
export function textsOfPoint(point: ContactPoint): PointTexts {
  return {
    id: point.id,
    role: point.role,
    name: point.names.en,
    visibility: typeof point.visibility === 'string' ? point.visibility : 'named',
    readers: typeof point.visibility === 'string' ? '' : point.visibility.readers.join('\n'),
    languages: (point.languages ?? []).join(' '),
    phones: (point.phones ?? []).map(({ use, number }) => `${use} ${number}`).join('\n'),
    emails: (point.emails ?? []).join('\n'),
    zone: point.hours?.timeZone ?? '',
    hours: (point.hours?.weekly ?? []).map(({ days, from, to }) => `${daysText(days)} ${from}-${to}`).join('\n'),
    'on-call': point.onCall?.phone ?? '',
    deputies: (point.deputies ?? []).join(' '),
    remarks: point.remarks ?? '',
  }
}

/**
 * The contact point that texts say, on top of what the same point said before in fields that no form has.
 *
 * @returns null with the place where a field does not hold
 */
export function pointOfTexts(
  texts: PointTexts,
  before: ContactPoint | undefined,
  on: string,
): { readonly point: ContactPoint } | { readonly wrong: string } {
  const visibility: unknown =
    texts.visibility === 'named' ? { readers: words(texts.readers) } : texts.visibility === '' ? 'members' : texts.visibility
  const hours = spans(texts.hours)
  const onCall = texts['on-call'] === '' ? before?.onCall : { ...before?.onCall, phone: texts['on-call'] }
  const parsed = ContactPoint.safeParse({
    id: texts.id,
    role: texts.role === '' ? 'general' : texts.role,
    names: { ...before?.names, en: texts.name },
    visibility,
    ...(before?.forms === undefined ? {} : { forms: before.forms }),
    ...list('languages', words(texts.languages)),
    ...list('phones', lines(texts.phones).map(phoneOf)),
    ...list('emails', words(texts.emails)),
    ...(before?.address === undefined ? {} : { address: before.address }),
    ...(hours.length === 0 ? {} : { hours: { ...before?.hours, timeZone: texts.zone, weekly: hours } }),
    ...(onCall === undefined ? {} : { onCall }),
    ...list('deputies', words(texts.deputies)),
    ...(texts.remarks === '' ? {} : { remarks: texts.remarks }),
    confirmedOn: on,
  })
  if (parsed.success) return { point: parsed.data }
  return { wrong: String(parsed.error.issues[0]?.path[0] ?? 'id') }
}

/** Contact points of a table, in place of all that an entry had. */
export function pointsOfTable(
  text: string,
  entry: AuthorityEntry,
  on: string,
): { readonly points: readonly ContactPoint[]; readonly wrong: readonly { readonly line: number; readonly column: string }[] } {
  const [head, ...rows] = csvRows(text.replace(/^\ufeff/, ''))
  const columns = (head?.cells ?? []).map((cell) => cell.trim())
  const strange = columns.filter((one) => !pointFields.some((field) => field === one))
  if (strange.length > 0 || !columns.includes('id')) return { points: [], wrong: [{ line: 1, column: strange[0] ?? 'id' }] }
  const read = rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => {
      const texts = textsFrom((field) =>
        (cells[columns.indexOf(field)] ?? '').replace(/^'(?=[=+\-@＝＋－＠])/, '').replaceAll(' ; ', '\n'),
      )
      return {
        line,
        said: pointOfTexts(
          texts,
          entry.contactPoints.find(({ id }) => id === texts.id),
          on,
        ),
      }
    })
  return {
    points: read.flatMap(({ said }) => ('point' in said ? [said.point] : [])),
    wrong: read.flatMap(({ line, said }) => ('wrong' in said ? [{ line, column: said.wrong }] : [])),
  }
}

/** Every field by what is given for it. */
export function textsFrom(of: (field: PointField) => string): PointTexts {
  const text = (field: PointField): string => of(field).trim()
  return {
    id: text('id'),
    role: text('role'),
    name: text('name'),
    visibility: text('visibility'),
    readers: text('readers'),
    languages: text('languages'),
    phones: text('phones'),
    emails: text('emails'),
    zone: text('zone'),
    hours: text('hours'),
    'on-call': text('on-call'),
    deputies: text('deputies'),
    remarks: text('remarks'),
  }
}

function list<Key extends string, Item>(key: Key, items: readonly Item[]): Partial<Record<Key, readonly Item[]>> {
  const all: Partial<Record<Key, readonly Item[]>> = {}
  if (items.length > 0) all[key] = items
  return all
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** `secure-voice +000 10`; a bare number is a voice line. */
function phoneOf(line: string): { use: string; number: string } {
  const use = phoneUses.find((one) => line.startsWith(`${one} `))
  return use === undefined ? { use: 'voice', number: line } : { use, number: line.slice(use.length + 1).trim() }
}

/** `1-5 09:00-17:00`, `6,7 10:00-12:00`. */
function spans(text: string): { days: number[]; from: string; to: string }[] {
  return lines(text).map((line) => {
    const found = /^([1-7](?:[-,][1-7])*)\s+(\d{2}:\d{2})\s*[-–]\s*(\d{2}:\d{2})$/.exec(line)
    return { days: daysOf(found?.[1] ?? ''), from: found?.[2] ?? '', to: found?.[3] ?? '' }
  })
}

function daysOf(text: string): number[] {
  const days = text.split(',').flatMap((some) => {
    const [first = 0, last = first] = some.split('-').map(Number)
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place)
  })
  return [...new Set(days)].sort((a, b) => a - b)
}

function daysText(days: readonly number[]): string {
  const sorted = days.toSorted((a, b) => a - b)
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  return sorted.length > 2 && last - first + 1 === sorted.length ? `${first}-${last}` : sorted.join(',')
}

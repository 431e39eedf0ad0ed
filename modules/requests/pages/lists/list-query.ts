import { z } from 'zod'
import { Cursor, RequestFilter } from '../../contract.ts'
import type { KeptFilter } from '../../contract.ts'

export type Direction = 'outgoing' | 'incoming'

const word = z.string().max(80).optional()

/** What the address of a list may say; a select left at "choose" sends an empty text. */
export const ListQuery = z.strictObject({
  text: z.string().max(200).optional(),
  state: word,
  counterpart: word,
  assignee: word,
  unit: word,
  measure: word,
  dueBefore: word,
  mine: word,
  open: word,
  sort: word,
  after: Cursor.optional(),
  /** The saved filter that the list is shown by, or `all` where somebody wants none. */
  view: word,
})
export type ListQuery = z.output<typeof ListQuery>

export const PAGE_ROWS = 25

/** The filter that an address means; words that no state, person or order has are left out. */
export function filterOf(direction: Direction, query: ListQuery): RequestFilter {
  return RequestFilter.parse({ ...keptFilterOf(query), direction, limit: PAGE_ROWS })
}

/** The part of an address that is kept under a name. */
export function keptFilterOf({ after: _place, view: _view, ...query }: ListQuery): KeptFilter {
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(wanted.filter(([name, value]) => RequestFilter.safeParse({ [name]: value }).success))
}

/** Whether the address asks for anything but the whole list. */
export function isFiltered(query: ListQuery): boolean {
  return Object.keys(keptFilterOf(query)).some((name) => name !== 'sort')
}

/** The list with these words in its address; empty ones are left out. */
export function listHref(direction: Direction, words: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value] as [string, string]] : [],
  )
  return `/requests/${direction}${said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`}`
}

/** The same list as a file, without its pages. */
export function exportHref(format: 'csv' | 'xlsx', direction: Direction, query: ListQuery): string {
  const words = { ...keptFilterOf(query), direction }
  return `/requests/export.${format}?${new URLSearchParams(Object.entries(words).map(([name, value]) => [name, String(value)])).toString()}`
}

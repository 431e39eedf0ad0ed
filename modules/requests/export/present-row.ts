import type { Lang } from '@comity/i18n'
import type { RequestRow } from '../contract.ts'
import { problemText, sayIn, sayOr } from '../pages/texts.ts'
import { sayOfExport } from './texts.ts'

/** What a list says of a request, column by column; the last leads back to it. */
export const exportColumns = [
  'direction',
  'form',
  'state',
  'counterpart',
  'ownReference',
  'counterpartReference',
  'subject',
  'urgency',
  'answerBy',
  'dueOn',
  'assignee',
  'unit',
  'problem',
  'createdAt',
  'changedAt',
  'link',
] as const

/** The words that a list is told in. */
export interface RowWords {
  readonly lang: Lang
  /** Names of authorities by id. */
  readonly names: ReadonlyMap<string, string>
  /** Names of the office's people and units by id. */
  readonly staff: ReadonlyMap<string, string>
  /** Where this node is. */
  readonly origin: string
}

export function headingOf(lang: Lang): string[] {
  const say = sayOfExport(lang)
  return exportColumns.map((column) => say(`column.${column}`))
}

/** One request as cells of text; instants as `2026-11-23 14:03`, which every spreadsheet sorts. */
export function cellsOf(row: RequestRow, { lang, names, staff, origin }: RowWords): string[] {
  const say = sayIn(lang)
  const cells: Readonly<Record<(typeof exportColumns)[number], string>> = {
    direction: say(`direction.${row.direction}`),
    form: sayOr(say, `form.${row.form}`, row.form),
    state: sayOr(say, `state.${row.state}`, row.state),
    counterpart: counterpartOf(row, names),
    ownReference: row.ownReference,
    counterpartReference: row.counterpartReference ?? '',
    subject: row.subject,
    urgency: say(`urgency.${row.urgency}`),
    answerBy: row.answerBy ?? '',
    dueOn: row.dueOn ?? '',
    assignee: nameIn(staff, row.assignee),
    unit: nameIn(staff, row.unit),
    problem: row.problem === null ? '' : problemText(lang, row.problem),
    createdAt: minute(row.createdAt),
    changedAt: minute(row.changedAt),
    link: `${origin}/requests/${row.id}`,
  }
  return exportColumns.map((column) => cells[column])
}

function counterpartOf(row: RequestRow, names: ReadonlyMap<string, string>): string {
  if (row.counterpart !== null) return names.get(row.counterpart) ?? row.counterpart
  return row.counterpartName ?? ''
}

function nameIn(names: ReadonlyMap<string, string>, id: string | null): string {
  return id === null ? '' : (names.get(id) ?? id)
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ')
}

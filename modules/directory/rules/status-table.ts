import { InstrumentStatus, instrumentStatuses, type Register, type State } from '../contract.ts'

/** Columns of a table of statuses, in the order of an export; an import takes them in any. */
export const statusColumns = ['state', 'instrument', 'status', 'signed', 'ratified', 'in-force', 'as-of', 'source'] as const

/** What can be wrong with a row. */
export const rowProblemKinds = [
  'column-missing',
  'column-unknown',
  'row-twice',
  'state-unknown',
  'instrument-unknown',
  'status-unknown',
  'not-a-day',
  'in-the-future',
  'needed',
  'before-signature',
  'not-valid',
] as const
type RowProblemKind = (typeof rowProblemKinds)[number]

/** What does not hold in a row. */
export interface RowProblem {
  readonly line: number
  readonly column: string
  readonly problem: RowProblemKind
}

/** One row that holds. */
export interface StatusRow {
  readonly state: string
  readonly status: InstrumentStatus
}

/**
 * Reads a table of statuses: every row that holds, and of the others what is wrong with each. An empty cell says nothing; nothing is
 * concluded from it.
 */
export function readStatusTable(
  text: string,
  known: { readonly register: Register; readonly states: readonly State[]; readonly today: string },
): { readonly rows: readonly StatusRow[]; readonly problems: readonly RowProblem[] } {
  const [head, ...lines] = csvRows(text.replace(/^\ufeff/, ''))
  const columns = (head?.cells ?? []).map((one) => one.trim().toLowerCase())
  const missing = ['state', 'instrument', 'status'].filter((one) => !columns.includes(one))
  const strange = columns.filter((one) => !statusColumns.some((column) => column === one))
  if (missing.length > 0 || strange.length > 0)
    return {
      rows: [],
      problems: [
        ...missing.map((column) => ({ line: 1, column, problem: 'column-missing' as const })),
        ...strange.map((column) => ({ line: 1, column, problem: 'column-unknown' as const })),
      ],
    }
  const rows: StatusRow[] = []
  const problems: RowProblem[] = []
  const seen = new Set<string>()
  for (const { line, cells } of lines.filter((one) => one.cells.some((cell) => cell.trim() !== ''))) {
    const read = readRow(new Map(columns.map((column, place) => [column, (cells[place] ?? '').trim()])), known)
    if ('problems' in read) {
      problems.push(...read.problems.map((one) => ({ line, ...one })))
      continue
    }
    const key = `${read.state} ${read.status.instrument}`
    if (seen.has(key)) problems.push({ line, column: 'instrument', problem: 'row-twice' })
    seen.add(key)
    rows.push(read)
  }
  return { rows, problems: problems.slice(0, 1000) }
}

type Known = Parameters<typeof readStatusTable>[1]

function readRow(
  cells: ReadonlyMap<string, string>,
  { register, states, today }: Known,
): StatusRow | { readonly problems: readonly { column: string; problem: RowProblemKind }[] } {
  const cell = (column: string): string => cells.get(column) ?? ''
  const problems: { column: string; problem: RowProblemKind }[] = []
  const bad = (column: string, problem: RowProblemKind): void => void problems.push({ column, problem })
  const [state, instrument, status] = [
    cell('state').toUpperCase(),
    cell('instrument').toUpperCase(),
    cell('status').toLowerCase(),
  ]
  if (!states.some(({ code }) => code === state)) bad('state', 'state-unknown')
  if (!register.instruments.some(({ id }) => id === instrument)) bad('instrument', 'instrument-unknown')
  const kind = instrumentStatuses.find((one) => one === status)
  if (kind === undefined) bad('status', 'status-unknown')
  for (const column of ['signed', 'ratified', 'in-force', 'as-of']) {
    const day = cell(column)
    if (day !== '' && !isDay(day)) bad(column, 'not-a-day')
    // An entry into force may be ahead; what was done was done.
    else if (day > today && column !== 'in-force') bad(column, 'in-the-future')
  }
  // "No" without anybody who says so would be a guess.
  if (kind !== undefined && kind !== 'unknown')
    for (const column of ['as-of', 'source']) if (cell(column) === '') bad(column, 'needed')
  if (cell('signed') !== '' && cell('ratified') !== '' && cell('signed') > cell('ratified')) bad('ratified', 'before-signature')
  if (problems.length > 0) return { problems }
  const said = {
    instrument,
    status: kind,
    ...given('signedOn', cell('signed')),
    ...given('ratifiedOn', cell('ratified')),
    ...given('inForceOn', cell('in-force')),
    ...given('asOf', cell('as-of')),
    ...given('source', cell('source')),
  }
  const parsed = InstrumentStatus.safeParse(said)
  return parsed.success
    ? { state, status: parsed.data }
    : { problems: [{ column: String(parsed.error.issues[0]?.path[0] ?? 'status'), problem: 'not-valid' }] }
}

function given(key: string, value: string): Record<string, string> {
  return value === '' ? {} : { [key]: value }
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
  )
}

/** Rows of a CSV (RFC 4180; semicolons where the first line has no comma), each with the line on which it begins. */
export function csvRows(text: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const separator = !(text.split('\n')[0] ?? '').includes(',') && (text.split('\n')[0] ?? '').includes(';') ? ';' : ','
  const rows: { line: number; cells: string[] }[] = []
  let [cell, quoted, line] = ['', false, 1]
  let row = { line, cells: new Array<string>() }
  const endRow = (): void => {
    row.cells.push(cell)
    rows.push(row)
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '\n') line += 1
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === separator) {
      row.cells.push(cell)
      cell = ''
    } else if (sign === '\n') {
      endRow()
      row = { line, cells: [] }
    } else if (sign !== '\r') cell += sign
  }
  if (cell !== '' || row.cells.length > 0) endRow()
  return rows
}

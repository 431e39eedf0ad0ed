import { createHash } from 'node:crypto'
import type { DecisionKind, ImportFault, ImportField, ImportMapping, MeasureOutcome, RequestState } from '../contract.ts'
import type { Channel } from '../contract.ts'
import { isToCome } from '../rules/happened.ts'
import { isOfSeries } from '../rules/references.ts'
import { readDay } from './read-day.ts'
import {
  channelMeant,
  decisionMeant,
  directionMeant,
  outcomeMeant,
  stateCodeMeant,
  stateMeant,
  urgencyMeant,
} from './vocabulary.ts'

/** One request of a backlog, ready to be registered. */
export interface BacklogRequest {
  readonly row: number
  readonly direction: 'incoming' | 'outgoing'
  readonly channel: Exclude<Channel, 'network'>
  readonly counterpartName: string
  readonly counterpartState: string
  readonly ownReference: string
  readonly counterpartReference: string | null
  readonly subject: string
  readonly facts: string | null
  readonly legalBasis: string | null
  readonly assistance: string | null
  readonly state: RequestState
  readonly decided: DecisionKind | null
  readonly outcome: MeasureOutcome | null
  readonly urgency: 'routine' | 'urgent'
  readonly datedOn: string
  readonly decidedOn: string | null
  readonly closedOn: string | null
}

/** What came of a row: a request, or everything that is wrong with it. */
export type CheckedRow = { readonly good: BacklogRequest } | { readonly faults: readonly ImportFault[] }

/** One row of the file with its number. */
export interface FileRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** Checks every row by itself, and that no reference stands twice in the file: `seen` are those of the rows before. `today` bounds dates and numbers. */
export function checkRows(
  rows: readonly FileRow[],
  mapping: ImportMapping,
  { ownAuthority, today, seen }: { ownAuthority: string; today: string; seen: Set<string> },
): CheckedRow[] {
  return rows.map((row) => {
    const checked = checkRow(row, mapping, today)
    if (!('good' in checked)) return checked
    const { ownReference } = checked.good
    const refused = (fault: ImportFault['fault']): CheckedRow => ({
      faults: [{ row: row.row, field: 'ownReference', value: ownReference.slice(0, 300), fault }],
    })
    if (seen.has(ownReference)) return refused('twice-in-file')
    if (isOfSeries(ownAuthority, ownReference, Number(today.slice(0, 4)))) return refused('reference-of-register')
    seen.add(ownReference)
    return checked
  })
}

const maxLengths: Partial<Readonly<Record<ImportField, number>>> = {
  counterpartName: 300,
  ownReference: 300,
  counterpartReference: 300,
  subject: 300,
  facts: 20_000,
  legalBasis: 300,
  assistance: 20_000,
}

/** One row against the mapping: every fault of it, not only the first. */
export function checkRow(row: FileRow, mapping: ImportMapping, today: string): CheckedRow {
  const { faults, cell, wrong, meant, text, day, needed } = reading(row, mapping, today)
  const direction = needed('direction', meant('direction', directionMeant, mapping.direction))
  const channel = needed('channel', meant('channel', channelMeant, mapping.channel))
  const counterpartName = needed('counterpartName', text('counterpartName') ?? mapping.counterpartName)
  const counterpartState = needed('counterpartState', meant('counterpartState', stateCodeMeant, mapping.counterpartState))
  const subject = needed('subject', text('subject'))
  const datedOn = needed('datedOn', day('datedOn'))
  const [decidedOn, closedOn] = [day('decidedOn'), day('closedOn')]
  const told = meant('decided', decisionMeant, null)
  const outcome = meant('outcome', outcomeMeant, null)
  const urgency = meant('urgency', urgencyMeant, 'routine' as const)
  const state = direction === null ? null : stateOf({ word: cell('state'), direction, closedOn, decided: told, decidedOn }, wrong)
  if (datedOn !== null && decidedOn !== null && decidedOn < datedOn) wrong('decidedOn', 'dates-out-of-order')
  if (closedOn !== null && closedOn < (decidedOn ?? datedOn ?? closedOn)) wrong('closedOn', 'dates-out-of-order')
  const good = {
    row: row.row,
    ownReference: text('ownReference') ?? referenceFrom(row.cells),
    counterpartReference: text('counterpartReference'),
    facts: text('facts'),
    legalBasis: text('legalBasis'),
    assistance: text('assistance'),
    outcome,
    decidedOn,
    closedOn,
  }
  if (
    faults.length > 0 ||
    !direction ||
    !channel ||
    !counterpartName ||
    !counterpartState ||
    !subject ||
    !datedOn ||
    !state ||
    !urgency
  )
    return { faults }
  const decided = told ?? (decidedStates.has(state) || decidedOn !== null ? 'granted' : null)
  return { good: { ...good, direction, channel, counterpartName, counterpartState, subject, state, decided, urgency, datedOn } }
}

/** Reads the cells of one row by field, and collects what is wrong with them. */
function reading({ row, cells }: FileRow, mapping: ImportMapping, today: string) {
  const faults: ImportFault[] = []
  const cell = (field: ImportField): string => {
    const at = mapping.columns.indexOf(field)
    return at < 0 ? '' : unescaped(cells[at] ?? '')
  }
  const wrong = (field: ImportField, fault: ImportFault['fault']): null => {
    faults.push({ row, field, value: cell(field).slice(0, 300), fault })
    return null
  }
  const meant = <Value>(field: ImportField, read: (word: string) => Value | null, otherwise: Value | null): Value | null =>
    cell(field) === ''
      ? otherwise
      : (read(cell(field)) ?? wrong(field, failedFormula.test(cell(field)) ? 'formula-failed' : 'not-understood'))
  const text = (field: ImportField): string | null => {
    if (failedFormula.test(cell(field))) return wrong(field, 'formula-failed')
    if (cell(field).length > (maxLengths[field] ?? 300)) return wrong(field, 'too-long')
    return cell(field) === '' ? null : cell(field)
  }
  const day = (field: ImportField): string | null => {
    if (cell(field) === '') return null
    const read = readDay(cell(field), mapping.dateOrder)
    if (read === null) return wrong(field, dateFault(cell(field)))
    return isToCome(read, today) ? wrong(field, 'in-the-future') : read
  }
  const needed = <Value>(field: ImportField, value: Value | null): Value | null => {
    if (value === null && !faults.some((fault) => fault.field === field)) wrong(field, 'missing')
    return value
  }
  return { faults, cell, wrong, meant, text, day, needed }
}

/** What a spreadsheet shows for a formula that failed. */
const failedFormula = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/

/** Why a cell is no date: what to write differs. */
function dateFault(text: string): ImportFault['fault'] {
  if (failedFormula.test(text)) return 'formula-failed'
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) return 'date-as-number'
  return /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2}$/.test(text) ? 'year-of-two-digits' : 'not-a-date'
}

/** Text as it was meant, where a program wrapped it so that a spreadsheet leaves it alone: `="007"`, `'-5`. */
function unescaped(text: string): string {
  const bare = text.trim().replace(/^'(?=[=+\-@＝＋－＠])/, '')
  return (/^="([^"]*)"$/.exec(bare)?.[1] ?? bare).trim()
}

// From here on somebody has decided; a register that does not say how it went means that it was done.
const decidedStates: ReadonlySet<RequestState> = new Set([
  'decided',
  'with-executing-authority',
  'executing',
  'executed',
  'result-sent',
  'result-received',
  'assessed',
  'closed',
])
/** A request that never left is no backlog of requests: it is drafted here. */
const unsent: ReadonlySet<RequestState> = new Set(['draft', 'in-review', 'approved', 'ready'])

interface StateFacts {
  readonly word: string
  readonly direction: 'incoming' | 'outgoing'
  readonly closedOn: string | null
  readonly decided: DecisionKind | null
  readonly decidedOn: string | null
}

function stateOf(
  { word, direction, closedOn, decided, decidedOn }: StateFacts,
  wrong: (field: ImportField, fault: ImportFault['fault']) => null,
): RequestState | null {
  if (word === '') {
    if (closedOn !== null) return 'closed'
    if (decided !== null || decidedOn !== null) return 'decided'
    return direction === 'incoming' ? 'received' : 'sent'
  }
  const state = stateMeant(word, direction)
  if (state === null) {
    const other = stateMeant(word, direction === 'incoming' ? 'outgoing' : 'incoming')
    return wrong('state', other === null ? 'not-understood' : 'state-of-other-side')
  }
  return unsent.has(state) ? wrong('state', 'never-sent') : state
}

/** A row without a reference gets one made from what it says: the same row is known again when the file comes twice. */
function referenceFrom(cells: readonly string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(cells.map((cell) => cell.trim())))
    .digest('hex')
  return `R-${hash.slice(0, 12).toUpperCase()}`
}

import type { AuthoritySummary, Confirmation, ContactPoint } from '../contract.ts'
import { pointFields, textsOfPoint } from './point-fields.ts'

const columns = [
  'id',
  'state',
  'kind',
  'name_en',
  'form',
  'instrument',
  'territory',
  'languages',
  'electronic_acceptance',
  'confirmed_on',
] as const

/** The found authorities as CSV (RFC 4180, UTF-8 with byte order mark), one line for each designation. */
export function authoritiesCsv(authorities: readonly AuthoritySummary[]): string {
  const lines = authorities.flatMap((one) => {
    const head = [one.id, one.state, one.kind, one.names.en]
    if (one.designations.length === 0) return [[...head, '', '', '', '', '', one.confirmedOn]]
    return one.designations.map((each) => [
      ...head,
      each.form,
      each.instrument,
      each.territory,
      each.languages.join(' '),
      yesOrNo(each.electronicAcceptance),
      one.confirmedOn,
    ])
  })
  return csvOf([[...columns], ...lines])
}

/** Contact points as CSV, for a spreadsheet and back: lists stand one item on each line of their cell. */
export function pointsCsv(points: readonly ContactPoint[]): string {
  const rows = points.map(textsOfPoint).map((texts) => pointFields.map((field) => texts[field]))
  return csvOf([[...pointFields], ...rows])
}

/** When each entry was confirmed last, for whoever calls those that are late. */
export function confirmationsCsv(all: readonly Confirmation[]): string {
  const head = ['id', 'state', 'name_en', 'confirmed_on', 'days', 'standing', 'on_network']
  const lines = all.map((one) => [
    one.authorityId,
    one.state,
    one.names.en,
    one.confirmedOn,
    String(one.days),
    one.standing,
    yesOrNo(one.onNetwork),
  ])
  return csvOf([head, ...lines])
}

/** Lines as CSV (RFC 4180, UTF-8 with byte order mark). */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `\ufeff${lines.map((line) => line.map(cellOf).join(',')).join('\r\n')}\r\n`
}

/** A cell that starts like a formula would run in a spreadsheet: it gets an apostrophe. */
function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function yesOrNo(said: boolean | undefined): string {
  if (said === undefined) return 'unknown'
  return said ? 'yes' : 'no'
}

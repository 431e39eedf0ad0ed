import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import type { ActName, DossierKind } from '../contract.ts'

/**
 * Days on which something happened, by the act that says so and by the dossier that carries it: none of them may be to come. Days by which something is
 * owed, or until which it holds, are no such days; nor is that of a disclosure of which notice is given before it.
 */
const happenedOn: { readonly [Name in ActName | DossierKind]?: readonly string[] } = {
  'make-oral': ['madeOn'],
  'confirm-written': ['receivedOn'],
  'record-use': ['on'],
  'meet-condition': ['on'],
  'condition-met': ['on'],
  'return-material': ['on'],
  'material-returned': ['on'],
  'report-asset': ['on', 'valuation.on', 'rate.on'],
  'asset-report': ['on', 'valuation.on', 'rate.on'],
  'lift-freeze': ['on'],
  'freeze-lifted': ['on'],
  disclose: ['on'],
  'disclosure-notice': ['on'],
}

const DAY_MS = 86_400_000

/** The last day that is not to come anywhere: where this office's day ends, that of another one may have begun long ago. */
export function latestDay(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

/** Whether a day is still to come for everybody. */
export function isToCome(day: string, today: string): boolean {
  return day > latestDay(today)
}

/** What is said to have happened on a day that is still to come. */
export function daysToCome(said: ActName | DossierKind, body: unknown, today: string): Problem[] {
  if (fieldAt(body, 'before') === true) return []
  return (happenedOn[said] ?? []).flatMap((path) => {
    const day = fieldAt(body, path)
    return typeof day === 'string' && isToCome(day, today) ? [{ path, message: 'in-the-future' }] : []
  })
}

/** @throws ComityError `bad-input` at the field that names a day to come. */
export function mustHaveHappened(act: ActName, input: unknown, today: string): void {
  const problems = daysToCome(act, input, today)
  if (problems.length > 0) throw new ComityError('bad-input', { problems })
}

function fieldAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((value: unknown, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), body)
}

import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import type { ActInput, DraftContent, Outcome } from '../contract.ts'

/**
 * The outcomes of a request after a result: a later word on a measure replaces the earlier one.
 *
 * @throws ComityError `bad-input` where an outcome is of no measure of the request or comes twice, or a last result leaves a measure without one.
 */
export function withOutcomes(
  request: { readonly content: DraftContent; readonly outcomes: readonly Outcome[] },
  result: Pick<ActInput<'send-result'>, 'outcomes' | 'final'>,
): Outcome[] {
  const measures = (request.content.measures ?? []).map((measure) => measure.id)
  const told = new Map(request.outcomes.map((outcome) => [outcome.measureId, outcome]))
  const problems: Problem[] = []
  const named = new Set<string>()
  for (const [index, { measureId, outcome, because, remarks }] of result.outcomes.entries()) {
    if (!measures.includes(measureId)) problems.push({ path: `outcomes.${index}.measureId`, message: 'measure-unknown' })
    if (named.has(measureId)) problems.push({ path: `outcomes.${index}.measureId`, message: 'outcome-twice' })
    named.add(measureId)
    told.set(measureId, { measureId, outcome, because: because ?? null, remarks: remarks ?? null })
  }
  if (result.final)
    for (const id of measures) if (!told.has(id)) problems.push({ path: `outcomes.${id}`, message: 'outcome-missing' })
  if (problems.length > 0) throw new ComityError('bad-input', { problems })
  return measures.flatMap((id) => told.get(id) ?? [])
}

import type { MeasureKind } from '../../contract.ts'
import type { FieldSpec } from './specs.ts'

/** A measure by its place in the request, its kind and what it asks for, so that two of a kind are told apart. */
export interface MeasureOfField {
  readonly at: number
  readonly kind: MeasureKind
  readonly description: string
}

/** Fields of a measure, tied to it. */
export function ofMeasure(measure: MeasureOfField, fields: readonly FieldSpec[]): FieldSpec[] {
  const { at, kind, description } = measure
  return fields.map((one) => ({ ...one, measure: { at, kind, description } }))
}

/** Neighbours that are about the same measure, together; every other field by itself. */
export function groupsOf(specs: readonly FieldSpec[]): FieldSpec[][] {
  const groups: FieldSpec[][] = []
  for (const spec of specs) {
    const last = groups.at(-1)
    const beside = last?.[0]?.measure
    if (last !== undefined && beside !== undefined && beside.at === spec.measure?.at) last.push(spec)
    else groups.push([spec])
  }
  return groups
}

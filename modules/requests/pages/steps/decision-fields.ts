import type { Request } from '../../contract.ts'
import type { Typed } from '../form/read-fields.ts'
import { ofMeasure } from '../form/measure-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import { groundOptions } from './act-pages.tsx'

/** What a decision says as a whole. */
export const wholeDecision: readonly FieldSpec[] = [
  {
    name: 'decision',
    label: 'act.decision',
    widget: 'choice',
    required: true,
    options: (['granted', 'granted-with-conditions', 'partially-granted', 'postponed', 'refused'] as const).map((value) => ({
      value,
      label: `decide.${value}` as const,
    })),
  },
  { name: 'grounds', label: 'field.ground', hint: 'field.ground.hint', widget: 'choice', options: groundOptions },
  { name: 'reasons', label: 'field.reasons', widget: 'text' },
  { name: 'reviewOn', label: 'field.reviewOn', hint: 'field.reviewOn.hint', widget: 'date' },
]

/** What the form of a decision asks; one measure alone is not granted in part. */
export function decisionFields(request: Request): readonly FieldSpec[] {
  const parts = partsOf(request)
  if (parts.length > 0) return [...wholeDecision, ...parts]
  return wholeDecision.map((field) =>
    field.name === 'decision'
      ? { ...field, options: (field.options ?? []).filter(({ value }) => value !== 'partially-granted') }
      : field,
  )
}

/** Each measure by itself, where there are several to tell apart. */
function partsOf({ content }: Request): readonly FieldSpec[] {
  const measures = content.measures ?? []
  if (measures.length < 2) return []
  return measures.flatMap(({ id, kind, description }, at) =>
    ofMeasure({ at, kind, description }, [
      {
        name: `measure-${id}`,
        label: 'act.decision',
        hint: 'field.measureDecision.hint',
        widget: 'choice',
        options: (['granted', 'refused', 'postponed'] as const).map((value) => ({
          value,
          label: `measureDecision.${value}` as const,
        })),
      },
      { name: `ground-${id}`, label: 'field.ground', widget: 'choice', options: groundOptions },
      { name: `reasons-${id}`, label: 'field.reasons', widget: 'lines' },
    ]),
  )
}

/** What is not granted rests on its own ground and reasons, or where it has none on those of the whole decision. */
export function decidedParts(typed: Typed, { content }: Request): object[] {
  return (content.measures ?? []).flatMap(({ id }) => {
    const own = (name: string, whole: string): string => [typed[`${name}-${id}`], typed[whole]].find(Boolean) ?? ''
    const decided = typed[`measure-${id}`] ?? ''
    if (decided === '' || decided === 'granted') return [{ measureId: id, decision: 'granted' }]
    const [ground, reasons] = [own('ground', 'grounds'), own('reasons', 'reasons')]
    return [
      {
        measureId: id,
        decision: decided,
        ...(ground === '' ? {} : { ground }),
        ...(reasons === '' ? {} : { reasons }),
      },
    ]
  })
}

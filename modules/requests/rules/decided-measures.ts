import type { DraftContent, LegalRecord } from '../contract.ts'

/** What the decision that holds says of a measure: refused or postponed by itself or with the whole request; null where it goes ahead. */
export interface DecidedMeasure {
  readonly decision: 'refused' | 'postponed'
  readonly reasons: string | null
}

/** The measures that the decision in force does not let go ahead, by their ids. */
export function decidedMeasures(
  record: LegalRecord,
  content: Pick<DraftContent, 'measures'>,
): ReadonlyMap<string, DecidedMeasure> {
  const last = record.decisions.at(-1)
  if (last === undefined) return new Map()
  const { decision: whole, reasons } = last
  if (whole === 'refused' || whole === 'postponed')
    return new Map((content.measures ?? []).map(({ id }) => [id, { decision: whole, reasons }]))
  return new Map(
    last.measures.flatMap(({ measureId, decision, reasons: own }) =>
      decision === 'granted' ? [] : [[measureId, { decision, reasons: own ?? reasons }] as const],
    ),
  )
}

import { Bdi, DataTable, Tag, type Tone } from '@comity/ui'
import type { MeasureOutcome, Outcome, Request } from '../../contract.ts'
import { decidedMeasures, type DecidedMeasure } from '../../rules/decided-measures.ts'
import type { View } from '../view.ts'

const tones: Readonly<Record<MeasureOutcome, Tone>> = {
  full: 'success',
  partial: 'info',
  'attempted-not-achieved': 'warning',
  refused: 'danger',
  postponed: 'warning',
  withdrawn: 'neutral',
  impossible: 'danger',
}

/** What was asked, item by item, and what came of each: what was decided of it, until its execution brought an outcome. */
export function Measures({ view: { lang, say }, request }: { readonly view: View; readonly request: Request }) {
  const decided = decidedMeasures(request.record, request.content)
  const rows = (request.content.measures ?? []).map((measure, at) => ({
    measure,
    at,
    told: request.outcomes.find((one) => one.measureId === measure.id) ?? withoutExecution(decided.get(measure.id)),
  }))
  return (
    <DataTable
      lang={lang}
      caption={say('request.measures')}
      rows={rows}
      rowKey={(row) => row.measure.id}
      columns={[
        {
          key: 'measure',
          header: say('field.kind'),
          names: true,
          cell: ({ measure, at }) => `${at + 1}. ${say(`measure.${measure.kind}`)}`,
        },
        { key: 'description', header: say('field.description'), cell: ({ measure }) => <Bdi>{measure.description}</Bdi> },
        {
          key: 'outcome',
          header: say('field.outcome'),
          cell: ({ told }) =>
            told === undefined ? (
              <span class="hint">{say('outcome.none')}</span>
            ) : (
              <>
                <Tag tone={tones[told.outcome]}>{say(`outcome.${told.outcome}`)}</Tag>{' '}
                {told.remarks !== null && <Bdi>{told.remarks}</Bdi>}
              </>
            ),
        },
      ]}
    />
  )
}

function withoutExecution(decided: DecidedMeasure | undefined): Pick<Outcome, 'outcome' | 'remarks'> | undefined {
  return decided && { outcome: decided.decision, remarks: decided.reasons }
}

import { Bdi, DataTable, Tag, type Tone } from '@comity/ui'
import type { MeasureOutcome, Request } from '../../contract.ts'
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

/** What was asked, item by item, and what came of each. */
export function Measures({ view: { lang, say }, request }: { readonly view: View; readonly request: Request }) {
  const rows = (request.content.measures ?? []).map((measure, at) => ({
    measure,
    at,
    reported: request.outcomes.find((one) => one.measureId === measure.id),
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
          cell: ({ reported }) =>
            reported === undefined ? (
              <span class="hint">{say('outcome.none')}</span>
            ) : (
              <>
                <Tag tone={tones[reported.outcome]}>{say(`outcome.${reported.outcome}`)}</Tag>{' '}
                {reported.remarks !== null && <Bdi>{reported.remarks}</Bdi>}
              </>
            ),
        },
      ]}
    />
  )
}

import { Bdi, Code, DataTable, Tag, type Column } from '@comity/ui'
import type { BulkOutcome } from '../../contract.ts'
import { sayOfWork } from '../../work/texts.ts'
import { refusalText } from '../texts.ts'
import type { View } from '../view.ts'

interface OutcomeTableProps {
  readonly view: View
  readonly caption: string
  readonly outcomes: readonly BulkOutcome[]
  /** What stands in the last column: why not, what became of it, or nothing. */
  readonly says: 'nothing' | 'refusal' | 'outcome'
}

/** Requests of a bulk act, each named where the reader may see it. */
export function OutcomeTable({ view, caption, outcomes, says }: OutcomeTableProps) {
  const { lang, say } = view
  const t = sayOfWork(lang)
  const last: Column<BulkOutcome> = {
    key: 'outcome',
    header: t(says === 'refusal' ? 'bulk.why' : 'bulk.outcome'),
    cell: ({ refusal }) => (
      <>
        {says === 'outcome' && (
          <Tag tone={refusal === null ? 'success' : 'warning'}>{t(refusal === null ? 'bulk.done' : 'bulk.notDone')}</Tag>
        )}{' '}
        {refusal !== null && whyNot(view, refusal)}
      </>
    ),
  }
  return (
    <DataTable
      lang={lang}
      caption={caption}
      rows={outcomes}
      rowKey={({ id }) => id}
      columns={[
        { key: 'subject', header: say('field.subject'), names: true, cell: (one) => <Named view={view} outcome={one} /> },
        {
          key: 'reference',
          header: say('field.ownReference'),
          cell: ({ reference }) => (reference === null ? say('none') : <Code>{reference}</Code>),
        },
        ...(says === 'nothing' ? [] : [last]),
      ]}
    />
  )
}

function Named({ view: { lang, say }, outcome: { id, reference, subject } }: { view: View; outcome: BulkOutcome }) {
  if (reference === null) return <>{sayOfWork(lang)('bulk.unseen')}</>
  return (
    <a href={`/requests/${id}`}>
      <Bdi>{subject === null || subject === '' ? say('requests.noSubject') : subject}</Bdi>
    </a>
  )
}

function whyNot({ lang }: View, refusal: string): string {
  const t = sayOfWork(lang)
  switch (refusal) {
    case 'not-allowed':
    case 'internal':
    case 'bad-input':
      return t(`refusal.${refusal}`)
    default:
      return refusalText(lang, refusal)
  }
}

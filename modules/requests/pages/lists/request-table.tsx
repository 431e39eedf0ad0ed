import { Bdi, Code, DataTable, DateTime, Tag, type DataTableProps } from '@comity/ui'
import type { RequestRow } from '../../contract.ts'
import { StateTag } from '../content/state-tag.tsx'
import type { View } from '../view.ts'

export interface RequestTableProps {
  readonly view: View
  readonly caption: string
  readonly rows: readonly RequestRow[]
  readonly names: ReadonlyMap<string, string>
  readonly more?: Partial<Pick<DataTableProps<RequestRow>, 'paging' | 'exports' | 'empty' | 'hideCaption'>>
}

/** Requests in a table; at phone width each is a card. */
export function RequestTable({ view, caption, rows, names, more = {} }: RequestTableProps) {
  const { lang, say } = view
  return (
    <DataTable
      lang={lang}
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'subject',
          header: say('field.subject'),
          names: true,
          cell: (row) => (
            <a href={`/requests/${row.id}`}>
              <Bdi>{row.subject === '' ? say('requests.noSubject') : row.subject}</Bdi>
            </a>
          ),
        },
        { key: 'state', header: say('field.state'), cell: (row) => <StateCell view={view} row={row} /> },
        {
          key: 'counterpart',
          header: say('field.counterpart'),
          cell: (row) => (
            <Bdi>
              {row.counterpart === null ? (row.counterpartName ?? say('none')) : (names.get(row.counterpart) ?? row.counterpart)}
            </Bdi>
          ),
        },
        { key: 'reference', header: say('field.ownReference'), cell: (row) => <Code>{row.ownReference}</Code> },
        { key: 'changed', header: say('field.changedAt'), cell: (row) => <DateTime lang={lang} at={row.changedAt} /> },
      ]}
      {...more}
    />
  )
}

function StateCell({ view: { lang, say }, row }: { readonly view: View; readonly row: RequestRow }) {
  return (
    <>
      <StateTag say={say} state={row.state} />
      {row.urgency === 'urgent' && (
        <>
          {' '}
          <Tag tone="danger">{say('urgency.urgent')}</Tag>
        </>
      )}
      {row.problem !== null && (
        <>
          {' '}
          <Tag tone="danger">{say('request.problem')}</Tag>
        </>
      )}
      {row.answerBy !== null && (
        <div class="hint">
          <DateTime lang={lang} at={row.answerBy} only="date" />
        </div>
      )}
    </>
  )
}

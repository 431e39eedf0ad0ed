import { Bdi, Code, DataTable, DateTime, Tag, type DataTableProps } from '@comity/ui'
import type { RequestRow } from '../../contract.ts'
import { StateTag } from '../content/state-tag.tsx'
import { sayOfWork } from '../../work/texts.ts'
import type { View } from '../view.ts'

export interface RequestTableProps {
  readonly view: View
  readonly caption: string
  readonly rows: readonly RequestRow[]
  readonly names: ReadonlyMap<string, string>
  /** Names of officers by id, where the list says who has each request. */
  readonly officers?: ReadonlyMap<string, string>
  readonly more?: Partial<Pick<DataTableProps<RequestRow>, 'paging' | 'exports' | 'empty' | 'hideCaption' | 'selection'>>
}

/** Requests in a table; at phone width each is a card. */
export function RequestTable({ view, caption, rows, names, officers, more = {} }: RequestTableProps) {
  const { lang, say, zone } = view
  const dated = rows.some(({ dueOn }) => dueOn !== null)
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
        ...(dated
          ? [{ key: 'due', header: sayOfWork(lang)('field.due'), cell: (row: RequestRow) => <Due view={view} on={row.dueOn} /> }]
          : []),
        ...(officers === undefined
          ? []
          : [
              {
                key: 'officer',
                header: say('field.assignee'),
                cell: (row: RequestRow) => <Bdi>{holder(view, row, officers)}</Bdi>,
              },
            ]),
        {
          key: 'changed',
          header: say('field.changedAt'),
          cell: (row) => <DateTime lang={lang} at={row.changedAt} zone={zone} />,
        },
      ]}
      {...more}
    />
  )
}

/** A day on which something is owed; a dash where none is. */
export function Due({ view: { lang, say }, on }: { readonly view: View; readonly on: string | null }) {
  return on === null ? <>{say('none')}</> : <DateTime lang={lang} at={on} only="date" />
}

function holder({ say }: View, { assignee }: RequestRow, officers: ReadonlyMap<string, string>): string {
  return assignee === null ? say('assign.nobody') : (officers.get(assignee) ?? say('none'))
}

/** Where a request stands, with what is urgent about it. */
export function StateCell({ view: { lang, say }, row }: { readonly view: View; readonly row: RequestRow }) {
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

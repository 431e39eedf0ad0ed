import { Bdi, Code, DataTable, DateTime, Tag, type DataTableProps } from '@comity/ui'
import type { AssetRow } from '../../contract.ts'
import { Standing, Value } from '../asset/words.tsx'
import type { View } from '../view.ts'

export interface AssetTableProps {
  readonly view: View
  readonly rows: readonly AssetRow[]
  readonly more?: Partial<Pick<DataTableProps<AssetRow>, 'paging' | 'empty'>>
}

/** Assets in a table; at phone width each is a card. */
export function AssetTable({ view, rows, more = {} }: AssetTableProps) {
  const { lang, say } = view
  const day = (at: string | null) => (at === null ? '–' : <DateTime lang={lang} at={at} only="date" />)
  return (
    <DataTable
      lang={lang}
      caption={say('title')}
      hideCaption
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'description',
          header: say('field.description'),
          names: true,
          cell: (row) => (
            <a href={`/assets/${row.id}`}>
              <Bdi>{row.description}</Bdi>
            </a>
          ),
        },
        {
          key: 'column',
          header: say('parts'),
          cell: (row) => (
            <>
              <Standing view={view} asset={row} />
              {row.disputed > 0 && <Tag tone="danger">{say('disputes.open', { count: row.disputed })}</Tag>}
            </>
          ),
        },
        { key: 'value', header: say('field.value'), align: 'end', cell: (row) => <Value view={view} asset={row} /> },
        { key: 'state', header: say('field.state'), cell: (row) => <Code>{row.state.toUpperCase()}</Code> },
        { key: 'since', header: say('freeze.since'), cell: (row) => day(row.frozenSince) },
        {
          key: 'until',
          header: say('freeze.until'),
          cell: (row) => (row.frozenSince !== null && row.frozenUntil === null ? say('furtherOrder') : day(row.frozenUntil)),
        },
      ]}
      {...more}
    />
  )
}

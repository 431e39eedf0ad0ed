import type { Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'
import { Pagination } from './navigation.tsx'
import { EmptyState } from './notices.tsx'

/** One column. `key` is what the sort order names. */
export interface Column<Row> {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ComponentChildren
  readonly sortable?: boolean
  /** `end` for figures. */
  readonly align?: 'start' | 'end'
  /** The column that names the row: its cells are row headers. */
  readonly names?: boolean
}

/** As `aria-sort` says it. */
export type SortDirection = 'ascending' | 'descending'

/** How the rows are sorted, and the address of another order. */
export interface Sorting {
  readonly by: string
  readonly direction: SortDirection
  readonly hrefFor: (key: string, direction: SortDirection) => string
}

/** What `DataTable` takes. */
export interface DataTableProps<Row> {
  readonly lang: Lang
  readonly caption: string
  readonly hideCaption?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly sorting?: Sorting
  /** Adds a checkbox to each row (value: its key); stand the table in a `Form`. `label` names the row. */
  readonly selection?: { readonly name: string; readonly label: (row: Row) => string }
  /** How many there are in all, when known. */
  readonly total?: number
  readonly paging?: { readonly previousHref?: string | undefined; readonly nextHref?: string | undefined }
  readonly exports?: { readonly csvHref?: string; readonly xlsxHref?: string; readonly jsonHref?: string }
  /** What stands there without rows, under the caption unless that is hidden; an `EmptyState` by default. */
  readonly empty?: ComponentChildren
}

/** A table of records: sorted by links, paged by key, exported by links; at phone width each row becomes a card. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { lang, caption, rows, paging } = props
  if (rows.length === 0) return <Nothing {...props} />
  return (
    <div class="data">
      <div class="table-frame">
        {/* The explicit roles keep the table a table for screen readers when CSS turns its rows into cards. */}
        <table role="table" data-select-table={props.selection !== undefined ? '' : undefined}>
          <caption class={props.hideCaption === true ? 'unseen' : undefined}>{caption}</caption>
          <thead role="rowgroup">
            <Heads {...props} />
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <Line key={props.rowKey(row)} table={props} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <div class="table-foot">
        {props.total !== undefined && <p class="table-total">{uiText(lang)('results', { count: props.total })}</p>}
        <Exports {...props} />
        <Pagination lang={lang} previousHref={paging?.previousHref} nextHref={paging?.nextHref} />
      </div>
    </div>
  )
}

function Nothing<Row>({ lang, caption, hideCaption, empty }: DataTableProps<Row>) {
  const said = empty ?? <EmptyState title={uiText(lang)('empty')} />
  if (hideCaption === true) return <>{said}</>
  return (
    <section class="table-frame none">
      <h2>{caption}</h2>
      {said}
    </section>
  )
}

function Heads<Row>({ lang, columns, sorting, selection }: DataTableProps<Row>) {
  const t = uiText(lang)
  return (
    <tr role="row">
      {selection !== undefined && (
        <th role="columnheader" scope="col" class="pick">
          <span class="unseen">{t('select')}</span>
          <input class="js-only" type="checkbox" data-select-all aria-label={t('select-all')} />
        </th>
      )}
      {columns.map((column) => (
        <Head key={column.key} column={column} sorting={sorting} />
      ))}
    </tr>
  )
}

function Head<Row>({ column, sorting }: { readonly column: Column<Row>; readonly sorting: Sorting | undefined }) {
  const end = column.align === 'end' ? 'end' : undefined
  if (sorting === undefined || column.sortable !== true)
    return (
      <th role="columnheader" scope="col" class={end}>
        {column.header}
      </th>
    )
  const sorted = sorting.by === column.key ? sorting.direction : undefined
  const other = sorted === 'ascending' ? 'descending' : 'ascending'
  return (
    <th role="columnheader" scope="col" class={end} aria-sort={sorted ?? 'none'}>
      <a class={`sort ${sorted ?? ''}`} href={sorting.hrefFor(column.key, other)}>
        {column.header}
      </a>
    </th>
  )
}

function Line<Row>({ table, row }: { readonly table: DataTableProps<Row>; readonly row: Row }) {
  const { selection } = table
  return (
    <tr role="row">
      {selection !== undefined && (
        <td role="cell" class="pick">
          <input
            type="checkbox"
            name={selection.name}
            value={table.rowKey(row)}
            aria-label={`${uiText(table.lang)('select')} ${selection.label(row)}`}
          />
        </td>
      )}
      {table.columns.map((column) => {
        const end = column.align === 'end' ? 'end' : undefined
        return column.names === true ? (
          <th key={column.key} role="rowheader" scope="row" class={end}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} role="cell" class={end} data-label={column.header}>
            <div>{column.cell(row)}</div>
          </td>
        )
      })}
    </tr>
  )
}

function Exports<Row>({ lang, exports }: DataTableProps<Row>) {
  if (exports === undefined) return null
  return (
    <p class="exports">
      {uiText(lang)('export')}{' '}
      {exports.csvHref !== undefined && (
        <a href={exports.csvHref} download>
          <bdi dir="ltr">CSV</bdi>
        </a>
      )}{' '}
      {exports.xlsxHref !== undefined && (
        <a href={exports.xlsxHref} download>
          <bdi dir="ltr">XLSX</bdi>
        </a>
      )}{' '}
      {exports.jsonHref !== undefined && (
        <a href={exports.jsonHref} download>
          <bdi dir="ltr">JSON</bdi>
        </a>
      )}
    </p>
  )
}

import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { pageRoute, show, type App } from '@comity/http'
import { Button, ButtonRow, EmptyState, FilterBar, PageHeading, SelectField, TextField } from '@comity/ui'
import { AssetFilter, columns, type AssetPage } from '../../contract.ts'
import { exportAssets, listAssets } from '../../server.ts'
import { viewOf, type View } from '../view.ts'
import { AssetTable } from './asset-table.tsx'
import { exportList } from './export.ts'

/** What the address of the list may say; a select left at "choose" sends an empty text. */
const Query = z.strictObject({
  text: z.string().max(200).optional(),
  column: z.string().max(40).optional(),
  state: z.string().max(10).optional(),
  matterId: z.string().max(40).optional(),
  requestId: z.string().max(40).optional(),
  after: z.string().max(400).optional(),
  format: z.enum(['csv', 'xlsx']).optional(),
})
type Query = z.output<typeof Query>

const pageRows = 25

/** All assets that one may see: what ends soonest first; filtered, paged, exported. */
export function addAssetList(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/assets', query: Query }, async (call) => {
    const view = viewOf(call)
    const filter = filterOf(call.query)
    if (call.query.format !== undefined) {
      const { format } = call.query
      const { after: _place, limit: _size, ...narrowed } = filter
      const rows = await inContext(node, call.viewer.actor, (ctx) => exportAssets(ctx, { filter: narrowed, format }))
      return exportList(view, rows, format)
    }
    const page = await listAssets(node.db, call.viewer, { ...filter, after: call.query.after })
    return show({ title: view.say('title'), current: '/assets', body: <AssetList view={view} query={call.query} page={page} /> })
  })
}

/** The filter that an address means; words that no column or State has are left out. */
function filterOf(asked: Query): AssetFilter {
  const { format: _, after: __, ...query } = asked
  const wanted = Object.entries({ ...query, state: query.state?.toLowerCase() }).filter(
    ([, value]) => value !== undefined && value !== '',
  )
  const known = wanted.filter(([name, value]) => AssetFilter.safeParse({ [name]: value }).success)
  return AssetFilter.parse({ ...Object.fromEntries(known), limit: pageRows })
}

function hrefWith(query: Query, change: Readonly<Record<string, string>>): string {
  const kept = Object.entries({ ...query, after: undefined, format: undefined, ...change }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  )
  return `/assets?${new URLSearchParams(kept).toString()}`
}

function AssetList({ view, query, page }: { readonly view: View; readonly query: Query; readonly page: AssetPage }) {
  const { lang, say } = view
  const filtered = [query.text, query.column, query.state, query.matterId, query.requestId].some(
    (value) => value !== undefined && value !== '',
  )
  const add = view.may('open') ? <Button href="/assets/new">{say('new')}</Button> : undefined
  const actions = (
    <ButtonRow>
      {add}
      <Button kind="secondary" href={hrefWith(query, {}).replace('/assets?', '/assets/totals?')}>
        {say('totals')}
      </Button>
      <Button kind="link" href="/assets/rates">
        {say('rates')}
      </Button>
    </ButtonRow>
  )
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} actions={actions} />
      <FilterBar lang={lang} action="/assets" clearHref={filtered ? '/assets' : undefined}>
        <TextField lang={lang} name="text" label={say('search')} value={query.text} type="search" width="medium" />
        <SelectField
          lang={lang}
          name="column"
          label={say('field.column')}
          value={query.column}
          options={columns.map((value) => ({ value, label: say(`column.${value}`) }))}
        />
        <TextField
          lang={lang}
          name="state"
          label={say('field.state')}
          value={query.state}
          width="short"
          dir="ltr"
          maxLength={2}
        />
        {query.matterId !== undefined && <input type="hidden" name="matterId" value={query.matterId} />}
        {query.requestId !== undefined && <input type="hidden" name="requestId" value={query.requestId} />}
      </FilterBar>
      <AssetTable
        view={view}
        rows={page.rows}
        more={{
          empty: <EmptyState title={say(filtered ? 'empty.filtered' : 'empty')} action={filtered ? undefined : add} />,
          paging: {
            previousHref: query.after === undefined ? undefined : hrefWith(query, {}),
            nextHref: page.next === null ? undefined : hrefWith(query, { after: page.next }),
          },
        }}
      />
      {page.rows.length > 0 && (
        <p class="exports">
          {say('export')} <a href={hrefWith(query, { format: 'csv' })}>CSV</a>{' '}
          <a href={hrefWith(query, { format: 'xlsx' })}>XLSX</a>
        </p>
      )}
    </>
  )
}

import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { Code, DataTable, DateTime, EmptyState, FilterBar, Money, PageHeading, TextField } from '@comity/ui'
import { AssetFilter, Currency, type Totals } from '../../contract.ts'
import { assetTotals } from '../../server.ts'
import { assetsCrumb, viewOf, type View } from '../view.ts'

const Query = z.strictObject({
  text: z.string().max(200).optional(),
  column: z.string().max(40).optional(),
  state: z.string().max(10).optional(),
  matterId: z.string().max(40).optional(),
  requestId: z.string().max(40).optional(),
  currency: z.string().max(3).optional(),
})
type Query = z.output<typeof Query>

/** Sums per column and currency, converted where a currency is wished. */
export function addTotals(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/assets/totals', query: Query }, async (call) => {
    const view = viewOf(call)
    const { currency, ...rest } = call.query
    const known = Object.entries(rest).filter(
      ([name, value]) => value !== undefined && value !== '' && AssetFilter.safeParse({ [name]: value }).success,
    )
    const { limit: _, after: __, ...filter } = AssetFilter.parse(Object.fromEntries(known))
    const wished = Currency.safeParse(currency?.toUpperCase())
    const totals = await assetTotals(node.db, call.viewer, { ...filter, ...(wished.success ? { currency: wished.data } : {}) })
    return show({
      title: view.say('totals'),
      current: '/assets',
      breadcrumbs: [assetsCrumb(view.say)],
      body: <TotalsView view={view} totals={totals} query={call.query} />,
    })
  })
}

function TotalsView({ view, totals, query }: { readonly view: View; readonly totals: Totals; readonly query: Query }) {
  const { lang, say } = view
  const currency = query.currency?.toUpperCase() ?? ''
  const missing = [...new Set(totals.converted.flatMap((one) => one.missing))]
  const kept = Object.entries(query).filter(([name, value]) => name !== 'currency' && value !== undefined && value !== '')
  return (
    <>
      <PageHeading title={say('totals')} lead={say('totals.lead')} />
      <FilterBar lang={lang} action="/assets/totals">
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          lang={lang}
          name="currency"
          label={say('totals.convert')}
          value={currency}
          width="short"
          dir="ltr"
          maxLength={3}
        />
      </FilterBar>
      <DataTable
        lang={lang}
        caption={say('totals')}
        rows={totals.totals}
        rowKey={(row) => `${row.column} ${row.currency}`}
        empty={<EmptyState title={say('empty')} />}
        columns={[
          { key: 'column', header: say('parts'), names: true, cell: (row) => say(`column.${row.column}`) },
          {
            key: 'amount',
            header: say('entry.amount'),
            align: 'end',
            cell: (row) => <Money lang={lang} amount={row.amount} currency={row.currency} />,
          },
          { key: 'assets', header: say('title'), align: 'end', cell: (row) => row.assets },
        ]}
      />
      {totals.converted.length > 0 && (
        <DataTable
          lang={lang}
          caption={say('totals.converted', { currency })}
          rows={totals.converted}
          rowKey={(row) => row.column}
          columns={[
            { key: 'column', header: say('parts'), names: true, cell: (row) => say(`column.${row.column}`) },
            {
              key: 'amount',
              header: say('entry.amount'),
              align: 'end',
              cell: (row) => <Money lang={lang} amount={row.amount} currency={row.currency} />,
            },
          ]}
        />
      )}
      {missing.length > 0 && <p class="hint">{say('totals.missing', { currencies: missing.join(', ') })}</p>}
      {totals.rates.map((rate) => (
        <p class="hint" key={rate.from}>
          <Code>{`1 ${rate.from} = ${rate.value} ${rate.to}`}</Code> · <DateTime lang={lang} at={rate.on} only="date" /> ·{' '}
          {rate.source}
        </p>
      ))}
    </>
  )
}

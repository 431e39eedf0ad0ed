import { sayOfImport } from '../../import/texts.ts'
import { sayOffNetwork } from '../../off-network/texts.ts'
import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { Button, EmptyState, FilterBar, PageHeading, SelectField, TextField } from '@comity/ui'
import { z } from 'zod'
import {
  incomingStates,
  outgoingStates,
  Cursor,
  RequestFilter,
  requestSorts,
  type Page,
  type RequestRow,
} from '../../contract.ts'
import { listRequests } from '../../server.ts'
import { authorityNames } from '../authorities.ts'
import { viewOf, type View } from '../view.ts'
import { RequestTable } from './request-table.tsx'

/** What the address of a list may say; a select left at "choose" sends an empty text. */
const Query = z.strictObject({
  text: z.string().max(200).optional(),
  state: z.string().max(40).optional(),
  counterpart: z.string().max(80).optional(),
  sort: z.string().max(20).optional(),
  after: Cursor.optional(),
})
type Query = z.output<typeof Query>

type Direction = 'outgoing' | 'incoming'

const pageRows = 25

/** The lists of requests in either direction: searched, filtered, paged, exported. */
export function addRequestLists(app: App, node: Node): void {
  for (const direction of ['outgoing', 'incoming'] as const) {
    pageRoute(app, { method: 'GET', url: `/requests/${direction}`, query: Query }, async (call) => {
      const filter = filterOf(direction, call.query)
      const view = viewOf(call)
      const [page, names] = await Promise.all([
        listRequests(node.db, call.viewer, { ...filter, after: call.query.after }),
        authorityNames(node, call.lang),
      ])
      return show({
        title: view.say(`nav.${direction}`),
        current: `/requests/${direction}`,
        body: <RequestList view={view} direction={direction} query={call.query} page={page} names={names} />,
      })
    })
  }
}

/** The filter that an address means; words that no state or order has are left out. */
function filterOf(direction: Direction, query: Query): RequestFilter {
  const wanted = Object.entries({
    text: query.text,
    state: query.state,
    counterpart: query.counterpart,
    sort: query.sort,
  }).filter(([, value]) => value !== undefined && value !== '')
  const known = wanted.filter(([name, value]) => RequestFilter.safeParse({ [name]: value }).success)
  return RequestFilter.parse({ ...Object.fromEntries(known), direction, limit: pageRows })
}

function hrefWith(direction: Direction, query: Query, change: Record<string, string>): string {
  const kept = Object.entries({ ...query, after: undefined, ...change }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  )
  return `/requests/${direction}?${new URLSearchParams(kept).toString()}`
}

/** The same list as a file, without its pages. */
function exportHref(format: 'csv' | 'xlsx', direction: Direction, query: Query): string {
  return hrefWith(direction, query, { direction }).replace(`/requests/${direction}?`, `/requests/export.${format}?`)
}

interface RequestListProps {
  readonly view: View
  readonly direction: Direction
  readonly query: Query
  readonly page: Page<RequestRow>
  readonly names: ReadonlyMap<string, string>
}

function RequestList({ view, direction, query, page, names }: RequestListProps) {
  const { lang, say } = view
  const filtered = Object.values({ ...query, after: undefined }).some((value) => value !== undefined && value !== '')
  const states = direction === 'outgoing' ? outgoingStates : incomingStates
  const newRequest =
    direction === 'outgoing' && view.writes ? <Button href="/requests/new">{say('button.newRequest')}</Button> : undefined
  return (
    <>
      <PageHeading title={say(`nav.${direction}`)} actions={newRequest} />
      {view.registers && (
        <p>
          <a href={`/requests/register?direction=${direction}`}>{sayOffNetwork(lang)('register.title')}</a>
          {' · '}
          <a href="/requests/import">{sayOfImport(lang)('title')}</a>
        </p>
      )}
      <FilterBar lang={lang} action={`/requests/${direction}`} clearHref={filtered ? `/requests/${direction}` : undefined}>
        <TextField lang={lang} name="text" label={say('filter.text')} value={query.text} type="search" width="medium" />
        <SelectField
          lang={lang}
          name="state"
          label={say('field.state')}
          value={query.state}
          options={states.map((value) => ({ value, label: say(`state.${value}`) }))}
        />
        <SelectField
          lang={lang}
          name="counterpart"
          label={say('field.counterpart')}
          value={query.counterpart}
          options={[...names].map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          lang={lang}
          name="sort"
          label={say('filter.sort')}
          value={query.sort ?? 'changed'}
          options={requestSorts.map((value) => ({ value, label: say(`sort.${value}`) }))}
        />
      </FilterBar>
      <RequestTable
        view={view}
        caption={say(`nav.${direction}`)}
        rows={page.rows}
        names={names}
        more={{
          hideCaption: true,
          empty: <EmptyState title={say(`requests.empty.${direction}`)} action={filtered ? undefined : newRequest} />,
          exports: {
            csvHref: exportHref('csv', direction, query),
            xlsxHref: exportHref('xlsx', direction, query),
          },
          paging: {
            previousHref: query.after === undefined ? undefined : hrefWith(direction, query, {}),
            nextHref: page.next === null ? undefined : hrefWith(direction, query, { after: page.next }),
          },
        }}
      />
    </>
  )
}

import { sayOfImport } from '../../import/texts.ts'
import { sayOffNetwork } from '../../off-network/texts.ts'
import type { Node, Viewer } from '@comity/accounts/contract'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Button, EmptyState, PageHeading } from '@comity/ui'
import type { Page, RequestRow } from '../../contract.ts'
import { may } from '../../policy.ts'
import { placesOf } from '../../rules/sight.ts'
import { listRequests } from '../../server.ts'
import { sayOfWork } from '../../work/texts.ts'
import { authorityNames } from '../authorities.ts'
import { viewOf, type View } from '../view.ts'
import { ListFilters } from './list-filters.tsx'
import { exportHref, filterOf, isFiltered, keptFilterOf, listHref, ListQuery, type Direction } from './list-query.ts'
import { listViews, ListTabs, type ListViews } from './list-views.tsx'
import { staffFor, type Staff } from './people.ts'
import { RequestTable } from './request-table.tsx'
import { SaveFilter } from './save-filter.tsx'
import { Selection } from './selection.tsx'

/** The lists of requests in either direction: searched, filtered, paged, exported, and worked on many at once. */
export function addRequestLists(app: App, node: Node): void {
  for (const direction of ['outgoing', 'incoming'] as const) {
    pageRoute(app, { method: 'GET', url: `/requests/${direction}`, query: ListQuery }, async (call) => {
      const views = await listViews(node, call.viewer, direction)
      const start = views.saved.find((one) => one.start)
      // Only who asks for nothing at all is shown what they begin with.
      if (start !== undefined && Object.keys(call.query).length === 0)
        return redirect(listHref(direction, { ...start.filter, view: start.id }))
      const view = viewOf(call)
      const [page, names, staff] = await Promise.all([
        listRequests(node.db, call.viewer, { ...filterOf(direction, call.query), after: call.query.after }),
        authorityNames(node, call.lang),
        staffFor(node, call.viewer),
      ])
      const scene = { view, direction, query: call.query, page, names, staff, views, ...rightsOf(call.viewer, direction) }
      return show({ title: view.say(`nav.${direction}`), current: `/requests/${direction}`, body: <RequestList {...scene} /> })
    })
  }
}

interface Rights {
  readonly assigns: boolean
  readonly acknowledges: boolean
  /** Units for which the reader may keep filters. */
  readonly units: readonly string[]
}

function rightsOf({ actor }: Viewer, direction: Direction): Rights {
  const allowed = (act: 'assign' | 'acknowledge') =>
    actor.authorityId !== null && may(actor, act, { ownAuthority: actor.authorityId })
  return {
    assigns: allowed('assign'),
    acknowledges: direction === 'incoming' && allowed('acknowledge'),
    units: placesOf(actor).flatMap(({ units }) => units),
  }
}

interface RequestListProps extends Rights {
  readonly view: View
  readonly direction: Direction
  readonly query: ListQuery
  readonly page: Page<RequestRow>
  readonly names: ReadonlyMap<string, string>
  readonly staff: Staff
  readonly views: ListViews
}

function RequestList(props: RequestListProps) {
  const { view, direction, query, staff, units } = props
  const { lang, say } = view
  const newRequest =
    direction === 'outgoing' && view.writes ? <Button href="/requests/new">{say('button.newRequest')}</Button> : undefined
  return (
    <>
      <PageHeading title={say(`nav.${direction}`)} actions={newRequest} />
      <Doors {...props} />
      <ListTabs {...props} />
      <ListFilters {...props} />
      {isFiltered(query) && <SaveFilter view={view} direction={direction} query={query} staff={staff} units={units} />}
      {props.views.saved.length > 0 && (
        <p>
          <a href="/requests/filters">{sayOfWork(lang)('saved.manage')}</a>
        </p>
      )}
      <ListRows {...props} empty={isFiltered(query) ? undefined : newRequest} />
    </>
  )
}

/** Where requests come in by hand, and where what came in is dealt out. */
function Doors({ view: { lang, registers }, direction, assigns }: RequestListProps) {
  const triages = assigns && direction === 'incoming'
  if (!registers && !triages) return null
  return (
    <p>
      {triages && (
        <>
          <a href="/requests/triage">{sayOfWork(lang)('triage.title')}</a>
          {registers && ' · '}
        </>
      )}
      {registers && (
        <>
          <a href={`/requests/register?direction=${direction}`}>{sayOffNetwork(lang)('register.title')}</a>
          {' · '}
          <a href="/requests/import">{sayOfImport(lang)('title')}</a>
        </>
      )}
    </p>
  )
}

function ListRows({
  view,
  direction,
  query,
  page,
  names,
  staff,
  assigns,
  acknowledges,
  empty,
}: RequestListProps & { readonly empty: preact.VNode | undefined }) {
  const { say } = view
  const here = { ...keptFilterOf(query), view: query.view ?? 'all' }
  const table = (
    <RequestTable
      view={view}
      caption={say(`nav.${direction}`)}
      rows={page.rows}
      names={names}
      officers={staff.names}
      more={{
        hideCaption: true,
        selection: { name: 'ids', label: (row) => row.ownReference },
        empty: <EmptyState title={say(`requests.empty.${direction}`)} action={empty} />,
        exports: { csvHref: exportHref('csv', direction, query), xlsxHref: exportHref('xlsx', direction, query) },
        paging: {
          previousHref: query.after === undefined ? undefined : listHref(direction, here),
          nextHref: page.next === null ? undefined : listHref(direction, { ...here, after: page.next }),
        },
      }}
    />
  )
  if (page.rows.length === 0) return table
  return (
    <Selection view={view} assigns={assigns} acknowledges={acknowledges} back={listHref(direction, here)}>
      {table}
    </Selection>
  )
}

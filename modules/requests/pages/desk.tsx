import type { Node, Viewer } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { Button, Count, EmptyState, PageHeading, Stat, StatRow } from '@comity/ui'
import { RequestFilter, type Dashboard, type RequestRow, type RequestState } from '../contract.ts'
import { dashboard, listRequests } from '../server.ts'
import { authorityNames } from './authorities.ts'
import { RequestTable } from './lists/request-table.tsx'
import { viewOf, type View } from './view.ts'

type Owed = {
  readonly name: Exclude<keyof Dashboard, 'queueProblems'> | 'waiting'
  readonly direction: 'outgoing' | 'incoming'
  readonly states: readonly RequestState[]
  /** Only a head does it. */
  readonly byHead?: true
}

/** The lists of the desk: what this office owes first, then what it waits for. */
const lists: readonly Owed[] = [
  { name: 'toReview', direction: 'outgoing', states: ['in-review'], byHead: true },
  { name: 'toSend', direction: 'outgoing', states: ['approved'], byHead: true },
  { name: 'toAcknowledge', direction: 'incoming', states: ['received'] },
  { name: 'clarificationsOwed', direction: 'outgoing', states: ['clarification-asked'] },
  { name: 'toDecide', direction: 'incoming', states: ['acknowledged'], byHead: true },
  { name: 'toExecute', direction: 'incoming', states: ['decided', 'executing'] },
  { name: 'resultsToAssess', direction: 'outgoing', states: ['result-received'] },
  { name: 'toClose', direction: 'outgoing', states: ['assessed'] },
  { name: 'drafts', direction: 'outgoing', states: ['draft'] },
  { name: 'waiting', direction: 'outgoing', states: ['sent', 'delivered', 'acknowledged', 'decided', 'executing'] },
  { name: 'waiting', direction: 'incoming', states: ['clarification-asked'] },
]

// The desk shows the most urgent few of each list; the whole list is one click away.
const shownRows = 5

interface Heap {
  readonly owed: Owed
  readonly rows: readonly RequestRow[]
}

/** The desk: what is owed, and by whom. */
export function addDesk(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/' }, async (call) => {
    const view = viewOf(call)
    const [counts, heaps, names] = await Promise.all([
      dashboard(node.db, call.viewer),
      heapsOf(node, call.viewer),
      authorityNames(node, call.lang),
    ])
    return show({
      title: view.say('desk.title'),
      current: '/',
      body: <Desk view={view} counts={counts} heaps={heaps} names={names} />,
    })
  })
}

async function heapsOf(node: Node, viewer: Viewer): Promise<Heap[]> {
  const heaps = await Promise.all(lists.map(async (owed) => ({ owed, rows: await rowsOf(node, viewer, owed) })))
  const filled = heaps.filter((heap) => heap.rows.length > 0)
  if (viewer.actor.roles.includes('head')) return filled
  // What waits for a colleague comes after one's own.
  return [...filled.filter((heap) => heap.owed.byHead === undefined), ...filled.filter((heap) => heap.owed.byHead === true)]
}

async function rowsOf(node: Node, viewer: Viewer, { direction, states }: Owed): Promise<RequestRow[]> {
  const pages = await Promise.all(
    states.map((state) =>
      listRequests(node.db, viewer, RequestFilter.parse({ direction, state, sort: 'unchanged', limit: shownRows })),
    ),
  )
  const rows = pages.flatMap((page) => page.rows)
  return rows.sort((a, b) => a.changedAt.localeCompare(b.changedAt)).slice(0, shownRows)
}

interface DeskProps {
  readonly view: View
  readonly counts: Dashboard
  readonly heaps: readonly Heap[]
  readonly names: ReadonlyMap<string, string>
}

export function Desk({ view, counts, heaps, names }: DeskProps) {
  const { say } = view
  const buttons = view.writes ? (
    <>
      <Button kind="secondary" href="/matters/new">
        {say('button.newMatter')}
      </Button>{' '}
      <Button href="/requests/new">{say('button.newRequest')}</Button>
    </>
  ) : undefined
  return (
    <>
      <PageHeading title={say('desk.title')} lead={say('desk.lead')} actions={buttons} />
      {heaps.length === 0 && <EmptyState title={say('desk.nothing')} action={buttons} />}
      {heaps.length > 0 && <Figures view={view} counts={counts} />}
      {heaps.map((heap) => (
        <HeapView
          key={`${heap.owed.name} ${heap.owed.direction}`}
          view={view}
          heap={heap}
          count={heap.owed.name === 'waiting' ? null : counts[heap.owed.name]}
          names={names}
        />
      ))}
    </>
  )
}

function Figures({ view: { say }, counts }: { readonly view: View; readonly counts: Dashboard }) {
  const names = [
    'toReview',
    'toSend',
    'toAcknowledge',
    'clarificationsOwed',
    'toDecide',
    'toExecute',
    'resultsToAssess',
    'toClose',
    'drafts',
    'queueProblems',
  ] as const
  return (
    <StatRow>
      {names
        .filter((name) => counts[name] > 0)
        .map((name) => (
          <Stat key={name} label={say(`desk.${name}`)} value={counts[name]} />
        ))}
    </StatRow>
  )
}

interface HeapProps {
  readonly view: View
  readonly heap: Heap
  readonly count: number | null
  readonly names: ReadonlyMap<string, string>
}

function HeapView({ view, heap: { owed, rows }, count, names }: HeapProps) {
  const { lang, say } = view
  const [state] = owed.states
  const title = say(`desk.${owed.name}`)
  return (
    <section>
      <h2>
        {title}{' '}
        {owed.name === 'waiting' ? (
          <span class="hint">({say(`direction.${owed.direction}`)})</span>
        ) : (
          count !== null && <Count lang={lang} value={count} />
        )}
        {owed.byHead === true && !view.heads && <span class="hint"> ({say('desk.colleague')})</span>}
      </h2>
      <RequestTable view={view} caption={title} rows={rows} names={names} more={{ hideCaption: true }} />
      {count !== null && count > rows.length && (
        <p>
          <a href={`/requests/${owed.direction}?state=${state ?? ''}`}>{say('desk.all', { count })}</a>
        </p>
      )}
    </section>
  )
}

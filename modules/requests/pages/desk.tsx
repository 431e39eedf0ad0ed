import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { dayIn } from '@comity/i18n'
import { Button, Count, Counted, EmptyState, PageHeading, Stat, StatRow } from '@comity/ui'
import { WORK_COUNTED_TO, type DeskHeap, type HeapOnDesk } from '../contract.ts'
import { deskOf } from '../server.ts'
import { authorityNames } from './authorities.ts'
import { RequestTable } from './lists/request-table.tsx'
import { viewOf, type View } from './view.ts'
import { sayAll } from '../work/texts.ts'
import { WorkTabs } from './work/work-tabs.tsx'

/** The list that shows a whole heap; both lists, longest unchanged first, for heaps that one filter does not cover. */
const wholeList: Readonly<Partial<Record<DeskHeap, string>>> = {
  toReview: '/requests/outgoing?state=in-review',
  toSend: '/requests/outgoing?state=approved',
  toAcknowledge: '/requests/incoming?state=received',
  clarificationsOwed: '/requests/outgoing?state=clarification-asked',
  toDecide: '/requests/incoming?state=acknowledged',
  resultsToAssess: '/requests/outgoing?state=result-received',
  toClose: '/requests/outgoing?state=assessed',
  drafts: '/requests/outgoing?state=draft',
}

/** The desk of the whole office: what is owed, and by whom. */
export function addDesk(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/desk' }, async (call) => {
    const view = viewOf(call)
    const today = dayIn(node.world.clock.now(), view.zone)
    const [heaps, names] = await Promise.all([deskOf(node.db, call.viewer, today), authorityNames(node, call.lang)])
    return show({ title: view.say('desk.title'), current: '/', body: <Desk view={view} heaps={heaps} names={names} /> })
  })
}

interface DeskProps {
  readonly view: View
  readonly heaps: readonly HeapOnDesk[]
  readonly names: ReadonlyMap<string, string>
}

export function Desk({ view, heaps, names }: DeskProps) {
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
      <WorkTabs lang={view.lang} current="/desk" />
      {heaps.length === 0 ? (
        <EmptyState title={say('desk.nothing')} action={buttons} />
      ) : (
        <StatRow>
          {heaps.map(({ heap, count }) => (
            <Stat
              key={heap}
              label={say(`desk.${heap}`)}
              value={<Counted lang={view.lang} value={count} most={WORK_COUNTED_TO} />}
              href={`#${heap}`}
            />
          ))}
        </StatRow>
      )}
      {heaps.map((heap) => (
        <HeapView key={heap.heap} view={view} heap={heap} names={names} />
      ))}
    </>
  )
}

interface HeapProps {
  readonly view: View
  readonly heap: HeapOnDesk
  readonly names: ReadonlyMap<string, string>
}

function HeapView({ view, heap: { heap, count, rows }, names }: HeapProps) {
  const { lang, say } = view
  const title = say(`desk.${heap}`)
  return (
    <section>
      <h2 id={heap}>
        {title} <Count lang={lang} value={count} most={WORK_COUNTED_TO} />
      </h2>
      <RequestTable view={view} caption={title} rows={rows} names={names} more={{ hideCaption: true }} />
      {count > rows.length && <WholeHeap view={view} heap={heap} count={count} />}
    </section>
  )
}

function WholeHeap({
  view: { lang, say },
  heap,
  count,
}: {
  readonly view: View
  readonly heap: DeskHeap
  readonly count: number
}) {
  const list = wholeList[heap]
  const all = sayAll(lang, count)
  if (list !== undefined) {
    return (
      <p>
        <a href={list}>{all}</a>
      </p>
    )
  }
  return (
    <p>
      {all}: <a href="/requests/outgoing?sort=unchanged">{say('nav.outgoing')}</a> ·{' '}
      <a href="/requests/incoming?sort=unchanged">{say('nav.incoming')}</a>
    </p>
  )
}

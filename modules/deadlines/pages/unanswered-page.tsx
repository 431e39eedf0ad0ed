import { z } from 'zod'
import { pageRoute, show, type App } from '@comity/http'
import { Bdi, DataTable, DateTime, EmptyState, PageHeading } from '@comity/ui'
import type { UnansweredReport } from '../contract.ts'
import { listUnanswered } from '../operations/unanswered.ts'
import { viewOf, type Place, type View } from './view.ts'

const Query = z.strictObject({ before: z.iso.datetime().optional() })

/** On a secretariat's node: between whom an answer is owed, as facts only. */
export function addUnansweredPage(app: App, { node }: Place): void {
  pageRoute(app, { method: 'GET', url: '/unanswered', query: Query }, async (call) => {
    const { reports, next } = await listUnanswered(node.db, call.viewer.actor, call.query.before)
    const view = await viewOf(
      node,
      call,
      reports.flatMap(({ requestingAuthority, requestedAuthority }) => [requestingAuthority, requestedAuthority]),
    )
    const body = <UnansweredList view={view} reports={reports} next={next} later={call.query.before !== undefined} />
    return show({ title: view.say('unanswered'), current: '/unanswered', body })
  })
}

interface UnansweredListProps {
  readonly view: View
  readonly reports: readonly UnansweredReport[]
  readonly next: string | null
  readonly later: boolean
}

function UnansweredList({ view, reports, next, later }: UnansweredListProps) {
  const { lang, say, names } = view
  const name = (id: string) => <Bdi>{names.get(id) ?? id}</Bdi>
  return (
    <>
      <PageHeading title={say('unanswered')} lead={say('unanswered.lead')} />
      <DataTable
        lang={lang}
        caption={say('unanswered')}
        hideCaption
        rows={reports}
        rowKey={(one) => `${one.receivedAt} ${one.requestingAuthority} ${one.requestedAuthority}`}
        empty={<EmptyState title={say('unanswered.empty')} />}
        paging={{
          previousHref: later ? '/unanswered' : undefined,
          nextHref: next === null ? undefined : `/unanswered?before=${encodeURIComponent(next)}`,
        }}
        columns={[
          { key: 'from', header: say('field.from'), names: true, cell: (one) => name(one.requestingAuthority) },
          { key: 'to', header: say('field.toAuthority'), cell: (one) => name(one.requestedAuthority) },
          { key: 'since', header: say('field.since'), cell: (one) => <DateTime lang={lang} at={one.since} only="date" /> },
          { key: 'days', header: say('field.days'), align: 'end', cell: (one) => one.days },
        ]}
      />
    </>
  )
}

import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { Bdi, Button, Code, EmptyState, PageHeading, SummaryList } from '@comity/ui'
import { z } from 'zod'
import { RequestFilter, type Matter, type RequestRow } from '../../contract.ts'
import { getMatter, listRequests } from '../../server.ts'
import { authorityNames } from '../authorities.ts'
import { ListPart } from '../content/request-content.tsx'
import { RequestTable } from '../lists/request-table.tsx'
import { viewOf, type View } from '../view.ts'

/** A matter with its requests to all States at a glance. */
export function addMatterView(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/matters/:id', params: z.strictObject({ id: z.uuid() }) }, async (call) => {
    const view = viewOf(call)
    const matter = await getMatter(node.db, call.viewer, call.params.id)
    const [page, names] = await Promise.all([
      listRequests(node.db, call.viewer, RequestFilter.parse({ matterId: matter.id, limit: 100 })),
      authorityNames(node, call.lang),
    ])
    const body = <MatterView view={view} matter={matter} rows={page.rows} names={names} />
    return show({
      title: matter.title,
      current: '/matters',
      breadcrumbs: [{ text: view.say('nav.matters'), href: '/matters' }],
      body,
    })
  })
}

interface MatterViewProps {
  readonly view: View
  readonly matter: Matter
  readonly rows: readonly RequestRow[]
  readonly names: ReadonlyMap<string, string>
}

function MatterView({ view, matter, rows, names }: MatterViewProps) {
  const { lang, say, writes } = view
  const url = `/matters/${matter.id}/edit`
  const newRequest = !writes ? undefined : (
    <Button href={`/requests/new?matter=${matter.id}`}>{say('button.newRequestFromMatter')}</Button>
  )
  const parts = (['persons', 'property', 'offences'] as const).map((section) => ({
    label: say(`section.${section}`),
    value: String(matter[section].length),
    changeHref: writes ? `${url}/${section}` : undefined,
  }))
  return (
    <>
      <PageHeading caption={<Code>{matter.reference}</Code>} title={<Bdi>{matter.title}</Bdi>} actions={newRequest} />
      <h2>{say('matters.requests')}</h2>
      <RequestTable
        view={view}
        caption={say('matters.requests')}
        rows={rows}
        names={names}
        more={{ hideCaption: true, empty: <EmptyState title={say('requests.empty.matter')} /> }}
      />
      <h2>{say('field.matter')}</h2>
      <SummaryList
        lang={lang}
        items={[
          {
            label: say('matters.edit'),
            value: <Bdi>{matter.facts === '' ? say('none') : matter.facts}</Bdi>,
            changeHref: writes ? url : undefined,
          },
          ...parts,
        ]}
      />
      <ListPart view={view} section="persons" content={matter} />
      <ListPart view={view} section="property" content={matter} />
      <ListPart view={view} section="offences" content={matter} />
    </>
  )
}

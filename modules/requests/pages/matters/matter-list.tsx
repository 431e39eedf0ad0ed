import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { Bdi, Button, Code, DataTable, DateTime, EmptyState, PageHeading, SearchBar } from '@comity/ui'
import { z } from 'zod'
import { Cursor, MatterFilter, type MatterRow, type Page } from '../../contract.ts'
import { listMatters } from '../../server.ts'
import { viewOf, type View } from '../view.ts'

const Query = z.strictObject({ text: z.string().max(200).optional(), after: Cursor.optional() })
type Query = z.output<typeof Query>

/** The office's matters, searched and paged. */
export function addMatterList(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/matters', query: Query }, async (call) => {
    const view = viewOf(call)
    const page = await listMatters(node.db, call.viewer, MatterFilter.parse({ ...call.query, limit: 25 }))
    return show({
      title: view.say('matters.title'),
      current: '/matters',
      body: <MatterList view={view} page={page} query={call.query} />,
    })
  })
}

function MatterList({
  view: { lang, say, zone, writes },
  page,
  query,
}: {
  readonly view: View
  readonly page: Page<MatterRow>
  readonly query: Query
}) {
  const open = writes ? <Button href="/matters/new">{say('button.newMatter')}</Button> : undefined
  const next =
    page.next === null
      ? undefined
      : `/matters?${new URLSearchParams({ ...(query.text === undefined ? {} : { text: query.text }), after: page.next }).toString()}`
  return (
    <>
      <PageHeading title={say('matters.title')} actions={open} />
      <SearchBar lang={lang} action="/matters" name="text" label={say('filter.text')} value={query.text} />
      <DataTable
        lang={lang}
        caption={say('matters.title')}
        hideCaption
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title={say('matters.empty')} action={open} />}
        paging={{ previousHref: query.after === undefined ? undefined : '/matters', nextHref: next }}
        columns={[
          {
            key: 'title',
            header: say('field.title'),
            names: true,
            cell: (row) => (
              <a href={`/matters/${row.id}`}>
                <Bdi>{row.title}</Bdi>
              </a>
            ),
          },
          { key: 'reference', header: say('field.ownReference'), cell: (row) => <Code>{row.reference}</Code> },
          {
            key: 'changed',
            header: say('field.changedAt'),
            cell: (row) => <DateTime lang={lang} at={row.changedAt} zone={zone} />,
          },
        ]}
      />
    </>
  )
}

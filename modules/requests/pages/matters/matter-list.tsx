import type { Node, Viewer } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import {
  Bdi,
  Button,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  FilterBar,
  PageHeading,
  SelectField,
  Tabs,
  Tag,
  TextField,
} from '@comity/ui'
import { z } from 'zod'
import { COUNTED_TO, Cursor, MatterFilter, type MatterRow, type Page } from '../../contract.ts'
import { sayOfMatters } from '../../matters/texts.ts'
import { sightFor } from '../../policy.ts'
import { listMatters } from '../../server.ts'
import { mattersCountedTo } from '../../matters/store-matter-rows.ts'
import { staffFor, type Staff } from '../lists/people.ts'
import { viewOf, type View } from '../view.ts'

const word = z.string().max(80).optional()
const Query = z.strictObject({
  text: z.string().max(200).optional(),
  state: word,
  mine: word,
  unit: word,
  after: Cursor.optional(),
})
type Query = z.output<typeof Query>
type Narrowed = Omit<z.input<typeof MatterFilter>, 'after' | 'limit'>

const views = [
  { name: 'open', filter: { state: 'open' } },
  { name: 'mine', filter: { state: 'open', mine: 'yes' } },
  { name: 'closed', filter: { state: 'closed' } },
  { name: 'all', filter: {} },
] as const

/** The office's matters: searched, filtered, counted, paged and exported. */
export function addMatterList(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/matters', query: Query }, async (call) => {
    const view = viewOf(call)
    const filter = narrowed(call.query)
    const [page, staff, counts] = await Promise.all([
      listMatters(node.db, call.viewer, MatterFilter.parse({ ...filter, after: call.query.after, limit: 25 })),
      staffFor(node, call.viewer),
      countsFor(node, call.viewer),
    ])
    return show({
      title: view.say('matters.title'),
      current: '/matters',
      body: <MatterList view={view} page={page} filter={filter} after={call.query.after} staff={staff} counts={counts} />,
    })
  })
}

/** What the address asks for; words that mean nothing are left out. */
function narrowed({ after: _place, ...query }: Query): Narrowed {
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(wanted.filter(([name, value]) => MatterFilter.safeParse({ [name]: value }).success))
}

async function countsFor(node: Node, viewer: Viewer): Promise<number[]> {
  const sight = sightFor(viewer.actor)
  return Promise.all(views.map(({ filter }) => mattersCountedTo(node.db, sight, filter, COUNTED_TO)))
}

function hrefOf(filter: Narrowed, more: Readonly<Record<string, string>> = {}, page = '/matters'): string {
  const said = { ...Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)])), ...more }
  const query = new URLSearchParams(said).toString()
  return query === '' ? page : `${page}?${query}`
}

interface MatterListProps {
  readonly view: View
  readonly page: Page<MatterRow>
  readonly filter: Narrowed
  readonly after: string | undefined
  readonly staff: Staff
  readonly counts: readonly number[]
}

function MatterList(props: MatterListProps) {
  const { view, filter, staff, counts } = props
  const { lang, say, writes } = view
  const t = sayOfMatters(lang)
  const open = writes ? <Button href="/matters/new">{say('button.newMatter')}</Button> : undefined
  const tabs = views.map(({ name, filter: asked }, at) => ({
    href: hrefOf(asked),
    label: t(`list.${name}`),
    count: counts[at] ?? 0,
    most: COUNTED_TO,
    current: hrefOf(asked) === hrefOf(filter),
  }))
  return (
    <>
      <PageHeading title={say('matters.title')} actions={open} />
      <Tabs lang={lang} label={t('list.views')} items={tabs} />
      <FilterBar lang={lang} action="/matters" clearHref={Object.keys(filter).length > 0 ? '/matters' : undefined}>
        <TextField lang={lang} name="text" label={say('filter.text')} value={filter.text} type="search" width="medium" />
        <SelectField
          lang={lang}
          name="state"
          label={t('list.status')}
          value={filter.state}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <SelectField
          lang={lang}
          name="unit"
          label={t('readers.unit')}
          value={filter.unit}
          options={[{ value: 'office', label: say('assign.wholeOffice') }, ...staff.units]}
        />
        <SelectField
          lang={lang}
          name="mine"
          label={t('readers.has')}
          value={filter.mine}
          options={[{ value: 'yes', label: t('list.mine') }]}
        />
      </FilterBar>
      <Rows {...props} action={open} />
    </>
  )
}

function Rows({ view, page, filter, after, staff, action }: MatterListProps & { readonly action: preact.VNode | undefined }) {
  const { lang, say, zone } = view
  const t = sayOfMatters(lang)
  const isFiltered = Object.keys(filter).length > 0
  return (
    <DataTable
      lang={lang}
      caption={say('matters.title')}
      hideCaption
      rows={page.rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title={isFiltered ? t('list.none') : say('matters.empty')} action={isFiltered ? undefined : action} />}
      exports={{ csvHref: hrefOf(filter, {}, '/matters/export.csv'), xlsxHref: hrefOf(filter, {}, '/matters/export.xlsx') }}
      paging={{
        previousHref: after === undefined ? undefined : hrefOf(filter),
        nextHref: page.next === null ? undefined : hrefOf(filter, { after: page.next }),
      }}
      columns={[
        {
          key: 'title',
          header: say('field.title'),
          names: true,
          cell: (row) => (
            <>
              <a href={`/matters/${row.id}`}>
                <Bdi>{row.title}</Bdi>
              </a>{' '}
              {row.closedAt !== null && <Tag>{t('closed')}</Tag>}
            </>
          ),
        },
        { key: 'reference', header: say('field.ownReference'), cell: (row) => <Code>{row.reference}</Code> },
        {
          key: 'has',
          header: t('readers.has'),
          cell: ({ assignee }) => (
            <Bdi>{assignee === null ? say('assign.nobody') : (staff.names.get(assignee) ?? t('readers.hidden'))}</Bdi>
          ),
        },
        {
          key: 'requests',
          header: t('list.requests'),
          cell: ({ openRequests, requests }) => t('list.openOf', { open: openRequests, all: requests }),
        },
        {
          key: 'changed',
          header: say('field.changedAt'),
          cell: (row) => <DateTime lang={lang} at={row.changedAt} zone={zone} />,
        },
      ]}
    />
  )
}

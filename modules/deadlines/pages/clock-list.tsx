import { z } from 'zod'
import { pageRoute, show, type App } from '@comity/http'
import { Button, ButtonRow, EmptyState, FilterBar, PageHeading, SelectField, Stat, StatRow } from '@comity/ui'
import { ClockFilter } from '../contract.ts'
import type { Clock } from '../contract.ts'
import { listClocks, overdueCounts } from '../operations/list-clocks.ts'
import { ClockTable } from './clock-table.tsx'
import { readingOf, viewOf, type Place, type View } from './view.ts'

const Query = z.strictObject({
  owner: z.string().max(20).optional(),
  only: z.string().max(20).optional(),
  after: z.string().max(200).optional(),
})
type Query = z.output<typeof Query>

const pageRows = 25

/** All running clocks that one may see, what is due first at the head. */
export function addClockList(app: App, place: Place): void {
  pageRoute(app, { method: 'GET', url: '/deadlines', query: Query }, async (call) => {
    const reading = readingOf(place, call.viewer)
    const counts = await overdueCounts(reading)
    const page = await listClocks(reading, { ...filterOf(call.query), limit: pageRows, after: call.query.after })
    const view = await viewOf(
      place.node,
      call,
      page.clocks.map(({ counterpart }) => counterpart),
    )
    const body = <ClockList view={view} query={call.query} page={page} counts={counts} />
    return show({ title: view.say('title'), current: '/deadlines', body })
  })
}

/** Words that no filter has are left out. */
function filterOf({ owner, only }: Query): Partial<ClockFilter> {
  const known = Object.entries({ owner, only }).filter(
    ([name, value]) => ClockFilter.safeParse({ [name]: value || 'none' }).success,
  )
  return ClockFilter.parse(Object.fromEntries(known))
}

function hrefWith(query: Query, after: string): string {
  const kept = Object.entries({ ...query, after }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  )
  return `/deadlines?${new URLSearchParams(kept).toString()}`
}

interface ClockListProps {
  readonly view: View
  readonly query: Query
  readonly page: { readonly clocks: readonly Clock[]; readonly next: string | null }
  readonly counts: { readonly us: number; readonly them: number }
}

function ClockList({ view, query, page, counts }: ClockListProps) {
  const { lang, say } = view
  const all = { value: '', label: say('only.all') }
  const filtered = [query.owner, query.only].some((value) => value !== undefined && value !== '')
  return (
    <>
      <PageHeading
        title={say('title')}
        lead={say('lead')}
        actions={
          <ButtonRow>
            {view.may('feed') && (
              <Button kind="secondary" href="/deadlines/calendar">
                {say('feed')}
              </Button>
            )}
            <Button kind="link" href="/deadlines/rules">
              {say('rules')}
            </Button>
          </ButtonRow>
        }
      />
      <StatRow>
        <Stat label={say('overdue.us')} value={counted(counts.us)} href="/deadlines?owner=us&only=overdue" />
        <Stat label={say('overdue.them')} value={counted(counts.them)} href="/deadlines?owner=them&only=overdue" />
      </StatRow>
      <FilterBar lang={lang} action="/deadlines" clearHref={filtered ? '/deadlines' : undefined}>
        <SelectField
          lang={lang}
          name="owner"
          label={say('field.owner')}
          value={query.owner ?? ''}
          options={[all, ...(['us', 'them'] as const).map((value) => ({ value, label: say(`owner.${value}`) }))]}
        />
        <SelectField
          lang={lang}
          name="only"
          label={say('field.show')}
          value={query.only ?? ''}
          options={[all, ...(['overdue', 'stopped', 'mine'] as const).map((value) => ({ value, label: say(`only.${value}`) }))]}
        />
      </FilterBar>
      <ClockTable
        view={view}
        clocks={page.clocks}
        more={{
          empty: <EmptyState title={say(filtered ? 'empty.filtered' : 'empty')} />,
          paging: {
            previousHref: query.after === undefined ? undefined : hrefWith(query, ''),
            nextHref: page.next === null ? undefined : hrefWith(query, page.next),
          },
        }}
      />
    </>
  )
}

/** As far as they are counted. */
const counted = (count: number): string => (count >= 1000 ? '1000+' : String(count))

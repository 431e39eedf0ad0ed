import type { Node, Viewer } from '@comity/accounts/contract'
import { dayIn } from '@comity/i18n'
import { Tabs } from '@comity/ui'
import { COUNTED_TO, type KeptFilter, type SavedFilter } from '../../contract.ts'
import { sightFor } from '../../policy.ts'
import { countedTo } from '../../store-lists.ts'
import { listFilters } from '../../work/filters.ts'
import { sayOfWork } from '../../work/texts.ts'
import type { View } from '../view.ts'
import { keptFilterOf, listHref, type Direction, type ListQuery } from './list-query.ts'

/** A view of a list with how many requests it shows this reader: counted to one more than the bound. */
export interface CountedView {
  readonly name: 'open' | 'unassigned' | 'mine' | 'overdue'
  readonly filter: KeptFilter
  readonly count: number
}

/** The ready views of a list and the reader's saved ones. */
export interface ListViews {
  readonly ready: readonly CountedView[]
  readonly saved: readonly SavedFilter[]
}

export async function listViews(node: Node, viewer: Viewer, direction: Direction): Promise<ListViews> {
  const today = dayIn(node.world.clock.now(), viewer.timeZone)
  const ready: readonly Omit<CountedView, 'count'>[] = [
    { name: 'open', filter: { open: 'yes' } },
    { name: 'unassigned', filter: { open: 'yes', assignee: 'nobody' } },
    { name: 'mine', filter: { open: 'yes', mine: 'yes' } },
    { name: 'overdue', filter: { open: 'yes', dueBefore: today, sort: 'due' } },
  ]
  const sight = sightFor(viewer.actor)
  const [saved, ...counts] = await Promise.all([
    listFilters(node.db, viewer, direction),
    ...ready.map(({ filter }) => countedTo(node.db, sight, { ...filter, direction }, COUNTED_TO)),
  ])
  return { ready: ready.map((one, at) => ({ ...one, count: counts[at] ?? 0 })), saved }
}

interface ListTabsProps {
  readonly view: View
  readonly direction: Direction
  readonly query: ListQuery
  readonly views: ListViews
}

/** The views of a list as tabs with their counts; more than can be counted is said to be more. */
export function ListTabs({ view: { lang }, direction, query, views }: ListTabsProps) {
  const t = sayOfWork(lang)
  const asked = said(keptFilterOf(query))
  const bySaved = views.saved.some(({ id }) => id === query.view)
  const items = [
    { href: `/requests/${direction}?view=all`, label: t('list.all'), current: asked === '' && !bySaved },
    ...views.ready.map(({ name, filter, count }) => ({
      href: listHref(direction, filter),
      label: t(`list.${name}`),
      count,
      most: COUNTED_TO,
      current: !bySaved && asked === said(filter),
    })),
    ...views.saved.map(({ id, name, filter, count }) => ({
      href: listHref(direction, { ...filter, view: id }),
      label: name,
      count,
      most: COUNTED_TO,
      current: query.view === id,
    })),
  ]
  return <Tabs lang={lang} label={t('list.views')} items={items} />
}

/** The same for filters that say the same, in whatever order. */
function said(filter: KeptFilter): string {
  return Object.entries(filter)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted((a, b) => a.localeCompare(b))
    .join('&')
}

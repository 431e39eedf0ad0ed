import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, DataTable, EmptyState, ErrorSummary, Form, InsetText, PageHeading, Tag } from '@comity/ui'
import { formatNumber } from '@comity/i18n'
import { z } from 'zod'
import { COUNTED_TO, SaveFilter as NewFilter, type SavedFilter } from '../../contract.ts'
import { placesOf } from '../../rules/sight.ts'
import { deleteFilter, listFilters, restoreFilter, saveFilter, startWith } from '../../work/filters.ts'
import { sayOfWork } from '../../work/texts.ts'
import { FormBody, typedIn, type Typed } from '../form/read-fields.ts'
import { listHref, ListQuery } from '../lists/list-query.ts'
import { staffFor, type Staff } from '../lists/people.ts'
import { SaveFilter } from '../lists/save-filter.tsx'
import { viewOf, type View } from '../view.ts'

const OfId = z.strictObject({ id: z.uuid() })
const Query = z.strictObject({ deleted: z.uuid().optional(), name: z.string().max(80).optional() })
const Start = z.strictObject({ direction: z.enum(['outgoing', 'incoming']), filter: z.union([z.uuid(), z.literal('')]) })
const list = '/requests/filters'

/** Saved filters: kept from a list, begun with, deleted and brought back. */
export function addFilterPages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: list, query: Query }, async (call) => {
    const [filters, staff] = await Promise.all([listFilters(node.db, call.viewer), staffFor(node, call.viewer)])
    const t = sayOfWork(call.lang)
    return show({
      title: t('saved.title'),
      body: <Filters view={viewOf(call)} filters={filters} staff={staff} query={call.query} />,
    })
  })
  addKeeping(app, node)
  pageRoute(app, { method: 'POST', url: `${list}/:id/delete`, params: OfId }, async (call) => {
    const kept = await inContext(node, call.viewer.actor, (ctx) => deleteFilter(ctx, call.params.id))
    return redirect(`${list}?${new URLSearchParams({ deleted: kept.id, name: kept.name }).toString()}`)
  })
  pageRoute(app, { method: 'POST', url: `${list}/:id/restore`, params: OfId }, async (call) => {
    await inContext(node, call.viewer.actor, (ctx) => restoreFilter(ctx, call.params.id))
    return redirect(list, { notice: sayOfWork(call.lang)('saved.restored') })
  })
  pageRoute(app, { method: 'POST', url: `${list}/start`, body: Start, again: true }, async (call) => {
    const { direction, filter } = call.body
    await inContext(node, call.viewer.actor, (ctx) => startWith(ctx, { direction, filter: filter === '' ? null : filter }))
    return redirect(list, { notice: sayOfWork(call.lang)('saved.started') })
  })
}

function addKeeping(app: App, node: Node): void {
  pageRoute(app, { method: 'POST', url: list, body: FormBody }, async (call) => {
    const t = sayOfWork(call.lang)
    const typed = typedIn(call.body)
    const { direction, name = '', for: whose = 'me' } = typed
    const query = ListQuery.safeParse(filterIn(typed))
    const input = NewFilter.safeParse({ direction, name, unit: whose === 'me' ? null : whose, filter: filterIn(typed) })
    if (!query.success || (direction !== 'incoming' && direction !== 'outgoing')) throw new ComityError('bad-input')
    const saved = input.success
      ? await kept(() => inContext(node, call.viewer.actor, (ctx) => saveFilter(ctx, input.data)))
      : null
    if (saved !== null && saved !== 'taken')
      return redirect(listHref(direction, { ...saved.filter, view: saved.id }), {
        notice: t('saved.saved', { name: saved.name }),
      })
    const error = t(saved === 'taken' ? 'saved.taken' : 'saved.nameNeeded')
    const units = placesOf(call.viewer.actor).flatMap((place) => place.units)
    const body = (
      <>
        <ErrorSummary lang={call.lang} problems={[{ path: 'name', message: error }]} />
        <PageHeading title={t('saved.save')} />
        <SaveFilter
          view={viewOf(call)}
          direction={direction}
          query={query.data}
          staff={await staffFor(node, call.viewer)}
          units={units}
          error={error}
          name={name}
          unit={whose}
        />
      </>
    )
    return show({ title: t('saved.save'), current: `/requests/${direction}`, status: 422, body })
  })
}

/** What was saved, or that its name is taken; any other refusal is an error page. */
async function kept<Saved>(save: () => Promise<Saved>): Promise<Saved | 'taken'> {
  try {
    return await save()
  } catch (error) {
    if (error instanceof ComityError && error.code === 'conflict') return 'taken'
    throw error
  }
}

function filterIn(typed: Typed): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      name.startsWith('filter.') && value !== '' ? [[name.slice('filter.'.length), value]] : [],
    ),
  )
}

interface FiltersProps {
  readonly view: View
  readonly filters: readonly SavedFilter[]
  readonly staff: Staff
  readonly query: z.output<typeof Query>
}

function Filters({ view, filters, staff, query }: FiltersProps) {
  const { lang, say, csrf } = view
  const t = sayOfWork(lang)
  const unitName = (unit: string | null) => staff.units.find(({ value }) => value === unit)?.label ?? ''
  return (
    <>
      <PageHeading title={t('saved.title')} />
      {query.deleted !== undefined && (
        <InsetText tone="info">
          <p>{t('saved.deleted', { name: query.name ?? '' })}</p>
          <Form lang={lang} csrf={csrf} action={`${list}/${query.deleted}/restore`}>
            <Button kind="secondary">{t('saved.undo')}</Button>
          </Form>
        </InsetText>
      )}
      <DataTable
        lang={lang}
        caption={t('saved.title')}
        hideCaption
        rows={filters}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('saved.none')} />}
        columns={[
          {
            key: 'name',
            header: t('saved.name'),
            names: true,
            cell: ({ id, name, direction, filter, start }) => (
              <>
                <a href={listHref(direction, { ...filter, view: id })}>
                  <Bdi>{name}</Bdi>
                </a>{' '}
                {start && <Tag tone="info">{t('saved.start')}</Tag>}
              </>
            ),
          },
          { key: 'list', header: t('saved.list'), cell: ({ direction }) => say(`nav.${direction}`) },
          {
            key: 'for',
            header: t('saved.for'),
            cell: ({ unit }) => (unit === null ? t('saved.me') : t('saved.unit', { name: unitName(unit) })),
          },
          {
            key: 'count',
            header: t('saved.count'),
            align: 'end',
            cell: ({ count }) => `${formatNumber(lang, Math.min(count, COUNTED_TO))}${count > COUNTED_TO ? '+' : ''}`,
          },
          { key: 'acts', header: t('actions'), cell: (one) => <Acts view={view} filter={one} /> },
        ]}
      />
    </>
  )
}

function Acts({ view: { lang, csrf }, filter: { id, name, direction, start } }: { view: View; filter: SavedFilter }) {
  const t = sayOfWork(lang)
  return (
    <div class="button-row">
      <Form lang={lang} csrf={csrf} action={`${list}/start`}>
        <input type="hidden" name="direction" value={direction} />
        <input type="hidden" name="filter" value={start ? '' : id} />
        <Button kind="link">
          {t(start ? 'saved.unsetStart' : 'saved.setStart')}
          <span class="unseen"> {name}</span>
        </Button>
      </Form>
      <Form lang={lang} csrf={csrf} action={`${list}/${id}/delete`}>
        <Button kind="link">
          {t('saved.delete')}
          <span class="unseen"> {name}</span>
        </Button>
      </Form>
    </div>
  )
}

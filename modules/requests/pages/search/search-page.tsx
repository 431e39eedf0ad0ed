import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { EmptyState, NoticeBanner, PageHeading, Pagination, ResultList } from '@comity/ui'
import { z } from 'zod'
import { Cursor, SearchFilter } from '../../contract.ts'
import { authorityFor } from '../../policy.ts'
import { readQuery } from '../../search/rules/read-query.ts'
import { searchAll, type Found } from '../../search/search-all.ts'
import { sayOfSearch } from '../../search/texts.ts'
import { authorityNames } from '../authorities.ts'
import { viewOf, type View } from '../view.ts'
import { resultOf } from './result.tsx'
import { SearchForm } from './search-form.tsx'

const word = z.string().max(80).optional()

/** What the address of a search may say; a select left at "choose" sends an empty text. */
const Query = z.strictObject({
  text: z.string().max(200).optional(),
  kind: word,
  direction: word,
  counterpart: word,
  from: word,
  to: word,
  after: Cursor.optional(),
})
export type Query = z.output<typeof Query>

const PAGE_ROWS = 20
const nothing: Found = { hits: [], next: null }

/** One search over requests, matters, what was said and files. */
export function addSearchPage(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/search', query: Query }, async (call) => {
    const { viewer, query, lang } = call
    authorityFor(viewer.actor, 'read')
    const filter = SearchFilter.parse({ text: '', ...filtersOf(query), after: query.after, limit: PAGE_ROWS })
    const [found, names] = await Promise.all([
      faultOf(query) === null && filter.text.trim() !== '' ? searchAll(node.db, viewer, filter) : nothing,
      authorityNames(node, lang),
    ])
    const t = sayOfSearch(lang)
    const said = query.text?.trim() ?? ''
    return show({
      title: said === '' ? t('title') : `${said} – ${t('title')}`,
      current: '/search',
      body: <SearchBody view={viewOf(call)} query={query} found={found} names={names} />,
    })
  })
}

/** The filters that an address means; words that are none are left out. */
function filtersOf(query: Query): Record<string, string> {
  const said = Object.entries(query).flatMap(([name, value]) =>
    name !== 'after' && typeof value === 'string' && value.trim() !== '' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(said.filter(([name, value]) => SearchFilter.safeParse({ text: '', [name]: value }).success))
}

/** Why nothing can be looked for; null where it can, or nothing was asked. */
function faultOf({ text = '', from = '', to = '' }: Query): 'unreadable' | 'dates' | null {
  if (text.trim() !== '' && readQuery(text) === null) return 'unreadable'
  return from !== '' && to !== '' && from > to ? 'dates' : null
}

interface SearchBodyProps {
  readonly view: View
  readonly query: Query
  readonly found: Found
  readonly names: ReadonlyMap<string, string>
}

function SearchBody({ view, query, found, names }: SearchBodyProps) {
  const t = sayOfSearch(view.lang)
  const fault = faultOf(query)
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      {fault !== null && <NoticeBanner lang={view.lang} tone="warning" title={t(fault)} />}
      <SearchForm view={view} query={query} names={names} />
      {fault === null && <Results view={view} query={query} found={found} names={names} />}
    </>
  )
}

function Results({ view, query, found, names }: SearchBodyProps) {
  const t = sayOfSearch(view.lang)
  if ((query.text ?? '').trim() === '') return <EmptyState title={t('start')} />
  if (found.hits.length === 0 && query.after === undefined) return <EmptyState title={t('none')}>{t('none.why')}</EmptyState>
  const here = filtersOf(query)
  return (
    <>
      <h2>{t('results')}</h2>
      <ResultList label={t('results')} results={found.hits.map((hit) => resultOf(view, hit, names))} />
      <Pagination
        lang={view.lang}
        previousHref={query.after === undefined ? undefined : hrefOf(here)}
        nextHref={found.next === null ? undefined : hrefOf({ ...here, after: found.next })}
      />
    </>
  )
}

function hrefOf(words: Readonly<Record<string, string>>): string {
  return `/search?${new URLSearchParams(words).toString()}`
}

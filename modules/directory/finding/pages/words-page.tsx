import { Bdi, DataTable, EmptyState, PageHeading, SearchBar, type Column } from '@comity/ui'
import { nameIn } from '../../pages/words.ts'
import type { Hit, Hits } from '../contract.ts'
import { findingText } from '../texts.ts'
import { findHref, type Door } from './door.ts'

/** `/directory/search`: States, authorities and desks by words. */
export function WordsPage({ door, query, found }: { readonly door: Door; readonly query: string; readonly found: Hits | null }) {
  const { lang, base } = door
  const t = findingText(lang)
  return (
    <>
      <PageHeading title={t('search-title')} />
      <SearchBar
        lang={lang}
        action={`${base}/search`}
        name="query"
        label={t('search-label')}
        hint={t('search-hint')}
        value={query}
        maxLength={100}
      />
      {found !== null && (
        <DataTable
          lang={lang}
          caption={t('search-title')}
          hideCaption
          columns={columnsFor(door)}
          rows={found.hits}
          rowKey={({ kind, state, authority, contactPoint }) => `${kind} ${authority ?? state} ${contactPoint ?? ''}`}
          empty={<EmptyState title={t('nothing')}>{t('nothing-hint')}</EmptyState>}
        />
      )}
      {found?.more === true && <p>{t('more-hits')}</p>}
    </>
  )
}

function columnsFor(door: Door): Column<Hit>[] {
  const { lang, base } = door
  const t = findingText(lang)
  return [
    {
      key: 'name',
      header: t('search-label'),
      names: true,
      cell: ({ state, authority, names }) => (
        <a href={authority === null ? findHref(door, { state }) : `${base}/${authority}`}>
          <Bdi>{nameIn(lang, names)}</Bdi>
        </a>
      ),
    },
    {
      key: 'kind',
      header: t('details'),
      cell: ({ kind, within }) => (
        <>
          {t(`hit-${kind}`)}
          {within !== null && (
            <>
              {' · '}
              <Bdi>{nameIn(lang, within)}</Bdi>
            </>
          )}
        </>
      ),
    },
  ]
}

import { DateField, Details, SearchBar, SelectField, uiText } from '@comity/ui'
import { hitKinds } from '../../contract.ts'
import { sayOfSearch } from '../../search/texts.ts'
import type { View } from '../view.ts'
import type { Query } from './search-page.tsx'

interface SearchFormProps {
  readonly view: View
  readonly query: Query
  readonly names: ReadonlyMap<string, string>
}

/** What is looked for, and behind native details what narrows it. */
export function SearchForm({ view: { lang }, query, names }: SearchFormProps) {
  const t = sayOfSearch(lang)
  const { text, kind, direction, counterpart, from, to } = query
  const narrowed = [kind, direction, counterpart, from, to].some((value) => value !== undefined && value !== '')
  return (
    <SearchBar lang={lang} action="/search" name="text" label={t('label')} hint={t('hint')} value={text} maxLength={200}>
      <Details summary={t('more')} open={narrowed}>
        <div class="filters">
          <SelectField
            lang={lang}
            name="kind"
            label={t('filter.kind')}
            value={kind}
            options={hitKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <SelectField
            lang={lang}
            name="direction"
            label={t('filter.direction')}
            value={direction}
            options={(['outgoing', 'incoming'] as const).map((value) => ({ value, label: t(`direction.${value}`) }))}
          />
          <SelectField
            lang={lang}
            name="counterpart"
            label={t('filter.counterpart')}
            value={counterpart}
            options={[...names].map(([value, label]) => ({ value, label }))}
          />
          <DateField lang={lang} name="from" label={t('filter.from')} value={from} />
          <DateField lang={lang} name="to" label={t('filter.to')} value={to} />
        </div>
        {narrowed && (
          <p>
            <a href={clearHref(text)}>{uiText(lang)('clear-filters')}</a>
          </p>
        )}
      </Details>
    </SearchBar>
  )
}

function clearHref(text: string | undefined): string {
  return text === undefined || text === '' ? '/search' : `/search?${new URLSearchParams({ text }).toString()}`
}

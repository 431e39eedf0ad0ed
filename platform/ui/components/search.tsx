import type { Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'

/** What `SearchBar` takes. */
export interface SearchBarProps {
  readonly lang: Lang
  /** The page that shows the results. */
  readonly action: string
  readonly label: string
  /** Name of the query parameter; `q` when not given. */
  readonly name?: string
  readonly value?: string | undefined
  readonly hint?: string
  readonly maxLength?: number
  /** Further parameters to keep. */
  readonly keep?: Readonly<Record<string, string>>
  /** Fields that narrow the search, under the field. */
  readonly children?: ComponentChildren
}

/** One field that searches, by GET, so that a result can be kept as a link. */
export function SearchBar({ lang, action, label, name = 'q', value, hint, maxLength, keep = {}, children }: SearchBarProps) {
  const id = `search-${name}`
  return (
    <form class="search" role="search" method="get" action={action}>
      {Object.entries(keep).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="search-row">
        <input
          type="search"
          id={id}
          name={name}
          value={value}
          dir="auto"
          maxLength={maxLength}
          autocomplete="off"
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        />
        <button class="button primary" type="submit">
          {uiText(lang)('search')}
        </button>
      </div>
      {children}
    </form>
  )
}

/** What `FilterBar` takes. */
export interface FilterBarProps {
  readonly lang: Lang
  readonly action: string
  /** Where all filters are gone; shown when given. */
  readonly clearHref?: string | undefined
  /** Fields: `SelectField`, `TextField`, `DateField`, … */
  readonly children: ComponentChildren
}

/** Filters of a list in one row, by GET. */
export function FilterBar({ lang, action, clearHref, children }: FilterBarProps) {
  const t = uiText(lang)
  return (
    <form class="filters" method="get" action={action} aria-label={t('filter')}>
      {children}
      <div class="filters-buttons">
        <button class="button secondary" type="submit">
          {t('apply-filters')}
        </button>
        {clearHref !== undefined && (
          <a class="button link-like" href={clearHref}>
            {t('clear-filters')}
          </a>
        )}
      </div>
    </form>
  )
}

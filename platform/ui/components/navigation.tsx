import { formatNumber, type Lang, languages } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'

/** One entry of the primary navigation or of tabs. */
export interface NavigationItem {
  readonly href: string
  readonly label: string
  /** What waits there; nothing is shown for 0. */
  readonly count?: number
  /** The bound that `count` was counted to: one more stands for "more than that". */
  readonly most?: number
  readonly current?: boolean
}

/** One step of the path to this page; the last one, this page itself, has no href. */
export interface Crumb {
  readonly label: string
  readonly href?: string
}

/** The primary navigation with counters. Part of `Page`. */
export function Navigation({ lang, items }: { readonly lang: Lang; readonly items: readonly NavigationItem[] }) {
  return (
    <nav class="primary" aria-label={uiText(lang)('main-navigation')}>
      <ul>
        {items.map((item) => (
          <Entry key={item.href} lang={lang} item={item} />
        ))}
      </ul>
    </nav>
  )
}

function Entry({ lang, item }: { readonly lang: Lang; readonly item: NavigationItem }) {
  const count = item.count ?? 0
  const more = item.most !== undefined && count > item.most
  const said = Math.min(count, item.most ?? count)
  const t = uiText(lang)
  return (
    <li>
      <a href={item.href} aria-current={item.current === true ? 'page' : undefined}>
        {item.label}
        {count > 0 && (
          <>
            <span class="count" aria-hidden="true">
              {formatNumber(lang, said)}
              {more && '+'}
            </span>
            <span class="unseen"> ({t(more ? 'waiting-more' : 'waiting', { count: said })})</span>
          </>
        )}
      </a>
    </li>
  )
}

/** What `Tabs` takes. */
export interface TabsProps {
  readonly lang: Lang
  /** Names the group of tabs. */
  readonly label: string
  readonly items: readonly NavigationItem[]
  readonly children?: ComponentChildren
}

/** Views of one thing, each with its own address; the server renders the chosen one below. */
export function Tabs({ lang, label, items, children }: TabsProps) {
  return (
    <div class="tabs" data-tabs>
      <nav aria-label={label}>
        <ul>
          {items.map((item) => (
            <Entry key={item.href} lang={lang} item={item} />
          ))}
        </ul>
      </nav>
      {children}
    </div>
  )
}

/** The path to this page. Part of `Page`. */
export function Breadcrumbs({ lang, crumbs }: { readonly lang: Lang; readonly crumbs: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={uiText(lang)('breadcrumbs')}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            {crumb.href === undefined ? (
              <span aria-current="page">
                <bdi>{crumb.label}</bdi>
              </span>
            ) : (
              <a href={crumb.href}>
                <bdi>{crumb.label}</bdi>
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The choice of language: a form that comes back to the same page with `?lang=`. Part of `Page`. */
export function LanguageSwitch({ lang, path }: { readonly lang: Lang; readonly path: string }) {
  const t = uiText(lang)
  const [pathname = '/', query = ''] = path.split('?')
  const kept = [...new URLSearchParams(query)].filter(([name]) => name !== 'lang')
  return (
    <form method="get" action={pathname} class="languages" data-language>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label class="unseen" for="language">
        {t('language')}
      </label>
      <select id="language" name="lang" autocomplete="off">
        {languages.map((language) => (
          <option key={language.code} value={language.code} lang={language.code} selected={language.code === lang}>
            {language.name}
          </option>
        ))}
      </select>
      <button class="bare" type="submit">
        {t('change-language')}
      </button>
    </form>
  )
}

/** What `Pagination` takes. */
export interface PaginationProps {
  readonly lang: Lang
  readonly previousHref?: string | undefined
  readonly nextHref?: string | undefined
}

/** Paging by key: previous and next, since a key knows no page numbers. Nothing when there is only one page. */
export function Pagination({ lang, previousHref, nextHref }: PaginationProps) {
  if (previousHref === undefined && nextHref === undefined) return null
  const t = uiText(lang)
  return (
    <nav class="pagination" aria-label={t('pages')}>
      {previousHref !== undefined && (
        <a class="button secondary" rel="prev" href={previousHref}>
          {t('previous')}
        </a>
      )}
      {nextHref !== undefined && (
        <a class="button secondary" rel="next" href={nextHref}>
          {t('next')}
        </a>
      )}
    </nav>
  )
}

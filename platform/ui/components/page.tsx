import { directionOf, type Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { assetUrls } from '../assets.ts'
import { uiText } from '../messages.ts'
import { Breadcrumbs, type Crumb, LanguageSwitch, Navigation, type NavigationItem } from './navigation.tsx'
import { Mark } from './mark.tsx'
import { NoticeBanner, type Notice } from './notices.tsx'

/** The person signed in, as the header shows them. */
export interface PagePerson {
  readonly name: string
  readonly role?: string
  /** The person's own page. */
  readonly href?: string
}

/** What `Page` takes. */
export interface PageProps {
  readonly lang: Lang
  /** Title of the browser tab; the page's own heading comes from `PageHeading`. */
  readonly title: string
  /** Whose node this is, in the viewer's language. */
  readonly authority: string
  /** The node's name or address, shown small under the authority. */
  readonly node?: string
  /** Path and query of this page, `/requests?state=sent`: the language switch comes back to it. */
  readonly path: string
  /** Absent for someone not signed in. */
  readonly person?: PagePerson
  /** The token that the sign-out form carries; needed with `person`. */
  readonly csrf?: string
  readonly homeHref?: string
  readonly signOutHref?: string
  readonly navigation?: readonly NavigationItem[]
  readonly breadcrumbs?: readonly Crumb[]
  readonly notices?: readonly Notice[]
  /** One short line above everything, about the node as a whole, with a link. */
  readonly strip?: { readonly text: string; readonly link?: { readonly href: string; readonly label: string } }
  /** `wide` for tables and overviews (default), `reading` for forms and long texts. */
  readonly width?: 'wide' | 'reading'
  /** Paths of further module scripts (islands). */
  readonly scripts?: readonly string[]
  /** Links at the foot, the same on each page (WCAG 3.2.6). */
  readonly footerLinks?: readonly { readonly href: string; readonly label: string }[]
  readonly children: ComponentChildren
}

/** The whole document of a page: head, header with navigation, main, footer. Give it to `renderPage`. */
export function Page(props: PageProps) {
  const { lang, title, width = 'wide' } = props
  const t = uiText(lang)
  return (
    <html lang={lang} dir={directionOf(lang)}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – Comity`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="theme-color" content="#0e3f47" />
        <link rel="stylesheet" href={assetUrls.css} />
        <link rel="icon" href={assetUrls.svg} type="image/svg+xml" />
        <script type="module" src={assetUrls.js} />
        {props.scripts?.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('skip')}
        </a>
        <Header {...props} />
        <div class={`sheet ${width}`}>
          {props.breadcrumbs !== undefined && props.breadcrumbs.length > 0 && (
            <Breadcrumbs lang={lang} crumbs={props.breadcrumbs} />
          )}
          {props.notices?.map((notice, at) => (
            <NoticeBanner key={at} lang={lang} {...notice} />
          ))}
          <main id="main" tabIndex={-1}>
            {props.children}
          </main>
        </div>
        <Footer lang={lang} links={props.footerLinks ?? []} />
      </body>
    </html>
  )
}

function Header(props: PageProps) {
  const { lang, navigation = [] } = props
  return (
    <header class="header">
      {props.strip !== undefined && <Strip {...props.strip} />}
      <div class="bar">
        <a class="brand" href={props.homeHref ?? '/'}>
          <Mark />
          <span class="brand-name">Comity</span>
        </a>
        <p class="office">
          <bdi class="office-name">{props.authority}</bdi>
          {props.node !== undefined && (
            <bdi dir="ltr" class="office-node">
              {props.node}
            </bdi>
          )}
        </p>
        <div class="who">
          <LanguageSwitch lang={lang} path={props.path} />
          {props.person !== undefined && <Person {...props} person={props.person} />}
        </div>
      </div>
      {navigation.length > 0 && <Navigation lang={lang} items={navigation} />}
    </header>
  )
}

function Strip({ text, link }: NonNullable<PageProps['strip']>) {
  return (
    <div class="strip-band">
      <p class="strip">
        {text} {link !== undefined && <a href={link.href}>{link.label}</a>}
      </p>
    </div>
  )
}

function Person({ lang, person, csrf, signOutHref = '/sign-out' }: PageProps & { readonly person: PagePerson }) {
  const name = <bdi class="person-name">{person.name}</bdi>
  return (
    <>
      <p class="person">
        {person.href === undefined ? name : <a href={person.href}>{name}</a>}
        {person.role !== undefined && <span class="person-role">{person.role}</span>}
      </p>
      <form method="post" action={signOutHref} class="sign-out">
        <input type="hidden" name="csrf" value={csrf ?? ''} />
        <button class="bare" type="submit">
          {uiText(lang)('sign-out')}
        </button>
      </form>
    </>
  )
}

function Footer({ lang, links }: { readonly lang: Lang; readonly links: NonNullable<PageProps['footerLinks']> }) {
  return (
    <footer class="footer">
      <p>{uiText(lang)('footer')}</p>
      {links.length > 0 && (
        <ul>
          {links.map((link) => (
            <li key={link.href}>
              <a href={link.href}>{link.label}</a>
            </li>
          ))}
        </ul>
      )}
    </footer>
  )
}

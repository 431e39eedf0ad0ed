import { isolate, type Lang } from '@comity/i18n'
import type { AppOptions, ShellPage } from '@comity/http'
import { roles } from '@comity/accounts/contract'
import type { Node, Viewer } from '@comity/accounts/contract'
import { rolesText } from '@comity/accounts/pages'
import type { StandingNotice } from '@comity/directory/server'
import { Page, renderPage, type NavigationItem, type Notice } from '@comity/ui'
import { caseRoles } from './home.ts'
import { MAX_UNREAD } from '@comity/notices/contract'
import { serverText } from './messages.ts'

/** Whose node it is, in the viewer's language; asked anew at each page, since the directory may change it. */
export type AuthorityName = (lang: Lang) => string

/** Which doors a role sees; each page checks for itself who may enter. */
const doors = [
  { href: '/', key: 'nav.desk', roles: caseRoles },
  { href: '/search', key: 'nav.search', roles: caseRoles },
  { href: '/requests/incoming', key: 'nav.incoming', roles: caseRoles },
  { href: '/requests/outgoing', key: 'nav.outgoing', roles: caseRoles.filter((role) => role !== 'executing-officer') },
  { href: '/matters', key: 'nav.matters', roles: ['originator', 'case-officer', 'reviewer', 'asset-officer', 'head', 'auditor'] },
  { href: '/assets', key: 'nav.assets', roles: ['asset-officer', 'case-officer', 'head', 'originator', 'auditor'] },
  {
    href: '/deadlines',
    key: 'nav.deadlines',
    roles: ['originator', 'case-officer', 'reviewer', 'head', 'registrar', 'asset-officer', 'auditor'],
  },
  { href: '/notices', key: 'nav.notices', roles },
  { href: '/directory', key: 'nav.directory', roles: ['case-officer', 'head', 'registrar', 'auditor', 'administrator'] },
  { href: '/exchange', key: 'nav.exchange', roles: ['registrar', 'head', 'administrator'] },
  { href: '/bridge', key: 'nav.bridge', roles: ['administrator', 'head', 'auditor'] },
  { href: '/people', key: 'nav.people', roles: ['administrator', 'head', 'auditor'] },
  { href: '/audit', key: 'nav.audit', roles: ['auditor', 'administrator'] },
] as const

/** What only the authority that publishes the directory has. */
const secretariatDoors = [
  { href: '/unanswered', key: 'nav.unanswered', roles: ['head', 'registrar', 'auditor', 'administrator'] },
] as const

interface ShellOptions {
  readonly publishes: boolean
  /** How many notices wait for the viewer. */
  readonly unreadOf: (viewer: Viewer) => number
  /** What is to be said of a directory that is not fresh; null while it is. */
  readonly standing: (lang: Lang) => StandingNotice | null
}

/** The frame around every page of one node. */
export function shellOf(
  node: Pick<Node, 'facts'>,
  authorityName: AuthorityName,
  { publishes, unreadOf, standing }: ShellOptions,
): AppOptions['shell'] {
  return (page) => {
    const t = serverText(page.lang)
    const { viewer } = page
    return renderPage(
      <Page
        lang={page.lang}
        title={page.title}
        authority={authorityName(page.lang)}
        node={new URL(node.facts.origin).host}
        path={page.url}
        navigation={viewer === null ? [] : navigationFor(page, { publishes, unread: unreadOf(viewer) })}
        breadcrumbs={page.breadcrumbs.map(({ text, href }) => ({ label: text, href }))}
        notices={[
          ...(page.notice === null ? [] : [{ tone: 'success' as const, title: page.notice }]),
          ...(viewer === null ? [] : absence(standing(page.lang))),
        ]}
        {...(node.facts.demo
          ? { strip: { text: t('demo'), link: { href: wayHref(node.facts.origin), label: t('demo.way') } } }
          : {})}
        footerLinks={[
          { href: '/api', label: t('footer.api') },
          ...(viewer === null ? [] : [{ href: '/directory/anchor.json', label: t('footer.anchor') }]),
        ]}
        {...(viewer === null
          ? {}
          : {
              person: { name: viewer.actor.name, role: roleLine(page.lang, viewer), href: '/profile' },
              csrf: viewer.csrf,
              signOutHref: '/sign-out',
            })}
      >
        {page.body}
      </Page>,
    )
  }
}

/** What everybody must know while the directory is not fresh. */
function absence(notice: StandingNotice | null): Notice[] {
  if (notice === null) return []
  const { tone, title, text, href, link } = notice
  const children = (
    <p>
      {text} <a href={href}>{link}</a>
    </p>
  )
  return [{ tone, title, children }]
}

/** The viewer's roles as words, and of a guest the authority that they come from. */
function roleLine(lang: Lang, { actor, guestOf }: Viewer): string {
  const held = rolesText(lang, actor.roles)
  return guestOf === undefined ? held : `${held} · ${isolate(guestOf)}`
}

/** The page that shows all nodes of a demonstration: theirs are the names under its own. */
function wayHref(origin: string): string {
  const url = new URL(origin)
  url.hostname = url.hostname.replace(/^[^.]+\.(?=localhost$)/, '')
  return url.href
}

function navigationFor(
  { viewer, lang, current }: ShellPage,
  { publishes, unread }: { readonly publishes: boolean; readonly unread: number },
): NavigationItem[] {
  const t = serverText(lang)
  const held = new Set<string>(viewer?.actor.roles)
  return [...doors, ...(publishes ? secretariatDoors : [])]
    .filter(({ roles }) => roles.some((role) => held.has(role)))
    .map(({ href, key }) => ({
      href,
      label: t(key),
      current: href === current,
      ...(href === '/notices' ? { count: unread, most: MAX_UNREAD } : {}),
    }))
}

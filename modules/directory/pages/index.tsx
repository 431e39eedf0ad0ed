import type { Node } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { download, pageRoute, rawRoute, show, type App, type PageAnswer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { ListedPage } from '../content/listed-page.tsx'
import { addContentPages } from '../content/page-routes.tsx'
import { DirectorySearch, type AuthoritySummary, type EntryDetail } from '../contract.ts'
import { publisherOf, type DirectoryOptions } from '../directory-options.ts'
import { may } from '../policy.ts'
import { directoryText } from '../messages.ts'
import { directoryStatus } from '../operations/directory-status.ts'
import { listAuthorities, listStates } from '../operations/peer-facts.ts'
import { entryDetail } from '../operations/read-entries.ts'
import { trustAnchor } from '../operations/trust-anchor.ts'
import { authorityDetail } from '../routes.ts'
import { authoritiesCsv } from '../rules/export-csv.ts'
import { addTrustPages } from '../trust/page-routes.tsx'
import { AuthorityPage } from './authority-page.tsx'
import { addPublishPages } from './publish-routes.tsx'
import { SearchPage } from './search-page.tsx'
import { nameIn } from './words.ts'

/** A search as a form sends it: fields left empty are there, and empty. */
const PageSearch = z.preprocess(
  (given) =>
    Object.fromEntries(Object.entries(z.record(z.string(), z.unknown()).parse(given)).filter(([, value]) => value !== '')),
  DirectorySearch,
)

/** Adds the pages of the directory. */
export function addDirectoryPages(app: App, node: Node, options: DirectoryOptions): void {
  pageRoute(app, { method: 'GET', url: '/directory', query: PageSearch }, async ({ lang, query, viewer }) => {
    const [found, states, status] = await Promise.all([
      listAuthorities(node.db, query),
      listStates(node.db),
      directoryStatus(node, options.hubOrigin),
    ])
    const own = { publisher: null, proposedBy: null, own: node.facts.authorityId }
    const doors = {
      pins: may(viewer.actor, 'see-pins', own),
      revocations: may(viewer.actor, 'revoke', own),
      suggestions: may(viewer.actor, 'see-suggestions', own),
      import: may(viewer.actor, 'import', { publisher: publisherOf(node, options), proposedBy: null }),
    }
    const publishes = may(viewer.actor, 'see-proposals', { publisher: publisherOf(node, options), proposedBy: null })
    return show({
      title: directoryText(lang)('directory'),
      current: '/directory',
      body: (
        <SearchPage
          lang={lang}
          search={query}
          found={found}
          states={states}
          status={status}
          publishes={publishes}
          doors={doors}
        />
      ),
    })
  })
  addExports(app, node)
  addTrustPages(app, node, options)
  addPublishPages(app, node, options)
  addContentPages(app, node, options)
  addAuthorityPage(app, node, options)
}

function addAuthorityPage(app: App, node: Node, options: DirectoryOptions): void {
  const params = z.strictObject({ id: AuthorityId })
  pageRoute(app, { method: 'GET', url: '/directory/:id', params }, async ({ lang, viewer, params: { id } }) => {
    const entry = await entryDetail(node, id, { viewer, publisher: publisherOf(node, options) })
    const states = await listStates(node.db)
    const stateNames = states.find((state) => state.code === entry.entry.state)?.names ?? { en: entry.entry.state }
    const at = node.world.clock.now()
    if (!entry.onNetwork) return authorityShown(lang, entry, <ListedPage {...{ lang, detail: entry, stateNames, at }} />)
    const [detail, status] = await Promise.all([authorityDetail(node, id), directoryStatus(node, options.hubOrigin)])
    return authorityShown(
      lang,
      entry,
      <AuthorityPage
        {...{ lang, detail, stateNames, status, entry, at }}
        own={id === node.facts.authorityId}
        asks={viewer.actor.roles.some((role) => role === 'case-officer' || role === 'head')}
      />,
    )
  })
}

function authorityShown(lang: Lang, { entry }: EntryDetail, body: Parameters<typeof show>[0]['body']): PageAnswer {
  return show({
    title: nameIn(lang, entry.names),
    current: '/directory',
    breadcrumbs: [{ text: directoryText(lang)('directory'), href: '/directory' }],
    body,
  })
}

const exportTypes = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const

function addExports(app: App, node: Node): void {
  for (const format of ['csv', 'json'] as const) {
    const mediaType = exportTypes[format]
    pageRoute(app, { method: 'GET', url: `/directory/export.${format}`, query: PageSearch }, async ({ query }) =>
      download({ name: `directory.${format}`, mediaType, bytes: await exported(node, query, format) }),
    )
    rawRoute(app, { method: 'GET', url: `/api/directory/export.${format}`, bodyLimit: 1, signedIn: true }, async (call) => {
      const query = PageSearch.safeParse(call.query)
      if (!query.success) throw new ComityError('bad-input')
      return { status: 200, headers: { 'content-type': mediaType }, bytes: await exported(node, query.data, format) }
    })
  }
  pageRoute(app, { method: 'GET', url: '/directory/anchor.json' }, async () =>
    download({ name: 'trust-anchor.json', mediaType: 'application/json', bytes: await trustAnchor(node) }),
  )
}

async function exported(node: Node, search: DirectorySearch, format: keyof typeof exportTypes): Promise<Buffer> {
  const all = await everyAuthority(node, search)
  return Buffer.from(format === 'csv' ? authoritiesCsv(all) : JSON.stringify(all, null, 2))
}

async function everyAuthority(node: Node, search: DirectorySearch): Promise<AuthoritySummary[]> {
  const all: AuthoritySummary[] = []
  for (let after = search.after; ;) {
    const page = await listAuthorities(node.db, { ...search, limit: 200, ...(after === undefined ? {} : { after }) })
    all.push(...page.authorities)
    if (page.next === null) return all
    after = page.next
  }
}

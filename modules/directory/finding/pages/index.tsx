import type { Node } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { download, pageRoute, redirect, show, type App, type PageAnswer, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { directoryText } from '../../messages.ts'
import { ContactsQuery, FindQuery } from '../contract.ts'
import { cardOf, contactLines, linkedDataFile } from '../operations/authority-files.ts'
import { coverageOf } from '../operations/coverage.ts'
import { dropFavourite, keepFavourite, listFavourites } from '../operations/favourites.ts'
import { allStates, findAuthority } from '../operations/find-authority.ts'
import { lookUp } from '../operations/look-up.ts'
import { readerOf } from '../operations/reader-of.ts'
import { contactsCsv, findingCsv } from '../rules/finding-csv.ts'
import type { Reader } from '../rules/visible.ts'
import { findingText } from '../texts.ts'
import type { Door } from './door.ts'
import { FavouritesPage } from './favourites-page.tsx'
import { FindPage } from './find-page.tsx'
import { MapPage } from './map-page.tsx'
import { PageFind, PageMap, PageWords, WholeFind, type PartFind } from './queries.ts'
import { WordsPage } from './words-page.tsx'

/** How a call comes in: signed in or through the public door. */
interface Entry {
  readonly door: Door
  readonly reader: Reader
}

/** As whom and through which door a signed-in person looks. */
function signedIn(node: Node, { viewer, lang }: { readonly viewer: Viewer; readonly lang: Lang }, request?: string): Entry {
  const asks = viewer.actor.roles.some((role) => role === 'case-officer' || role === 'head' || role === 'originator')
  const drafts = { own: node.facts.authorityId, asks, request }
  const door: Door = { lang, base: '/directory', zone: viewer.timeZone, csrf: viewer.csrf, drafts }
  return { door, reader: readerOf(node, viewer.actor) }
}

/** Adds the pages of finding for who is signed in. */
export function addFindingPages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/directory/find', query: PageFind }, ({ query: { request, ...asked }, ...call }) =>
    findAnswer(node, signedIn(node, call, request), asked),
  )
  pageRoute(app, { method: 'GET', url: '/directory/search', query: PageWords }, ({ query, ...call }) =>
    wordsAnswer(node, signedIn(node, call), query),
  )
  pageRoute(app, { method: 'GET', url: '/directory/map', query: PageMap }, ({ query, ...call }) =>
    mapAnswer(node, signedIn(node, call), query.need),
  )
  addFiles(app, node)
  addFavourites(app, node)
}

/** The page of an answer, or of the question while it is not whole. */
export async function findAnswer(node: Node, { door, reader }: Entry, asked: PartFind): Promise<PageAnswer> {
  const whole = FindQuery.safeParse(asked)
  const [states, finding] = await Promise.all([
    allStates(node.db),
    whole.success ? findAuthority(node, reader, whole.data) : null,
  ])
  return page(door, 'find-title', <FindPage door={door} asked={asked} states={states} finding={finding} />)
}

/** The page of what fits some words. */
export async function wordsAnswer(node: Node, { door, reader }: Entry, asked: z.output<typeof PageWords>): Promise<PageAnswer> {
  const { query } = asked
  const found = query === undefined ? null : await lookUp(node, reader, { ...asked, query })
  return page(door, 'search-title', <WordsPage door={door} query={query ?? ''} found={found} />)
}

/** The map for a need. */
export async function mapAnswer(
  node: Node,
  { door, reader }: Entry,
  need: z.output<typeof PageMap>['need'],
): Promise<PageAnswer> {
  return page(door, 'map-title', <MapPage door={door} coverage={await coverageOf(node.db, reader, need)} />)
}

function page(
  { lang, base }: Door,
  title: 'find-title' | 'search-title' | 'map-title' | 'favourites',
  body: Parameters<typeof show>[0]['body'],
) {
  const home = base === '/directory' ? directoryText(lang)('directory') : findingText(lang)('open-title')
  return show({ title: findingText(lang)(title), current: '/directory', breadcrumbs: [{ text: home, href: base }], body })
}

function addFiles(app: App, node: Node): void {
  const reader = (viewer: Viewer) => readerOf(node, viewer.actor)
  const find = { method: 'GET', query: WholeFind } as const
  pageRoute(app, { ...find, url: '/directory/find.csv' }, async ({ viewer, query }) =>
    textFile('finding.csv', 'text/csv; charset=utf-8', findingCsv(await findAuthority(node, reader(viewer), query))),
  )
  pageRoute(app, { ...find, url: '/directory/find.json' }, async ({ viewer, query }) =>
    textFile('finding.json', 'application/json', JSON.stringify(await findAuthority(node, reader(viewer), query), null, 2)),
  )
  pageRoute(app, { method: 'GET', url: '/directory/contacts.csv', query: ContactsQuery }, async ({ viewer, query }) =>
    textFile('contacts.csv', 'text/csv; charset=utf-8', contactsCsv(await contactLines(node, reader(viewer), query.state))),
  )
  const params = z.strictObject({ id: AuthorityId })
  pageRoute(app, { method: 'GET', url: '/directory/:id/card.vcf', params }, async ({ viewer, params: { id } }) => {
    const { name, mediaType, text } = await cardOf(node, reader(viewer), id)
    return textFile(name, mediaType, text)
  })
  pageRoute(app, { method: 'GET', url: '/directory/:id/data.jsonld', params }, async ({ params: { id } }) => {
    const { name, mediaType, text } = await linkedDataFile(node, id)
    return textFile(name, mediaType, text)
  })
}

/** A text to save. */
export function textFile(name: string, mediaType: string, text: string): PageAnswer {
  return download({ name, mediaType, bytes: Buffer.from(text) })
}

const Choice = z.strictObject({ authority: AuthorityId, act: z.enum(['keep', 'drop']) })

function addFavourites(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/directory/favourites' }, async (call) => {
    const { door, reader } = signedIn(node, call)
    const favourites = await listFavourites(node, call.viewer.actor.id, reader)
    return page(door, 'favourites', <FavouritesPage door={door} favourites={favourites} />)
  })
  pageRoute(app, { method: 'POST', url: '/directory/favourites', body: Choice, again: true }, async ({ viewer, lang, body }) => {
    const act = body.act === 'keep' ? keepFavourite : dropFavourite
    await inContext(node, viewer.actor, (ctx) => act(ctx, body.authority))
    return redirect('/directory/favourites', { notice: findingText(lang)(body.act === 'keep' ? 'done-kept' : 'done-dropped') })
  })
}

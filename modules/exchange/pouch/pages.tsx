import { AuthorityId, type Node } from '@comity/accounts/contract'
import { peerFacts } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { type App, type PageAnswer, pageRoute, redirect, show, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { Sha256Hex } from '../contract.ts'
import { exchangeErrorTexts } from '../error-texts.ts'
import { exchangeText } from '../messages.ts'
import { MAX_POUCH_BYTES, PackPouch, PouchPage } from './contract.ts'
import { CoverPage } from './cover-page.tsx'
import { OnePouch } from './one-pouch.tsx'
import { packPouch } from './pack-pouch.ts'
import { PouchesPage, type Named } from './pouches-page.tsx'
import { fileNameOf, listPouches, mustCarry, showPouch } from './show-pouches.ts'
import { takeFile, type TakeOptions } from './take-file.ts'
import { pouchText } from './texts.ts'

/** `/pouches`, `/pouches/:sha256` and its cover page. */
export function addPouchPages(app: App, node: Node, options: TakeOptions): void {
  addList(app, node)
  addActs(app, node, options)
  const params = z.strictObject({ sha256: Sha256Hex })
  pageRoute(app, { method: 'GET', url: '/pouches/:sha256', params }, async ({ viewer, lang, params: { sha256 } }) => {
    const pouch = await showPouch(node, viewer.actor, sha256)
    const name = await namesOf(node, [pouch.peer])
    const body = <OnePouch {...{ lang, pouch, name }} />
    return show({ title: pouchText(lang)('what'), current: '/exchange', breadcrumbs: within(lang), body })
  })
  pageRoute(app, { method: 'GET', url: '/pouches/:sha256/cover', params }, async ({ viewer, lang, params: { sha256 } }) => {
    const pouch = await showPouch(node, viewer.actor, sha256)
    const name = await namesOf(node, [pouch.peer, node.facts.authorityId])
    const body = <CoverPage {...{ pouch, name }} own={node.facts.authorityId} fileName={fileNameOf(pouch)} />
    const breadcrumbs = [...within(lang), { text: pouchText(lang)('what'), href: `/pouches/${sha256}` }]
    return show({ title: pouchText(lang)('cover-title'), current: '/exchange', breadcrumbs, body })
  })
}

const up = (lang: Lang) => ({ text: exchangeText(lang)('title'), href: '/exchange' })
const within = (lang: Lang) => [up(lang), { text: pouchText(lang)('title'), href: '/pouches' }]

/** What these authorities are called, in any language; the id of one that the directory does not know. */
async function namesOf(node: Node, ids: readonly (AuthorityId | null)[]): Promise<Named> {
  const known = new Map<string, Readonly<Record<string, string | undefined>>>()
  for (const id of new Set(ids)) {
    const facts = id === null ? null : await peerFacts(node.db, id)
    if (id !== null && facts !== null) known.set(id, facts.authority.names)
  }
  return (lang, id) => known.get(id)?.[lang] ?? known.get(id)?.['en'] ?? id
}

interface Faults {
  readonly problems?: readonly { readonly path: string; readonly message: string }[]
}

async function listed(
  node: Node,
  { viewer, lang, to }: { readonly viewer: Viewer; readonly lang: Lang; readonly to?: AuthorityId | undefined },
  { skip = 0, problems = [] }: Faults & { readonly skip?: number } = {},
): Promise<PageAnswer> {
  const limit = 25
  const found = await listPouches(node, viewer.actor, { skip, limit })
  const peers = [to ?? null, ...[...found.waiting, ...found.pouches].map(({ peer }) => peer)]
  const name = await namesOf(node, peers)
  const href = (at: number): string => `/pouches?skip=${at}`
  const paging = {
    ...(skip > 0 ? { previousHref: href(Math.max(0, skip - limit)) } : {}),
    ...(skip + limit < found.total ? { nextHref: href(skip + limit) } : {}),
  }
  const body = <PouchesPage {...{ lang, viewer, name, problems, paging, to }} {...found} />
  const status = problems.length === 0 ? 200 : 422
  return show({ title: pouchText(lang)('title'), current: '/exchange', breadcrumbs: [up(lang)], body, status })
}

function addList(app: App, node: Node): void {
  const query = PouchPage.pick({ skip: true }).extend({ to: AuthorityId.optional() })
  pageRoute(app, { method: 'GET', url: '/pouches', query }, ({ viewer, lang, query: { to, skip } }) =>
    listed(node, { viewer, lang, to }, { skip }),
  )
}

function addActs(app: App, node: Node, options: TakeOptions): void {
  const packing = { method: 'POST', url: '/pouches/pack', body: Packing } as const
  pageRoute(app, packing, async ({ viewer, lang, body: { to, directory } }) => {
    try {
      const { pouches, left } = await packPouch(node, viewer.actor, { to, directory: directory !== undefined })
      const t = pouchText(lang)
      const notice = [t('done-packed', { count: pouches.length }), ...(left > 0 ? [t('done-left', { count: left })] : [])]
      const [first] = pouches
      const leads = pouches.length === 1 && first !== undefined ? `/pouches/${first.sha256}` : '/pouches'
      return redirect(leads, { notice: notice.join(' ') })
    } catch (error) {
      return listed(node, { viewer, lang, to }, { problems: [problemOf(error, lang, 'to')] })
    }
  })
  const upload = { files: 1, fileBytes: MAX_POUCH_BYTES, filesBytes: MAX_POUCH_BYTES }
  pageRoute(app, { method: 'POST', url: '/pouches/take-in', upload }, async ({ viewer, lang, files }) => {
    mustCarry(node, viewer.actor)
    const file = files.find(({ field, bytes }) => field === 'file' && bytes.byteLength > 0)
    if (file === undefined)
      return listed(node, { viewer, lang }, { problems: [{ path: 'file', message: pouchText(lang)('choose-file') }] })
    try {
      const { sha256, dossiers, receipts } = await takeFile(node, viewer.actor, file.bytes, options)
      return redirect(`/pouches/${sha256}`, { notice: pouchText(lang)('done-taken', { dossiers, receipts }) })
    } catch (error) {
      return listed(node, { viewer, lang }, { problems: [problemOf(error, lang, 'file')] })
    }
  })
}

const Packing = PackPouch.pick({ to: true }).extend({ directory: z.literal('yes').optional() })

type OwnCode = keyof (typeof exchangeErrorTexts)['en']
const isOwn = (code: string): code is OwnCode => Object.hasOwn(exchangeErrorTexts.en, code)

/** A refusal in words beside its field; what other modules have words for goes to the page for errors. */
function problemOf(error: unknown, lang: Lang, path: string): { readonly path: string; readonly message: string } {
  if (!(error instanceof ComityError)) throw error
  if (isOwn(error.code)) return { path, message: said(lang, error.code, error.values) }
  if (/^(container|manifest|signature|certificate|json|directory)-|^seal-/.test(error.code) && path === 'file')
    return { path, message: said(lang, 'pouch-malformed', { reason: error.code }) }
  throw error
}

function said(lang: Lang, code: OwnCode, values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values).reduce(
    (told: string, [name, value]) => told.replaceAll(`{${name}}`, String(value)),
    exchangeErrorTexts[lang][code],
  )
}

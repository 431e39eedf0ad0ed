import { AuthorityId, type Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { type App, type PageAnswer, pageRoute, redirect, show, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { exchangeErrorText, exchangeText } from '../messages.ts'
import { listens } from '../operations/held-peers.ts'
import { decideLine, pauseLine, resumeLine, retryLine, testPeer } from '../operations/decide-line.ts'
import { listPeers, showPeer } from '../operations/peer-health.ts'
import { DecideLine, PauseLine, PeerSearch, type PeerTest } from '../peers-api.ts'
import { may } from '../policy.ts'
import { mustMay } from '../transport/api-routes.ts'
import { PeerPage } from './peer-page.tsx'
import { peerName, PeersPage } from './peers-page.tsx'
import { lineText } from './texts.ts'

/** Peers on one page. */
const PAGE = 25

/** `/peers` and `/peers/:id`. */
export function addPeerPages(app: App, node: Node): void {
  const query = PeerSearch.pick({ query: true, skip: true })
  pageRoute(app, { method: 'GET', url: '/peers', query }, async ({ viewer, lang, query: { query: wanted = '', skip } }) => {
    mustMay(node, viewer.actor, 'see-exchange', null)
    const { peers, total } = await listPeers(node, { query: wanted, skip, limit: PAGE })
    const href = (at: number): string => `/peers?${new URLSearchParams({ query: wanted, skip: String(at) })}`
    const paging = {
      ...(skip > 0 ? { previousHref: href(Math.max(0, skip - PAGE)) } : {}),
      ...(skip + PAGE < total ? { nextHref: href(skip + PAGE) } : {}),
    }
    const ownListens = await listens(node, node.facts.authorityId)
    const body = <PeersPage lang={lang} peers={peers} total={total} query={wanted} ownListens={ownListens} paging={paging} />
    return show({ title: lineText(lang)('title'), current: '/exchange', breadcrumbs: [up(lang)], body })
  })
  addPeerPage(app, node)
}

const up = (lang: Lang) => ({ text: exchangeText(lang)('title'), href: '/exchange' })

function addPeerPage(app: App, node: Node): void {
  const params = z.strictObject({ id: AuthorityId })
  const at = (id: string): string => `/peers/${id}`
  async function page(
    { viewer, lang, id }: { readonly viewer: Viewer; readonly lang: Lang; readonly id: AuthorityId },
    { test = null, refusal = null }: { readonly test?: PeerTest | null; readonly refusal?: string | null } = {},
  ): Promise<PageAnswer> {
    mustMay(node, viewer.actor, 'see-exchange', null)
    const health = await showPeer(node, id)
    const own = { ownAuthority: node.facts.authorityId, parties: null }
    const [mayTry, mayManage] = [may(viewer.actor, 'try-line', own), may(viewer.actor, 'manage-lines', own)]
    const body = <PeerPage {...{ lang, viewer, health, test, mayTry, mayManage, refusal }} />
    const breadcrumbs = [up(lang), { text: lineText(lang)('title'), href: '/peers' }]
    const status = refusal === null ? 200 : 409
    return show({ title: peerName({ lang, health }), current: '/exchange', breadcrumbs, body, status })
  }
  pageRoute(app, { method: 'GET', url: '/peers/:id', params }, ({ viewer, lang, params: { id } }) => page({ viewer, lang, id }))
  const post = (act: string) => ({ method: 'POST', url: `/peers/:id/${act}`, params }) as const
  pageRoute(app, post('test'), async ({ viewer, lang, params: { id } }) =>
    page({ viewer, lang, id }, { test: await testPeer(node, viewer.actor, id) }),
  )
  pageRoute(app, post('retry'), async ({ viewer, lang, params: { id } }) => {
    const count = await retryLine(node, viewer.actor, id)
    return redirect(at(id), { notice: lineText(lang)('done-retried', { count }) })
  })
  pageRoute(app, { ...post('pause'), body: PauseLine }, async ({ viewer, lang, params: { id }, body: { why } }) => {
    await pauseLine(node, viewer.actor, { peer: id, why: why === undefined || why === '' ? null : why })
    return redirect(at(id), { notice: lineText(lang)('done-paused') })
  })
  pageRoute(app, post('resume'), async ({ viewer, lang, params: { id } }) => {
    await resumeLine(node, viewer.actor, id)
    return redirect(at(id), { notice: lineText(lang)('done-resumed') })
  })
  pageRoute(app, { ...post('link'), body: DecideLine }, async ({ viewer, lang, params: { id }, body }) => {
    try {
      await decideLine(node, viewer.actor, { peer: id, ...body })
    } catch (error) {
      if (!(error instanceof ComityError) || error.code !== 'line-impossible') throw error
      return page({ viewer, lang, id }, { refusal: exchangeErrorText(lang)('line-impossible') })
    }
    return redirect(at(id), { notice: lineText(lang)('done-linked') })
  })
}

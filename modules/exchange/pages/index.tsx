import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { type App, pageRoute, show } from '@comity/http'
import { z } from 'zod'
import { Sha256Hex } from '../contract.ts'
import { addPeerPages } from '../lines/page-routes.tsx'
import { exchangeText } from '../messages.ts'
import { dossierById, queues, recentDossiers, recentRefusals } from '../store/dossier-store.ts'
import { mustMay, mustRead } from '../transport/api-routes.ts'
import { may, type Readable, type ThreadPageOf } from '../policy.ts'
import { DossierPage } from './dossier-page.tsx'
import { ExchangePage } from './exchange-page.tsx'
import { wordsOf, type KindName } from './words.tsx'

/** Dossiers on one page, and refusals shown. */
const PAGE = 25

const Position = z.string().regex(/^[0-9TZ:.-]{20,30} [0-9a-f]{64}$/)

/** `/exchange`, `/dossiers/:id` and the pages of the peers. */
export function registerPages(
  app: App,
  node: Node,
  {
    kindName,
    readable,
    threadPage,
  }: { readonly kindName: KindName; readonly readable: Readable; readonly threadPage: ThreadPageOf },
): void {
  addPeerPages(app, node)
  pageRoute(
    app,
    { method: 'GET', url: '/exchange', query: z.object({ before: Position.optional() }) },
    async ({ query, viewer, lang }) => {
      mustMay(node, viewer.actor, 'see-exchange', null)
      const [at = '', dossierId = ''] = query.before?.split(' ') ?? []
      const found = await recentDossiers(node.db, {
        before: query.before === undefined ? null : { at: new Date(at), dossierId },
        limit: PAGE,
      })
      const opens = may(viewer.actor, 'see-dossier', { ownAuthority: node.facts.authorityId, parties: null })
      const summaries = found.map((one) => one.summary)
      // Whoever only runs the node sees the traffic and opens nothing of it.
      const seen = opens
        ? await readable(
            node.db,
            viewer.actor,
            summaries.map(({ thread }) => thread),
          )
        : null
      const shown = summaries.filter(({ thread }) => seen === null || seen.has(thread))
      const last = found.length === PAGE ? found.at(-1) : undefined
      const nextHref =
        last === undefined
          ? null
          : `/exchange?${new URLSearchParams({ before: `${last.storedAt.toISOString()} ${last.summary.dossierId}` })}`
      const body = (
        <ExchangePage
          words={await wordsOf(node, lang, kindName)}
          queues={await queues(node.db)}
          dossiers={shown}
          refusals={await recentRefusals(node.db, PAGE)}
          nextHref={nextHref}
          opens={opens}
        />
      )
      return show({ title: exchangeText(lang)('title'), current: '/exchange', body })
    },
  )

  pageRoute(
    app,
    { method: 'GET', url: '/dossiers/:id', params: z.strictObject({ id: Sha256Hex }) },
    async ({ params, viewer, lang }) => {
      const dossier = await dossierById(node.db, params.id)
      if (!dossier) throw new ComityError('dossier-unknown')
      mustMay(node, viewer.actor, 'see-dossier', [dossier.sender, dossier.addressee])
      await mustRead(readable, node.db, viewer.actor, dossier.thread)
      const words = await wordsOf(node, lang, kindName)
      // A path back only to where this reader may be.
      const about = await threadPage(node.db, viewer.actor, dossier.thread)
      const sees = may(viewer.actor, 'see-exchange', { ownAuthority: node.facts.authorityId, parties: null })
      const breadcrumbs = [
        ...(sees ? [{ text: exchangeText(lang)('title'), href: '/exchange' }] : []),
        ...(about === null ? [] : [about]),
      ]
      return show({
        title: words.kind(dossier.kind),
        current: '/exchange',
        breadcrumbs,
        body: <DossierPage words={words} dossier={dossier} />,
      })
    },
  )
}

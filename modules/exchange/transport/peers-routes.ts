import type { Node } from '@comity/accounts/contract'
import { type App, type Handlers, serveApi } from '@comity/http'
import { decideLine, pauseLine, resumeLine, retryLine, testPeer } from '../operations/decide-line.ts'
import { linesHealth, listPeers, showPeer } from '../operations/peer-health.ts'
import { peersApi } from '../peers-api.ts'
import { mustMay } from './api-routes.ts'

/** The API of the lines to peers. */
export function peersRoutes(app: App, node: Node): void {
  const handlers: Handlers<typeof peersApi> = {
    async list({ query, viewer }) {
      mustMay(node, viewer.actor, 'see-exchange', null)
      return listPeers(node, query)
    },
    async health({ viewer }) {
      mustMay(node, viewer.actor, 'see-exchange', null)
      return linesHealth(node)
    },
    async show({ params, viewer }) {
      mustMay(node, viewer.actor, 'see-exchange', null)
      return showPeer(node, params.id)
    },
    test: ({ params, viewer }) => testPeer(node, viewer.actor, params.id),
    async retry({ params, viewer }) {
      return { dossiers: await retryLine(node, viewer.actor, params.id) }
    },
    async pause({ params, body, viewer }) {
      await pauseLine(node, viewer.actor, { peer: params.id, why: body.why ?? null })
      return showPeer(node, params.id)
    },
    async resume({ params, viewer }) {
      await resumeLine(node, viewer.actor, params.id)
      return showPeer(node, params.id)
    },
    async link({ params, body, viewer }) {
      await decideLine(node, viewer.actor, { peer: params.id, ...body })
      return showPeer(node, params.id)
    },
  }
  serveApi(app, peersApi, handlers)
}

import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { rawRoute, serveApi, type App, type Handlers } from '@comity/http'
import { MAX_LIST_BYTES, revocationApi } from './contract.ts'
import { mustMay } from './must-may.ts'
import { ownRevocationStatus } from './operations/own-revocations.ts'
import { revokeOwn, takeRevocation } from './operations/take-revocation.ts'

/** Revocation: by persons of this office for their own authority, and by whoever brings another's list. */
export function addRevocationApi(app: App, node: Node): void {
  const handlers: Handlers<typeof revocationApi> = {
    ownRevocations: ({ viewer }) => {
      mustMay(viewer.actor, 'revoke', { publisher: null, proposedBy: null, own: node.facts.authorityId })
      return ownRevocationStatus(node)
    },
    revoke: async ({ viewer, body }) => ({
      outcome: await revokeOwn(node, viewer.actor, new TextEncoder().encode(body.list)),
    }),
  }
  serveApi(app, revocationApi, handlers)
  // No sign-in: the list is signed by the authority that it is about, and by nobody else.
  const route = { method: 'POST', url: '/api/directory/revocations/:authority', bodyLimit: MAX_LIST_BYTES } as const
  rawRoute(app, route, async ({ params, body }) => {
    const id = params['authority'] ?? ''
    if (id === node.facts.authorityId) throw new ComityError('not-allowed')
    await takeRevocation(node, id, body)
    return { status: 204 }
  })
}

import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { rawRoute, serveApi, tokenBuckets, type App, type Handlers } from '@comity/http'
import { MAX_LIST_BYTES, furtherApi, pinsApi, pouchApi, revocationApi } from './contract.ts'
import { publisherOf, type DirectoryOptions } from './directory-options.ts'
import { mustMay } from './must-may.ts'
import { confirmFurther, leaveFurther, listFurther, maySeeFurther, proposeFurther, rejectFurther } from './operations/further.ts'
import { listPins } from './operations/list-pins.ts'
import { confirmPin, endPin, proposePin, rejectPin } from './operations/pin-key.ts'
import { importPouch, packPouch, readPouch } from './operations/pouch.ts'
import { ownRevocationStatus } from './operations/own-revocations.ts'
import { revokeOwn, takeRevocation } from './operations/take-revocation.ts'

/** Lists that one address may bring at once, and then in each second: each costs a look-up and a signature. */
const BRINGERS = { burst: 60, perSecond: 1 }
/** Addresses remembered for that. */
const MAX_ADDRESSES = 10_000

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
  const bringers = tokenBuckets(BRINGERS, { nowMs: () => node.world.clock.monotonicMs(), maxKeys: MAX_ADDRESSES })
  const route = { method: 'POST', url: '/api/directory/revocations/:authority', bodyLimit: MAX_LIST_BYTES } as const
  rawRoute(app, route, async ({ params, body, address }) => {
    const id = params['authority'] ?? ''
    const taken = bringers.take(address)
    if (!taken.ok) throw new ComityError('too-many-attempts', { values: { seconds: taken.retryAfterSeconds } })
    if (id === node.facts.authorityId) throw new ComityError('not-allowed')
    await takeRevocation(node, id, body)
    return { status: 204 }
  })
}

/** Direct trust between two authorities: pinned keys. */
export function addPinsApi(app: App, node: Node): void {
  const handlers: Handlers<typeof pinsApi> = {
    pins: ({ viewer }) => {
      mustMay(viewer.actor, 'see-pins', { publisher: null, proposedBy: null, own: node.facts.authorityId })
      return listPins(node)
    },
    proposePin: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => proposePin(ctx, body)),
    confirmPin: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => confirmPin(ctx, params.id)),
    rejectPin: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => rejectPin(ctx, params.id)),
    endPin: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => endPin(ctx, params.id)),
  }
  serveApi(app, pinsApi, handlers)
}

/** Further directories, beside the first one. */
export function addFurtherApi(app: App, node: Node): void {
  const handlers: Handlers<typeof furtherApi> = {
    further: ({ viewer }) => {
      maySeeFurther(node, viewer.actor)
      return listFurther(node.db)
    },
    proposeFurther: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => proposeFurther(ctx, body)),
    confirmFurther: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => confirmFurther(ctx, params.id)),
    rejectFurther: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => rejectFurther(ctx, params.id)),
    leaveFurther: ({ viewer, params }) => inContext(node, viewer.actor, (ctx) => leaveFurther(ctx, params.id)),
  }
  serveApi(app, furtherApi, handlers)
}

/** The directory carried by pouch, out and in. */
export function addPouchApi(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  const install = options.graceMs === undefined ? {} : { graceMs: options.graceMs }
  const handlers: Handlers<typeof pouchApi> = {
    importPouch: ({ viewer, body }) => {
      mustMay(viewer.actor, 'import', { publisher, proposedBy: null })
      return importPouch(node, viewer.actor, body, install)
    },
    packPouch: async ({ viewer, body }) => readPouch(await packPouch(node, { actor: viewer.actor, publisher, ...body })),
  }
  serveApi(app, pouchApi, handlers)
  rawRoute(app, { method: 'GET', url: '/api/directory/pouch.json', bodyLimit: 1 }, async () => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
    bytes: await packPouch(node),
  }))
}

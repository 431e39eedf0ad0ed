import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { serveApi, type App } from '@comity/http'
import { recoveryApi } from './contract.ts'
import * as door from './operations.ts'

/** Adds the JSON API of the asset ledger. */
export function registerRoutes(app: App, node: Node): void {
  const { db } = node
  const day = (): string => node.world.clock.now().toISOString().slice(0, 10)
  serveApi(app, recoveryApi, {
    listAssets: ({ viewer, query }) => door.listAssets(db, viewer, query),
    assetTotals: ({ viewer, query }) => door.assetTotals(db, viewer, query),
    openAsset: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => door.openAsset(ctx, body)),
    getAsset: ({ viewer, params }) => door.getAsset(db, viewer, params.id, day()),
    stepAsset: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => door.stepAsset(ctx, { ...body, assetId: params.id })),
    distributeAsset: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => door.distributeAsset(ctx, { ...body, assetId: params.id })),
    reverseEntry: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => door.reverseEntry(ctx, { ...body, assetId: params.id, entryId: params.entryId })),
    raiseClaim: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => door.raiseClaim(ctx, { ...body, assetId: params.id })),
    decideClaim: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => door.decideClaim(ctx, { ...body, assetId: params.id, claimId: params.claimId })),
    settleDispute: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) =>
        door.settleDispute(ctx, { ...body, assetId: params.id, disputeId: params.disputeId }),
      ),
    linkAsset: ({ viewer, params, body }) =>
      inContext(node, viewer.actor, (ctx) => door.linkAsset(ctx, { ...body, assetId: params.id })),
    listRates: async ({ viewer }) => ({ rates: await door.listRates(db, viewer) }),
    recordRate: ({ viewer, body }) => inContext(node, viewer.actor, (ctx) => door.recordRate(ctx, body)),
  })
}

import type { Node } from '@comity/accounts/contract'
import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { type App, rawRoute } from '@comity/http'
import { MAX_SEALED_BYTES } from '../format/dossier.ts'
import { MAX_RECEIPT_BYTES } from '../format/receipt.ts'
import type { Arrival } from '../operations/examine-arrival.ts'
import { receiveBatch } from '../operations/receive-batch.ts'
import { examineReceipt, takeReceipts } from '../operations/take-receipts.ts'
import { recordRefusals } from '../store/inbox-store.ts'
import { RECEIPT, SEALED } from './ask-peer.ts'
import { batches } from './batches.ts'
import { whoAsks } from './who-asks.ts'

/** Dossiers in one transaction at most: bounds how long it holds its locks. */
const BATCH = 64

/** The three addresses between nodes (protocol/10). */
export function exchangeRoutes(app: App, node: Node): void {
  // A refused peer learns from `Date` by how much the clocks differ, so it is this node's own (RFC 9110 section 6.6.1).
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/exchange/')) reply.header('date', node.world.clock.now().toUTCString())
  })
  const arrivals = batches<Arrival, Uint8Array>(BATCH, (all) => receiveBatch(node, all))

  rawRoute(app, { method: 'POST', url: '/exchange/dossiers', bodyLimit: MAX_SEALED_BYTES, contentType: SEALED }, async (call) => {
    const sender = await whoAsks(node, call).catch((error: unknown) => strangerRefused(node, error, call.body))
    const bytes = await arrivals.add({ sealed: call.body, sealedSha256: sha256Hex(call.body), sender })
    return { status: 200, headers: { 'content-type': RECEIPT }, bytes }
  })

  rawRoute(
    app,
    { method: 'POST', url: '/exchange/receipts', bodyLimit: MAX_RECEIPT_BYTES, contentType: RECEIPT },
    async (call) => {
      const issuer = await whoAsks(node, call)
      const [outcome] = await takeReceipts(node, [await examineReceipt(node, issuer, call.body)])
      if (outcome?.status === 'rejected') throw outcome.reason
      return { status: 204 }
    },
  )

  rawRoute(app, { method: 'GET', url: '/exchange/ping', bodyLimit: 1 }, async () => {
    const about = { comity: 1, authority: node.facts.authorityId, at: node.world.clock.now().toISOString() }
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      bytes: new TextEncoder().encode(JSON.stringify(about)),
    }
  })
}

/** Nobody known to answer with a receipt: recorded here, and said in plain HTTP there. */
async function strangerRefused(node: Node, error: unknown, body: Uint8Array): Promise<never> {
  if (error instanceof ComityError)
    await recordRefusals(node.db, [
      { at: node.world.clock.now(), sender: null, sealed_sha256: sha256Hex(body), dossier_id: null, code: error.code },
    ])
  throw error
}

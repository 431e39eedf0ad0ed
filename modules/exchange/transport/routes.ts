import type { Node } from '@comity/accounts/contract'
import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { type App, type RawHead, rawRoute, tokenBuckets, type TokenBuckets } from '@comity/http'
import { MAX_SEALED_BYTES } from '../format/dossier.ts'
import { MAX_RECEIPT_BYTES } from '../format/receipt.ts'
import type { Arrival } from '../operations/examine-arrival.ts'
import { receiveBatch } from '../operations/receive-batch.ts'
import { examineReceipt, takeReceipts } from '../operations/take-receipts.ts'
import { recordRefusals } from '../store/inbox-store.ts'
import { RECEIPT, SEALED } from './ask-peer.ts'
import { batches } from './batches.ts'
import { whoAnnounces, whoAsks } from './who-asks.ts'

/** Dossiers in one transaction at most: bounds how long it holds its locks. */
const BATCH = 64

/** Refusals of strangers that one address may cause at once, and then in each second: a flood must not fill the list of refusals. */
const STRANGERS = { burst: 30, perSecond: 0.2 }
/** Addresses remembered for that. */
const MAX_ADDRESSES = 10_000

/** A body up to this size is read before it is known who sends it; of a larger one, the head must be signed by a peer. */
const SMALL_BYTES = 262_144

function isSmall({ headers }: RawHead): boolean {
  return Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= SMALL_BYTES
}

/** The three addresses between nodes (protocol/10). */
export function exchangeRoutes(app: App, node: Node): void {
  // A refused peer learns from `Date` by how much the clocks differ, so it is this node's own (RFC 9110 section 6.6.1).
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/exchange/')) reply.header('date', node.world.clock.now().toUTCString())
    done()
  })
  const strangers = tokenBuckets(STRANGERS, { nowMs: () => node.world.clock.monotonicMs(), maxKeys: MAX_ADDRESSES })
  const mustAnnounce = async (head: RawHead): Promise<void> => {
    if (isSmall(head)) return
    await whoAnnounces(node, head).catch((error: unknown) =>
      strangerRefused(node, strangers, { error, sealedSha256: null, ...head }),
    )
  }
  const arrivals = batches<Arrival, Uint8Array>(BATCH, (all) => receiveBatch(node, all))

  const dossiers = {
    method: 'POST',
    url: '/exchange/dossiers',
    bodyLimit: MAX_SEALED_BYTES,
    contentType: SEALED,
    beforeBody: mustAnnounce,
  } as const
  rawRoute(app, dossiers, async (call) => {
    const sender = await whoAsks(node, call).catch((error: unknown) =>
      strangerRefused(node, strangers, { error, sealedSha256: sha256Hex(call.body), ...call }),
    )
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

/**
 * Nobody known to answer with a receipt: recorded here, and said in plain HTTP there.
 *
 * @throws ComityError why the caller is not known, or `too-many-attempts`, unrecorded, where an address goes on.
 */
async function strangerRefused(
  node: Node,
  strangers: TokenBuckets,
  { error, sealedSha256, address }: { readonly error: unknown; readonly sealedSha256: string | null; readonly address: string },
): Promise<never> {
  if (!(error instanceof ComityError)) throw error
  const taken = strangers.take(address)
  if (!taken.ok) throw new ComityError('too-many-attempts', { values: { seconds: taken.retryAfterSeconds } })
  const refusal = { at: node.world.clock.now(), sender: null, sealed_sha256: sealedSha256, dossier_id: null, code: error.code }
  await recordRefusals(node.db, [refusal])
  throw error
}

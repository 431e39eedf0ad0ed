import type { AuthorityId, Node } from '@comity/accounts/contract'
import { base64, parseCertificate, signHttpAnswer } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { type App, rawRoute, type RawAnswer, type RawCall, type TokenBuckets } from '@comity/http'
import type { z } from 'zod'
import { bodyBytes, MAX_ASK_BYTES, PART_BYTES, PartAsk, PingAsk, readBody, WaitingAsk } from '../format/fetching.ts'
import { answerPing, answerWaiting } from '../operations/answer-waiting.ts'
import { noteHeard } from '../operations/note-line.ts'
import { runtimeOf, trustOf } from '../runtime.ts'
import { isNewNonce, lineOf } from '../store/line-store.ts'
import { partOf } from '../store/waiting-store.ts'
import { SEALED } from './ask-peer.ts'
import { JSON_TYPE } from './ask-signed.ts'
import { refused, strangerRefused } from './stranger-refused.ts'
import { type SignedCall, whoSigned } from './who-asks.ts'

/** Of the body of a ping, or of a call for a part of a dossier. */
const SMALL_ASK_BYTES = 2_000

/** The addresses for peers that fetch, and the ping (protocol/10 sections 9 to 12). */
export function fetchRoutes(app: App, node: Node, strangers: TokenBuckets): void {
  const route = (url: string, bodyLimit: number) => ({ method: 'POST', url, bodyLimit, contentType: JSON_TYPE }) as const

  rawRoute(app, route('/exchange/waiting', MAX_ASK_BYTES), async (call) => {
    const { signed, ask } = await mustBeAsked(node, strangers, { call, schema: WaitingAsk })
    const answer = await answerWaiting(node, signed.sender, ask)
    await heard(node, signed, 'fetch', { software: ask.software })
    return signedAnswer(node, call, answer)
  })

  rawRoute(app, route('/exchange/ping', SMALL_ASK_BYTES), async (call) => {
    const { signed, ask } = await mustBeAsked(node, strangers, { call, schema: PingAsk })
    const answer = await answerPing(node, signed.sender)
    await heard(node, signed, 'ping', { software: ask.software, listens: ask.listens })
    return signedAnswer(node, call, answer)
  })

  rawRoute(app, route('/exchange/part', SMALL_ASK_BYTES), async (call) => {
    const { signed, ask } = await mustBeAsked(node, strangers, { call, schema: PartAsk })
    const { sealedSha256, from } = ask
    const part = await partOf(node.db, { sealedSha256, from, bytes: PART_BYTES })
    // Whether it exists is not for others to know; that they asked is for us.
    if (part !== undefined && part.addressee !== signed.sender)
      return refusePeer(node, strangers, { signed, sealedSha256, code: 'queue-of-another', said: 'dossier-unknown' })
    const paused = ((await lineOf(node.db, signed.sender))?.paused_at ?? null) !== null
    if (part === undefined || paused) throw new ComityError('dossier-unknown')
    return {
      status: 200,
      headers: { 'content-type': SEALED, 'comity-size': String(part.size) },
      bytes: part.bytes,
    }
  })
}

/**
 * Who asks, what, and that neither is a repetition.
 *
 * @throws ComityError as `whoAsks`; `request-repeated`, `bad-input`, `queue-of-another`. Each is recorded.
 */
async function mustBeAsked<S extends z.ZodType<{ readonly asker: AuthorityId }>>(
  node: Node,
  strangers: TokenBuckets,
  { call, schema }: { readonly call: RawCall; readonly schema: S },
): Promise<{ readonly signed: SignedCall; readonly ask: z.output<S> }> {
  const { address } = call
  const signed = await whoSigned(node, call).catch((error: unknown) =>
    strangerRefused(node, strangers, { error, sealedSha256: null, address }),
  )
  const { sender, nonce, expires } = signed
  const refuse = (error: unknown): Promise<never> =>
    strangerRefused(node, strangers, { error, sealedSha256: null, address: sender, sender })
  const isNew = await isNewNonce(node.db, { peer: sender, nonce, expiresAt: expires, now: node.world.clock.now() })
  if (!isNew) return refuse(new ComityError('request-repeated'))
  const ask = await Promise.resolve()
    .then(() => readBody(schema, call.body))
    .catch(refuse)
  if (ask.asker !== sender) return refuse(new ComityError('queue-of-another'))
  return { signed, ask }
}

async function refusePeer(
  node: Node,
  strangers: TokenBuckets,
  about: {
    readonly signed: SignedCall
    readonly sealedSha256: string
    readonly code: 'queue-of-another'
    readonly said: 'dossier-unknown'
  },
): Promise<never> {
  const { signed, sealedSha256, code } = about
  if (strangers.take(signed.sender).ok) await refused(node, { sender: signed.sender, code, sealedSha256 })
  throw new ComityError(about.said)
}

async function heard(
  node: Node,
  { sender, leaf }: SignedCall,
  by: 'fetch' | 'ping',
  told: { readonly software: string; readonly listens?: boolean },
): Promise<void> {
  await noteHeard(node, await trustOf(node, sender, 'sender-unknown'), by, { leaf, ...told })
}

/** protocol/03 section 3.7: only the asked node can have given this answer, and only to this call. */
function signedAnswer(node: Node, call: RawCall, answer: unknown): RawAnswer {
  const { transport } = runtimeOf(node)
  const bytes = bodyBytes(answer)
  const signature = signHttpAnswer({
    status: 200,
    body: bytes,
    requestSignature: String(call.headers['signature']),
    created: node.world.clock.now(),
    keyId: parseCertificate(transport.certificateDer).fingerprint,
    privateKey: transport.privateKey,
  })
  return {
    status: 200,
    headers: { 'content-type': JSON_TYPE, 'comity-certificate': `:${base64(transport.certificateDer)}:`, ...signature },
    bytes,
  }
}

import type { Node } from '@comity/accounts/contract'
import { base64, parseCertificate, signHttpRequest } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { NetAnswer, NetRequest } from '@comity/world'
import type { PeerTrust } from '../runtime.ts'
import { runtimeOf } from '../runtime.ts'

/** protocol/10 section 2. */
export const SEALED = 'application/vnd.comity.sealed'
export const RECEIPT = 'application/vnd.comity.receipt+zip'
/** Life of a transport signature; crypto allows no more than 300. */
const SIGNATURE_LIFE_MS = 240_000
const TIMEOUT_MS = 60_000
const MAX_ANSWER_BYTES = 1_000_000

export interface Ask {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: Uint8Array
  readonly contentType?: string
  /** What the caller reads of the answer at most; 1,000,000 unless given. */
  readonly maxAnswerBytes?: number
}

/** One signed request to a peer's node (RFC 9421), with the transport certificate beside it. @throws ComityError `no-answer` */
export function askPeer(node: Node, peer: PeerTrust, ask: Ask): Promise<NetAnswer> {
  return node.world.net.fetch(signedRequest(node, peer, ask))
}

/** @throws ComityError `no-answer` with reason `no-address` where the peer's node takes no connection. */
export function signedRequest(node: Node, peer: PeerTrust, ask: Ask): NetRequest {
  const { transport } = runtimeOf(node)
  if (peer.authority.nodeOrigin === '') throw new ComityError('no-answer', { values: { reason: 'no-address' } })
  const url = `${peer.authority.nodeOrigin}${ask.path}`
  const created = node.world.clock.now()
  const body = ask.body ?? new Uint8Array()
  const signature = signHttpRequest({
    method: ask.method,
    targetUri: url,
    body,
    created,
    expires: new Date(created.getTime() + SIGNATURE_LIFE_MS),
    nonce: Buffer.from(node.world.chance.bytes(16)).toString('base64url'),
    keyId: parseCertificate(transport.certificateDer).fingerprint,
    privateKey: transport.privateKey,
  })
  const headers: Record<string, string> = {
    ...signature,
    'comity-sender': node.facts.authorityId,
    'comity-certificate': `:${base64(transport.certificateDer)}:`,
  }
  if (ask.contentType !== undefined) headers['content-type'] = ask.contentType
  return {
    method: ask.method,
    url,
    headers,
    ...(ask.body ? { body: ask.body } : {}),
    timeoutMs: TIMEOUT_MS,
    maxAnswerBytes: ask.maxAnswerBytes ?? MAX_ANSWER_BYTES,
  }
}

/** `Retry-After` in seconds (RFC 9110 section 10.2.3), as milliseconds; null when there is none. */
export function retryAfterMs(answer: NetAnswer): number | null {
  const text = answer.headers['retry-after'] ?? ''
  return /^\d{1,6}$/.test(text) ? Number(text) * 1000 : null
}

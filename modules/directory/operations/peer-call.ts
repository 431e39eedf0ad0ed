import { AuthorityId, type Node } from '@comity/accounts/contract'
import {
  base64,
  certificateFromPem,
  fromBase64,
  mustVerifyChain,
  parseCertificate,
  signHttpRequest,
  verifyHttpRequest,
} from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { RawCall } from '@comity/http'
import type { NodeKeys } from '../contract.ts'
import { derOfList } from '../rules/effective.ts'
import { ownRevocations, peerOf } from './peer-facts.ts'

/** Life of a signature; crypto allows no more than 300 seconds. */
const SIGNATURE_LIFE_MS = 240_000

/** The headers by which this node's authority says that it asks (protocol 10 §10.3, without a body). */
export function signedAs(
  node: Node,
  { transport }: NodeKeys,
  { method, url }: { readonly method: 'GET'; readonly url: string },
): Record<string, string> {
  const created = node.world.clock.now()
  return {
    ...signHttpRequest({
      method,
      targetUri: url,
      body: new Uint8Array(),
      created,
      expires: new Date(created.getTime() + SIGNATURE_LIFE_MS),
      nonce: Buffer.from(node.world.chance.bytes(16)).toString('base64url'),
      keyId: parseCertificate(transport.certificateDer).fingerprint,
      privateKey: transport.privateKey,
    }),
    'comity-sender': node.facts.authorityId,
    'comity-certificate': `:${base64(transport.certificateDer)}:`,
  }
}

/**
 * The authority that signed a request; null where nobody did, or where it does not hold: then the caller is a stranger like any other. A
 * repeated request gets what it got before and nothing else, so nonces are not remembered.
 */
export async function whoAsks(node: Node, call: RawCall): Promise<AuthorityId | null> {
  const headers = Object.fromEntries(
    Object.entries(call.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
  const claimed = AuthorityId.safeParse(headers['comity-sender'])
  const certificate = /^:([A-Za-z0-9+/=]{1,4000}):$/.exec(headers['comity-certificate'] ?? '')?.[1]
  if (!claimed.success || certificate === undefined) return null
  try {
    const peer = await peerOf(node, claimed.data)
    if (peer === null) return null
    const { caCertificate, crl } = peer.authority
    const leaf = mustVerifyChain({
      leafDer: fromBase64(certificate),
      caDer: certificateFromPem(caCertificate),
      use: 'transport',
      at: node.world.clock.now(),
      ...(crl === undefined ? {} : { crl: derOfList(crl) }),
    })
    const { keyId } = verifyHttpRequest({
      method: call.method,
      targetUri: call.targetUri,
      headers,
      body: call.body,
      publicKey: leaf.publicKey,
      now: node.world.clock.now(),
    })
    return keyId === leaf.fingerprint ? claimed.data : null
  } catch (error) {
    if (error instanceof ComityError) return null
    throw error
  }
}

/** Refuses to sign with a key that its own authority revoked. @throws ComityError `own-key-revoked` */
export async function mustNotBeRevoked(node: Node, certificateDer: Uint8Array): Promise<void> {
  const { serial } = parseCertificate(certificateDer)
  if ((await ownRevocations(node)).has(serial)) throw new ComityError('own-key-revoked')
}

import { AuthorityId, type Node } from '@comity/accounts/contract'
import { type Certificate, fromBase64, mustVerifyChain, verifyHttpHead, verifyHttpRequest } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { RawCall, RawHead } from '@comity/http'
import { runtimeOf, trustOf } from '../runtime.ts'

/**
 * The peer whose transport key signed the request: the certificate that came with it leads to the CA which the directory lists for the
 * authority it claims. A repeated request is harmless (the same bytes get the same receipt), so nonces are not remembered;
 * where repetition would matter, the caller takes each nonce of `whoSigned` once.
 *
 * @throws ComityError `http-signature-invalid`, `sender-unknown`, or a code of the certificate.
 */
export async function whoAsks(node: Node, call: RawCall): Promise<AuthorityId> {
  return (await whoSigned(node, call)).sender
}

/** A request with a good signature: whose, under which certificate, and what makes it the only one of its kind. */
export interface SignedCall {
  readonly sender: AuthorityId
  readonly leaf: Certificate
  readonly nonce: string
  readonly expires: Date
}

/** The same with what the signature says. @throws ComityError as `whoAsks`. */
export async function whoSigned(node: Node, call: RawCall): Promise<SignedCall> {
  const { sender, leaf, head } = await claimOf(node, call)
  const { keyId, nonce, expires } = verifyHttpRequest({ ...head, body: call.body })
  if (keyId !== leaf.fingerprint) throw new ComityError('http-signature-invalid')
  return { sender, leaf, nonce, expires }
}

/**
 * The same before the body is there: whether that peer announced a body with this digest.
 *
 * @throws ComityError as `whoAsks`.
 */
export async function whoAnnounces(node: Node, call: RawHead): Promise<AuthorityId> {
  const { sender, leaf, head } = await claimOf(node, call)
  if (verifyHttpHead(head).keyId !== leaf.fingerprint) throw new ComityError('http-signature-invalid')
  return sender
}

async function claimOf(node: Node, call: RawHead) {
  const headers = Object.fromEntries(
    Object.entries(call.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
  const claimed = AuthorityId.safeParse(headers['comity-sender'])
  const certificate = /^:([A-Za-z0-9+/=]{1,4000}):$/.exec(headers['comity-certificate'] ?? '')?.[1]
  if (!claimed.success || certificate === undefined) throw new ComityError('http-signature-invalid')
  const trust = await trustOf(node, claimed.data, 'sender-unknown')
  const now = node.world.clock.now()
  const crl = trust.crl === undefined ? {} : { crl: trust.crl }
  const leaf = mustVerifyChain(
    { leafDer: fromBase64(certificate), caDer: trust.caDer, use: 'transport', at: now, ...crl },
    runtimeOf(node).chains,
  )
  const head = { method: call.method, targetUri: call.targetUri, headers, publicKey: leaf.publicKey, now }
  return { sender: claimed.data, leaf, head }
}

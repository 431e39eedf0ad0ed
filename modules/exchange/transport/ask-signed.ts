import type { Node } from '@comity/accounts/contract'
import { fromBase64, mustVerifyChain, verifyHttpAnswer } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { z } from 'zod'
import { type Measured, noteReached } from '../operations/note-line.ts'
import { type PeerAnswer, readBody } from '../format/fetching.ts'
import { type PeerTrust, runtimeOf } from '../runtime.ts'
import { signedRequest } from './ask-peer.ts'
import { clockProblem } from './clock-problem.ts'

export const JSON_TYPE = 'application/json'

/**
 * Asks a peer something that it answers under its own signature, and notes what the answer tells of the line.
 *
 * @throws ComityError `no-answer` with the reason: what the network says, `http-…`, `clock-differs:…`, or `answer-unsigned` where
 * something answered that does not hold the peer's key.
 */
export async function askSigned<S extends z.ZodType<PeerAnswer>>(
  node: Node,
  peer: PeerTrust,
  { path, body, schema }: { readonly path: string; readonly body: Uint8Array; readonly schema: S },
): Promise<{ readonly answer: z.output<S>; readonly measured: Measured }> {
  const { clock } = node.world
  const request = signedRequest(node, peer, { method: 'POST', path, body, contentType: JSON_TYPE })
  const [sentAt, startMs] = [clock.now().getTime(), clock.monotonicMs()]
  const got = await node.world.net.fetch(request)
  const roundTripMs = Math.round(clock.monotonicMs() - startMs)
  if (got.status !== 200) throw failed(clockProblem(got, clock.now()) ?? `http-${got.status}`)
  const at = clock.now()
  const crl = peer.crl === undefined ? {} : { crl: peer.crl }
  const answered = { status: got.status, headers: got.headers, body: got.body }
  const read = (): { answer: z.output<S>; transportEnds: Date } => {
    const certificate = /^:([A-Za-z0-9+/=]{1,4000}):$/.exec(got.headers['comity-certificate'] ?? '')?.[1]
    if (certificate === undefined) throw new ComityError('http-signature-invalid')
    const leafDer = fromBase64(certificate)
    const leaf = mustVerifyChain({ leafDer, caDer: peer.caDer, use: 'transport', at, ...crl }, runtimeOf(node).chains)
    const requestSignature = request.headers['signature'] ?? ''
    const { keyId } = verifyHttpAnswer({ ...answered, requestSignature, publicKey: leaf.publicKey })
    if (keyId !== leaf.fingerprint) throw new ComityError('http-signature-invalid')
    return { answer: readBody(schema, got.body), transportEnds: leaf.notAfter }
  }
  const { answer, transportEnds } = orUnsigned(read)
  if (answer.authority !== peer.authority.id) throw failed('answer-unsigned')
  const clockOffMs = Date.parse(answer.at) - (sentAt + Math.round(roundTripMs / 2))
  const measured = { roundTripMs, clockOffMs, transportEnds, software: answer.software, protocol: answer.comity }
  await noteReached(node, peer, measured)
  return { answer, measured }
}

function orUnsigned<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof ComityError) throw failed('answer-unsigned', error)
    throw error
  }
}

function failed(reason: string, cause?: unknown): ComityError {
  return new ComityError('no-answer', { values: { reason }, cause })
}

import { sign, verify, type KeyObject } from 'node:crypto'
import { ComityError } from '@comity/errors'
import { base64 } from '../bytes/bytes.ts'
import { contentDigest, type HttpSignatureHeaders } from './http-signature.ts'

/** What is signed of an answer. */
export interface HttpAnswer {
  readonly status: number
  readonly body: Uint8Array
  /** The `signature` header of the request that it answers: an answer to one request is none to another. */
  readonly requestSignature: string
}

// RFC 9421 §2.4: the request's signature covers its method, address, body and nonce, so that one component binds the answer to all of them.
const covered = '("@status" "content-digest" "signature";req;key="comity")'
const keyForm = /^[A-Za-z0-9_-]{16,200}$/
const inputForm =
  /^comity=(\("@status" "content-digest" "signature";req;key="comity"\);created=(\d{1,12});keyid="([A-Za-z0-9_-]{16,200})";alg="ecdsa-p256-sha256")$/
const signatureForm = /^comity=(:[A-Za-z0-9+/]{86}==:)$/

/**
 * The three headers of a signed answer (RFC 9421; protocol/03 §3.7). `keyId` is 16 to 200 characters of base64url.
 *
 * @throws ComityError `bad-input` when the key's name or the request's signature is not of that form.
 */
export function signHttpAnswer(
  input: HttpAnswer & { readonly created: Date; readonly keyId: string; readonly privateKey: KeyObject },
): HttpSignatureHeaders {
  const { status, body, keyId, privateKey } = input
  const asked = signatureForm.exec(input.requestSignature)?.[1]
  if (!keyForm.test(keyId) || asked === undefined) throw new ComityError('bad-input')
  const created = Math.floor(input.created.getTime() / 1000)
  const parameters = `${covered};created=${created};keyid="${keyId}";alg="ecdsa-p256-sha256"`
  const digest = contentDigest(body)
  const signature = sign('sha256', signatureBase(status, { digest, asked, parameters }), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return { 'content-digest': digest, 'signature-input': `comity=${parameters}`, signature: `comity=:${base64(signature)}:` }
}

/**
 * Verifies that the holder of the key gave this answer to this request. Its date is not judged: it tells how the clocks differ, and an
 * old answer does not fit a new request.
 *
 * @throws ComityError `http-signature-invalid` for every cause alike.
 */
export function verifyHttpAnswer(
  input: HttpAnswer & { readonly headers: Readonly<Record<string, string | undefined>>; readonly publicKey: KeyObject },
): { readonly created: Date; readonly keyId: string } {
  const { status, body, headers, publicKey } = input
  const found = inputForm.exec(headers['signature-input'] ?? '')
  const encoded = signatureForm.exec(headers['signature'] ?? '')?.[1]?.slice(1, -1)
  const asked = signatureForm.exec(input.requestSignature)?.[1]
  const digest = contentDigest(body)
  if (found === null || encoded === undefined || asked === undefined || headers['content-digest'] !== digest) return invalid()
  const [, parameters = '', created, keyId = ''] = found
  const signature = Buffer.from(encoded, 'base64')
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  // RFC 4648 §3.5: stray bits at the end would give one signature several spellings.
  const holds =
    base64(signature) === encoded && verify('sha256', signatureBase(status, { digest, asked, parameters }), key, signature)
  return holds ? { created: new Date(Number(created) * 1000), keyId } : invalid()
}

// RFC 9421 §2.5.
function signatureBase(
  status: number,
  { digest, asked, parameters }: { readonly digest: string; readonly asked: string; readonly parameters: string },
): Buffer {
  return Buffer.from(
    `"@status": ${status}\n"content-digest": ${digest}\n"signature";req;key="comity": ${asked}\n"@signature-params": ${parameters}`,
  )
}

function invalid(): never {
  throw new ComityError('http-signature-invalid')
}

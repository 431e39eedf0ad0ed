import { sign, verify, type KeyObject } from 'node:crypto'
import { ComityError } from '@comity/errors'
import { base64, sha256 } from '../bytes/bytes.ts'

/** What is signed of a request. */
export interface HttpMessage {
  /** Upper case. */
  readonly method: string
  /** The absolute address that the client asked for (RFC 9421 §2.2.2), as the receiver's own configuration spells it. */
  readonly targetUri: string
  readonly body: Uint8Array
}

export interface HttpSignatureHeaders {
  readonly 'content-digest': string
  readonly 'signature-input': string
  readonly signature: string
}

interface Parameters {
  readonly created: Date
  readonly expires: Date
  readonly nonce: string
  readonly keyId: string
}

/** Bounds how long a nonce must be remembered. */
const maxLifeSeconds = 300
/** Bounds what a clock may be wrong. */
const maxSkewSeconds = 60
const covered = '("@method" "@target-uri" "content-digest")'
/** Neither can end its line of the signature base early. */
const methodForm = /^[A-Z]{1,20}$/
const uriForm = /^[!-~]{1,2000}$/
const word = /^[A-Za-z0-9_-]{16,200}$/
const inputForm =
  /^comity=(\("@method" "@target-uri" "content-digest"\);created=(\d{1,12});expires=(\d{1,12});nonce="([A-Za-z0-9_-]{16,200})";keyid="([A-Za-z0-9_-]{16,200})";alg="ecdsa-p256-sha256")$/
const signatureForm = /^comity=:([A-Za-z0-9+/]{86}==):$/

/** `Content-Digest` (RFC 9530) with SHA-256 alone. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${base64(sha256(body))}:`
}

/**
 * The three headers of a signed request (RFC 9421; protocol/03 §3.6). `nonce` and `keyId` are 16 to 200 characters of
 * base64url; at most 300 seconds lie between `created` and `expires`.
 *
 * @throws ComityError `bad-input` when the parameters are not of that form.
 */
export function signHttpRequest(input: HttpMessage & Parameters & { privateKey: KeyObject }): HttpSignatureHeaders {
  const { created, expires, nonce, keyId, privateKey } = input
  const life = seconds(expires) - seconds(created)
  if (!word.test(nonce) || !word.test(keyId) || life <= 0 || life > maxLifeSeconds) throw new ComityError('bad-input')
  const parameters = `${covered};created=${seconds(created)};expires=${seconds(expires)};nonce="${nonce}";keyid="${keyId}";alg="ecdsa-p256-sha256"`
  const digest = contentDigest(input.body)
  const signature = sign('sha256', signatureBase(input, digest, parameters), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return { 'content-digest': digest, 'signature-input': `comity=${parameters}`, signature: `comity=:${base64(signature)}:` }
}

/**
 * Who claims to have signed, not yet believed: find the key by it, then call `verifyHttpRequest`.
 *
 * @throws ComityError `http-signature-invalid` when the headers are not in our exact form.
 */
export function claimedKeyId(headers: Readonly<Record<string, string | undefined>>): string {
  return readInput(headers).keyId
}

/** A request of which the body is still to come. */
export interface HttpHead extends Omit<HttpMessage, 'body'> {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly publicKey: KeyObject
  readonly now: Date
}

/**
 * Verifies the three headers before the body is read: whether the holder of the key announced a body with that digest. That the
 * body is the one announced, `verifyHttpRequest` says.
 *
 * @throws ComityError `http-signature-invalid` for every cause alike.
 */
export function verifyHttpHead(input: HttpHead): Parameters {
  const { text, ...parameters } = readInput(input.headers)
  const digest = input.headers['content-digest'] ?? ''
  const encoded = signatureForm.exec(input.headers['signature'] ?? '')?.[1]
  if (encoded === undefined || !digestForm.test(digest) || !isTimely(parameters, input.now)) return invalid()
  const key = { key: input.publicKey, dsaEncoding: 'ieee-p1363' } as const
  const signature = Buffer.from(encoded, 'base64')
  // RFC 4648 §3.5: stray bits at the end would give one signature several spellings.
  if (base64(signature) !== encoded || !verify('sha256', signatureBase(input, digest, text), key, signature)) return invalid()
  return parameters
}

// RFC 9530 §2 with the one algorithm used here.
const digestForm = /^sha-256=:[A-Za-z0-9+/]{43}=:$/

/**
 * Verifies the three headers against the request as received. That the nonce is new is for the caller to see to, until
 * `expires`.
 *
 * @throws ComityError `http-signature-invalid` for every cause alike.
 */
export function verifyHttpRequest(input: HttpHead & HttpMessage): Parameters {
  if (input.headers['content-digest'] !== contentDigest(input.body)) return invalid()
  return verifyHttpHead(input)
}

function isTimely({ created, expires }: Parameters, now: Date): boolean {
  const life = seconds(expires) - seconds(created)
  return (
    life > 0 && life <= maxLifeSeconds && seconds(created) <= seconds(now) + maxSkewSeconds && seconds(now) <= seconds(expires)
  )
}

// RFC 9421 §2.5.
function signatureBase({ method, targetUri }: Omit<HttpMessage, 'body'>, digest: string, parameters: string): Buffer {
  if (!methodForm.test(method) || !uriForm.test(targetUri)) return invalid()
  return Buffer.from(
    `"@method": ${method}\n"@target-uri": ${targetUri}\n"content-digest": ${digest}\n"@signature-params": ${parameters}`,
  )
}

function readInput(headers: Readonly<Record<string, string | undefined>>): Parameters & { text: string } {
  const found = inputForm.exec(headers['signature-input'] ?? '')
  if (found === null) return invalid()
  const [, text = '', created, expires, nonce = '', keyId = ''] = found
  return { text, created: new Date(Number(created) * 1000), expires: new Date(Number(expires) * 1000), nonce, keyId }
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}

function invalid(): never {
  throw new ComityError('http-signature-invalid')
}

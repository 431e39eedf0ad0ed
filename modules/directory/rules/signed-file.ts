import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { canonicalJson, parseCanonicalJson, sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { z } from 'zod'
import type { DirectorySignature } from '../contract.ts'

/** Names a file in refusals. */
export type SignedFileName =
  | 'root'
  | 'contents'
  | 'freshness'
  | 'application'
  | 'trust-anchor'
  | 'key-card'
  | 'pouch'
  | 'part'
  | 'statement'

interface Signed {
  readonly signed: unknown
  readonly signatures: readonly DirectorySignature[]
}

interface RoleKeys {
  readonly keyIds: readonly string[]
  readonly threshold: number
}

type Keys = Readonly<Record<string, { readonly publicKey: string }>>

/** Reads one file: size, then JSON, then the schema, then that its bytes are the canonical ones (protocol 07 §2). */
export function readFileOf<S extends z.ZodType>(
  name: SignedFileName,
  bytes: Uint8Array,
  schema: S,
  maxBytes: number,
): z.output<S> {
  if (bytes.byteLength > maxBytes) throw malformed(name, 'too-large')
  const parsed = schema.safeParse(parseJson(name, bytes))
  if (!parsed.success) throw malformed(name, parsed.error.issues[0]?.path.join('.') || 'members')
  return parsed.data
}

/** Refuses unless at least `threshold` different keys of the role have signed (protocol 07 §6). */
export function mustBeSigned(name: SignedFileName, file: Signed, keys: Keys, role: RoleKeys): void {
  const signers = signersOf(file, keys, role)
  if (signers.size >= role.threshold) return
  throw new ComityError('directory-signature-invalid', { values: { file: name, needed: role.threshold, found: signers.size } })
}

/** The ids of the role's keys that have validly signed; each key is here once, however often it signed. */
export function signersOf(file: Signed, keys: Keys, role: RoleKeys): ReadonlySet<string> {
  const bytes = Buffer.from(canonicalJson(file.signed))
  const signers = new Set<string>()
  for (const { keyId, signature } of file.signatures) {
    const key = keys[keyId]
    if (key === undefined || !role.keyIds.includes(keyId) || signers.has(keyId)) continue
    if (isSignature(publicKeyOf(key.publicKey), bytes, signature)) signers.add(keyId)
  }
  return signers
}

/** Whether the base64 DER signature is the key's over the bytes (ECDSA, SHA-256). */
export function isSignature(key: KeyObject, bytes: Uint8Array, signature: string): boolean {
  return verify('sha256', bytes, key, Buffer.from(signature, 'base64'))
}

/** The id of a public key: SHA-256 of its SubjectPublicKeyInfo. */
export function keyIdOf(spki: Uint8Array): string {
  return sha256Hex(spki)
}

/** RFC 5480: SubjectPublicKeyInfo of a P-256 key with a named curve and an uncompressed point. */
const P256_SPKI_START = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex')
const P256_SPKI_BYTES = 91

/** Whether these bytes are the one permitted spelling of a P-256 key: another spelling would let one key count twice. */
export function isP256Spki(spki: Uint8Array): boolean {
  return spki.byteLength === P256_SPKI_BYTES && P256_SPKI_START.equals(spki.subarray(0, P256_SPKI_START.byteLength))
}

export function malformed(file: SignedFileName, reason: string): ComityError {
  return new ComityError('directory-malformed', { values: { file, reason: reason.slice(0, 200) } })
}

function publicKeyOf(spki: string): KeyObject {
  return createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
}

/** Members lie at most this deep; deeper nesting only serves to exhaust a parser. */
const MAX_DEPTH = 12

// One content, one spelling: repeated member names, a byte order mark or other white space cannot hide anything.
function parseJson(name: SignedFileName, bytes: Uint8Array): unknown {
  try {
    return parseCanonicalJson(bytes, { maxBytes: bytes.byteLength, maxDepth: MAX_DEPTH })
  } catch (cause) {
    if (!(cause instanceof ComityError)) throw cause
    throw new ComityError('directory-malformed', { values: { file: name, reason: cause.code }, cause })
  }
}

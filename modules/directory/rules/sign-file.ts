import { createPublicKey, sign, type KeyObject } from 'node:crypto'
import { canonicalJson } from '@comity/crypto'
import type { DirectorySignature } from '../contract.ts'
import { keyIdOf } from './signed-file.ts'

/** A file's bytes: the canonical JSON of `{ signatures, signed }`, with one signature by each key. */
export function signFile(signed: unknown, keys: readonly KeyObject[]): Uint8Array<ArrayBuffer> {
  return fileOf(
    signed,
    keys.map((key) => signatureOf(signed, key)),
  )
}

/** A file's bytes from its parts. */
export function fileOf(signed: unknown, signatures: readonly DirectorySignature[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson({ signed, signatures }))
}

/** One signature over the canonical bytes of `signed` by a P-256 private key. */
export function signatureOf(signed: unknown, key: KeyObject): DirectorySignature {
  return { keyId: keyIdOf(spkiOf(key)), signature: sign('sha256', Buffer.from(canonicalJson(signed)), key).toString('base64') }
}

/** SubjectPublicKeyInfo, DER, of a private or public key. */
export function spkiOf(key: KeyObject): Buffer {
  const publicKey = key.type === 'public' ? key : createPublicKey(key)
  return publicKey.export({ format: 'der', type: 'spki' })
}

/** An instant as the files write it: UTC, whole seconds. */
export function instantText(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`
}

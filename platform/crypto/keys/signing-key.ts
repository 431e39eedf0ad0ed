import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { ComityError } from '@comity/errors'
import { ownBytes, view, type Bytes } from '../bytes/bytes.ts'

/** An ECDSA P-256 pair. */
export interface SigningKeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** A new P-256 pair; its randomness is the system's own, not a `World`'s. */
export function generateSigningKeyPair(): SigningKeyPair {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

/** PKCS#8 in PEM, unencrypted: the caller guards the file. */
export function privateKeyToPem(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString()
}

/** @throws ComityError `bad-input` unless `pem` holds an unencrypted P-256 private key. */
export function privateKeyFromPem(pem: string): KeyObject {
  return mustBeP256(() => createPrivateKey(pem))
}

/** SubjectPublicKeyInfo in DER (RFC 5280 §4.1.2.7). */
export function publicKeyToDer(key: KeyObject): Bytes {
  return ownBytes(key.export({ format: 'der', type: 'spki' }))
}

/** @throws ComityError `bad-input` unless `spki` is the SubjectPublicKeyInfo of a P-256 key. */
export function publicKeyFromDer(spki: Uint8Array): KeyObject {
  return mustBeP256(() => createPublicKey({ key: view(spki), format: 'der', type: 'spki' }))
}

function mustBeP256(read: () => KeyObject): KeyObject {
  const key = readOrRefuse(read)
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new ComityError('bad-input', { values: { expected: 'P-256 key' } })
  return key
}

function readOrRefuse(read: () => KeyObject): KeyObject {
  try {
    return read()
  } catch {
    // The cause could quote the key.
    throw new ComityError('bad-input', { values: { expected: 'P-256 key' } })
  }
}

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  encapsulate,
  type KeyObject,
} from 'node:crypto'
import { concat, view, type Bytes } from '../bytes/bytes.ts'

// The hybrid KEM ML-KEM-768 + X25519 (draft-connolly-cfrg-xwing-kem; draft-ietf-hpke-pq §3, id 0x647a).
export const kemKeyBytes = 1184 + 32
export const kemShareBytes = 1088 + 32
const mlkemKeyBytes = 1184
const mlkemShareBytes = 1088
const combinerLabel = Buffer.from('\\.//^\\', 'latin1')

// DER around raw keys: node:crypto takes them in no barer form.
const mlkemPublicPrefix = Buffer.from('308204b2300b0609608648016503040402038204a100', 'hex')
const mlkemSeedPrefix = Buffer.from('3054020100300b060960864801650304040204428040', 'hex')
const x25519PublicPrefix = Buffer.from('302a300506032b656e032100', 'hex')
const x25519PrivatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')

export interface KemPublicKey {
  readonly mlkem: KeyObject
  readonly x25519: KeyObject
  readonly x25519Raw: Uint8Array
}

export interface KemPrivateKey {
  readonly mlkem: KeyObject
  readonly x25519: KeyObject
  readonly x25519PublicRaw: Uint8Array
}

/** The two keys behind 1,216 bytes. @throws Error when they are not keys. */
export function readKemPublicKey(raw: Uint8Array): KemPublicKey {
  const x25519Raw = raw.slice(mlkemKeyBytes)
  const mlkem = createPublicKey({
    key: Buffer.concat([mlkemPublicPrefix, raw.subarray(0, mlkemKeyBytes)]),
    format: 'der',
    type: 'spki',
  })
  return { mlkem, x25519: x25519Public(x25519Raw), x25519Raw }
}

/** Both private keys from a seed of 32 bytes: SHAKE256 to 64 bytes for ML-KEM and 32 for X25519. */
export function expandKemSeed(seed: Uint8Array): { privateKey: KemPrivateKey; publicRaw: Bytes } {
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const mlkem = createPrivateKey({
    key: Buffer.concat([mlkemSeedPrefix, expanded.subarray(0, 64)]),
    format: 'der',
    type: 'pkcs8',
  })
  const x25519 = x25519Private(expanded.subarray(64))
  const x25519PublicRaw = publicRawOf(x25519, x25519PublicPrefix.length)
  return {
    privateKey: { mlkem, x25519, x25519PublicRaw },
    publicRaw: concat(publicRawOf(mlkem, mlkemPublicPrefix.length), x25519PublicRaw),
  }
}

/** A fresh shared secret and the share that carries it; `ephemeralSeed` is 32 random bytes, ML-KEM's coins are the system's own. */
export function kemEncapsulate(key: KemPublicKey, ephemeralSeed: Uint8Array): { share: Bytes; secret: Buffer } {
  const ephemeral = x25519Private(ephemeralSeed)
  const ephemeralRaw = publicRawOf(ephemeral, x25519PublicPrefix.length)
  const { sharedKey, ciphertext } = encapsulate(key.mlkem)
  const classic = diffieHellman({ privateKey: ephemeral, publicKey: key.x25519 })
  return { share: concat(ciphertext, ephemeralRaw), secret: combine(sharedKey, classic, ephemeralRaw, key.x25519Raw) }
}

/** @throws Error when X25519 gives the all-zero secret (RFC 7748 §6.1). */
export function kemDecapsulate(key: KemPrivateKey, share: Uint8Array): Buffer {
  const ephemeralRaw = share.subarray(mlkemShareBytes)
  const postQuantum = decapsulate(key.mlkem, view(share.subarray(0, mlkemShareBytes)))
  const classic = diffieHellman({ privateKey: key.x25519, publicKey: x25519Public(ephemeralRaw) })
  return combine(postQuantum, classic, ephemeralRaw, key.x25519PublicRaw)
}

function combine(postQuantum: Uint8Array, classic: Uint8Array, share: Uint8Array, publicRaw: Uint8Array): Buffer {
  return createHash('sha3-256').update(postQuantum).update(classic).update(share).update(publicRaw).update(combinerLabel).digest()
}

function x25519Public(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([x25519PublicPrefix, raw]), format: 'der', type: 'spki' })
}

function x25519Private(raw: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([x25519PrivatePrefix, raw]), format: 'der', type: 'pkcs8' })
}

function publicRawOf(privateKey: KeyObject, prefixBytes: number): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(prefixBytes)
}

import { createHash, hash, timingSafeEqual } from 'node:crypto'
import { ComityError } from '@comity/errors'

/** Bytes that own their memory: never a window into a `SharedArrayBuffer`. */
export type Bytes = Uint8Array<ArrayBuffer>

/** A copy whose memory is its own, whatever pool a Buffer came from. */
export function ownBytes(bytes: Uint8Array): Bytes {
  return Uint8Array.from(bytes)
}

/** SHA-256 (FIPS 180-4), 32 bytes. */
export function sha256(bytes: Uint8Array): Bytes {
  return ownBytes(createHash('sha256').update(bytes).digest())
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}

/** Whether both are the same bytes, in a time that depends on their length only. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b)
}

/** One after the other. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return view(bytes).toString('hex')
}

/** @throws ComityError `bad-input` unless `text` is lower-case hexadecimal of whole bytes. */
export function fromHex(text: string): Bytes {
  return exactly(text, 'hex')
}

/** Base64 with padding (RFC 4648 §4). */
export function base64(bytes: Uint8Array): string {
  return view(bytes).toString('base64')
}

/** @throws ComityError `bad-input` unless `text` is the one padded base64 of some bytes. */
export function fromBase64(text: string): Bytes {
  return exactly(text, 'base64')
}

/** Base64 for addresses, without padding (RFC 4648 §5). */
export function base64url(bytes: Uint8Array): string {
  return view(bytes).toString('base64url')
}

/** @throws ComityError `bad-input` unless `text` is the one unpadded base64url of some bytes. */
export function fromBase64url(text: string): Bytes {
  return exactly(text, 'base64url')
}

/** The same memory as a Buffer: no copy. */
export function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

// Node skips what it does not understand, so only encoding again shows whether the text was the canonical one.
function exactly(text: string, encoding: 'hex' | 'base64' | 'base64url'): Bytes {
  const bytes = Buffer.from(text, encoding)
  if (bytes.toString(encoding) !== text) throw new ComityError('bad-input', { values: { expected: encoding } })
  return ownBytes(bytes)
}

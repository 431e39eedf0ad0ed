import { concat, type Bytes } from '../bytes/bytes.ts'
import { decryptInto, encryptInto, tagBytes } from './aead.ts'

/** The age format fixes the segments of its payload (C2SP age.md, "Payload"). */
const segmentBytes = 64 * 1024
const sealedSegmentBytes = segmentBytes + tagBytes

/** The STREAM payload: segments of 64 KiB under a counter, the last one marked; only an empty plaintext has an empty last one. */
export function encryptStream(key: Uint8Array, plain: Uint8Array, head: Uint8Array): Bytes {
  const count = Math.max(1, Math.ceil(plain.length / segmentBytes))
  const sealed = concat(head, new Uint8Array(plain.length + count * tagBytes))
  for (let index = 0; index < count; index += 1) {
    const segment = plain.subarray(index * segmentBytes, (index + 1) * segmentBytes)
    encryptInto(sealed, head.length + index * sealedSegmentBytes, { key, nonce: nonceOf(index, count), plain: segment })
  }
  return sealed
}

/** @throws Error when any segment, its order or the end is not as it was sealed. */
export function decryptStream(key: Uint8Array, sealed: Uint8Array): Bytes {
  const count = Math.max(1, Math.ceil(sealed.length / sealedSegmentBytes))
  const plainBytes = sealed.length - count * tagBytes
  if (plainBytes < 0 || (count > 1 && plainBytes <= (count - 1) * segmentBytes))
    throw new RangeError('no payload has this length')
  const plain = new Uint8Array(plainBytes)
  for (let index = 0; index < count; index += 1) {
    const segment = sealed.subarray(index * sealedSegmentBytes, (index + 1) * sealedSegmentBytes)
    decryptInto(plain, index * segmentBytes, { key, nonce: nonceOf(index, count), sealed: segment })
  }
  return plain
}

// 11 bytes of counter, one byte that is 1 for the last segment. 2^32 segments are 256 TiB, more than memory holds.
function nonceOf(index: number, count: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 7)
  nonce[11] = index === count - 1 ? 1 : 0
  return nonce
}

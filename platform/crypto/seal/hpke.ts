import { createHmac } from 'node:crypto'

// HPKE (RFC 9180) in base mode with KEM 0x647a, HKDF-SHA256 (0x0001), ChaCha20-Poly1305 (0x0003); one message, so no sequence.
const suite = Buffer.from([...Buffer.from('HPKE'), 0x64, 0x7a, 0x00, 0x01, 0x00, 0x03])
const version = Buffer.from('HPKE-v1')
const info = Buffer.from('age-encryption.org/mlkem768x25519')
const empty = Buffer.alloc(0)

// RFC 9180 §5.1: mode 0, hash of the empty pre-shared key id, hash of info; the same for every message of the format.
const keyScheduleContext = Buffer.concat([Buffer.of(0), extract(empty, 'psk_id_hash', empty), extract(empty, 'info_hash', info)])

/** Key and nonce of the one message under a KEM secret. */
export function hpkeKey(kemSecret: Uint8Array): { key: Buffer; nonce: Buffer } {
  const secret = extract(kemSecret, 'secret', empty)
  return { key: expand(secret, 'key', 32), nonce: expand(secret, 'base_nonce', 12) }
}

function extract(salt: Uint8Array, label: string, input: Uint8Array): Buffer {
  return createHmac('sha256', salt).update(version).update(suite).update(label).update(input).digest()
}

// At most 32 bytes, so one block of HKDF-Expand (RFC 5869 §2.3) is enough.
function expand(key: Uint8Array, label: string, length: 32 | 12): Buffer {
  const input = Buffer.concat([Buffer.of(0, length), version, suite, Buffer.from(label), keyScheduleContext, Buffer.of(1)])
  return createHmac('sha256', key).update(input).digest().subarray(0, length)
}

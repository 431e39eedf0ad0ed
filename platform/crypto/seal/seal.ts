import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import type { Chance } from '@comity/world'
import { concat, type Bytes } from '../bytes/bytes.ts'
import { encryptInto, hkdf32, tagBytes } from './aead.ts'
import { maxRecipients, writeHeader, writeMac, type Stanza } from './header.ts'
import { hpkeKey } from './hpke.ts'
import { kemEncapsulate } from './hybrid-kem.ts'
import type { SealRecipient } from './seal-keys.ts'
import { encryptStream } from './stream.ts'

/**
 * An age v1 file (C2SP age.md) that any of the recipients opens, post-quantum only; `age -d` opens it too. It does not
 * say who sealed: sign first. File key, payload nonce and X25519 shares come from `chance`, ML-KEM's coins from OpenSSL.
 */
export function seal(plaintext: Uint8Array, recipients: readonly SealRecipient[], chance: Chance): Bytes {
  assert(recipients.length > 0 && recipients.length <= maxRecipients, 'sealed to between 1 and 20 recipients')
  const fileKey = chance.bytes(16)
  const header = writeHeader(recipients.map((recipient) => wrap(fileKey, recipient, chance)))
  const mac = createHmac('sha256', hkdf32(fileKey, new Uint8Array(), 'header'))
    .update(header)
    .digest()
  const nonce = chance.bytes(16)
  return encryptStream(hkdf32(fileKey, nonce, 'payload'), plaintext, concat(header, writeMac(mac), nonce))
}

function wrap(fileKey: Uint8Array, recipient: SealRecipient, chance: Chance): Stanza {
  const { share, secret } = kemEncapsulate(recipient.key, chance.bytes(32))
  const wrapped = new Uint8Array(fileKey.length + tagBytes)
  encryptInto(wrapped, 0, { ...hpkeKey(secret), plain: fileKey })
  return { share, wrapped }
}

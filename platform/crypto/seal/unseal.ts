import { createHmac } from 'node:crypto'
import { ComityError } from '@comity/errors'
import { sameBytes, type Bytes } from '../bytes/bytes.ts'
import { decryptInto, hkdf32 } from './aead.ts'
import { readHeader, type Header, type Stanza } from './header.ts'
import { hpkeKey } from './hpke.ts'
import { kemDecapsulate } from './hybrid-kem.ts'
import type { SealIdentity } from './seal-keys.ts'
import { decryptStream } from './stream.ts'

const nonceBytes = 16

/**
 * The plaintext of a file that `seal` (or `age -r age1pq1…`) made for this identity; whole or not at all.
 *
 * @throws ComityError `unsealing-failed` for every cause alike: not for us, altered, cut short, classic recipients inside.
 */
export function unseal(bytes: Uint8Array, identity: SealIdentity): Bytes {
  const header = readHeader(bytes)
  const fileKey = header === null ? null : findFileKey(header, identity)
  if (header === null || fileKey === null || !macFits(header, fileKey)) throw new ComityError('unsealing-failed')
  const nonce = bytes.subarray(header.length, header.length + nonceBytes)
  if (nonce.length !== nonceBytes) throw new ComityError('unsealing-failed')
  const key = hkdf32(fileKey, nonce, 'payload')
  const plain = orNull(() => decryptStream(key, bytes.subarray(header.length + nonceBytes)))
  if (plain === null) throw new ComityError('unsealing-failed')
  return plain
}

function macFits({ covered, mac }: Header, fileKey: Uint8Array): boolean {
  return sameBytes(
    createHmac('sha256', hkdf32(fileKey, new Uint8Array(), 'header'))
      .update(covered)
      .digest(),
    mac,
  )
}

function findFileKey({ stanzas }: Header, identity: SealIdentity): Uint8Array | null {
  for (const stanza of stanzas) {
    const fileKey = orNull(() => unwrap(stanza, identity))
    if (fileKey !== null) return fileKey
  }
  return null
}

function unwrap({ share, wrapped }: Stanza, identity: SealIdentity): Uint8Array {
  const fileKey = new Uint8Array(16)
  decryptInto(fileKey, 0, { ...hpkeKey(kemDecapsulate(identity.key, share)), sealed: wrapped })
  return fileKey
}

// A stanza for somebody else fails as an altered one does, and nobody may learn which it was.
function orNull<T>(attempt: () => T): T | null {
  try {
    return attempt()
  } catch {
    return null
  }
}

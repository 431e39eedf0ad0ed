import { createHmac, scryptSync } from 'node:crypto'
import { ComityError } from '@comity/errors'
import type { Chance } from '@comity/world'
import { concat, sameBytes, view, type Bytes } from '../bytes/bytes.ts'
import { decryptInto, encryptInto, hkdf32, tagBytes } from './aead.ts'
import { writeMac } from './header.ts'
import { decryptStream, encryptStream } from './stream.ts'

/** C2SP age.md, "scrypt recipient stanza": N = 2^18 with r = 8 costs 256 MiB and about a second, once for every guess. */
const WORK_FACTOR = 18
/** A file that asks for more is refused: it would only exhaust this machine. */
const MAX_WORK_FACTOR = 20
const saltBytes = 16
const fileKeyBytes = 16
const nonceBytes = 16
const label = 'age-encryption.org/v1/scrypt'
const headerForm =
  /^age-encryption\.org\/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9]\d?)\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n/
const maxHeaderBytes = 200

/**
 * An age v1 file under a passphrase, which `age -d` opens too: for keys that lie on a medium in a safe. `workFactor` is for tests.
 */
export function sealWithPassphrase(plaintext: Uint8Array, passphrase: string, chance: Chance, workFactor = WORK_FACTOR): Bytes {
  const salt = chance.bytes(saltBytes)
  const fileKey = chance.bytes(fileKeyBytes)
  const wrapped = new Uint8Array(fileKeyBytes + tagBytes)
  encryptInto(wrapped, 0, { key: keyFrom(passphrase, salt, workFactor), nonce: new Uint8Array(12), plain: fileKey })
  const covered = headerOf(salt, workFactor, wrapped)
  const nonce = chance.bytes(nonceBytes)
  return encryptStream(hkdf32(fileKey, nonce, 'payload'), plaintext, concat(covered, writeMac(macOf(fileKey, covered)), nonce))
}

/** @throws ComityError `unsealing-failed` for every cause alike: another passphrase, altered, not such a file. */
export function unsealWithPassphrase(bytes: Uint8Array, passphrase: string): Bytes {
  const plain = orNull(() => open(bytes, passphrase))
  if (plain === null) throw new ComityError('unsealing-failed')
  return plain
}

function open(bytes: Uint8Array, passphrase: string): Bytes | null {
  const found = headerForm.exec(view(bytes.subarray(0, maxHeaderBytes)).toString('latin1'))
  if (found === null) return null
  const [whole, saltText = '', factor = '', wrappedText = '', macText = ''] = found
  if (Number(factor) > MAX_WORK_FACTOR) return null
  const salt = Buffer.from(saltText, 'base64')
  const wrapped = Buffer.from(wrappedText, 'base64')
  const fileKey = new Uint8Array(fileKeyBytes)
  decryptInto(fileKey, 0, { key: keyFrom(passphrase, salt, Number(factor)), nonce: new Uint8Array(12), sealed: wrapped })
  const covered = headerOf(salt, Number(factor), wrapped)
  // Writing it again finds base64 with stray bits at its end, which decoders forgive.
  if (!concatText(covered, Buffer.from(macText, 'base64')).equals(bytes.subarray(0, whole.length))) return null
  if (!sameBytes(macOf(fileKey, covered), Buffer.from(macText, 'base64'))) return null
  const nonce = bytes.subarray(whole.length, whole.length + nonceBytes)
  if (nonce.length !== nonceBytes) return null
  return decryptStream(hkdf32(fileKey, nonce, 'payload'), bytes.subarray(whole.length + nonceBytes))
}

function headerOf(salt: Uint8Array, workFactor: number, wrapped: Uint8Array): Buffer {
  return Buffer.from(`age-encryption.org/v1\n-> scrypt ${unpadded(salt)} ${workFactor}\n${unpadded(wrapped)}\n---`, 'latin1')
}

function concatText(covered: Uint8Array, mac: Uint8Array): Buffer {
  return view(concat(covered, writeMac(mac)))
}

function macOf(fileKey: Uint8Array, covered: Uint8Array): Buffer {
  return createHmac('sha256', hkdf32(fileKey, new Uint8Array(), 'header'))
    .update(covered)
    .digest()
}

// RFC 8265 section 4.2: one passphrase has one spelling, on whatever keyboard it is typed.
function keyFrom(passphrase: string, salt: Uint8Array, workFactor: number): Buffer {
  const cost = 2 ** workFactor
  return scryptSync(passphrase.normalize('NFC'), concat(Buffer.from(label), salt), 32, {
    N: cost,
    r: 8,
    p: 1,
    maxmem: 1032 * cost + 65_536,
  })
}

function unpadded(bytes: Uint8Array): string {
  return view(bytes).toString('base64').replace(/=+$/, '')
}

function orNull<T>(attempt: () => T): T | null {
  try {
    return attempt()
  } catch {
    return null
  }
}

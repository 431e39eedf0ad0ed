import { sign, verify, type KeyObject } from 'node:crypto'
import { ComityError } from '@comity/errors'
import { sameBytes, view, type Bytes } from '../bytes/bytes.ts'
import { DerReader } from '../der/read-der.ts'
import { integer, sequence, tag } from '../der/write-der.ts'

/** The order of P-256 (FIPS 186-5; SEC 2 §2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const halfOrder = order / 2n

/**
 * ECDSA P-256 with SHA-256 as DER `Ecdsa-Sig-Value` with the smaller of the two values of s: (r, s) and (r, n − s) are
 * both signatures of one message, so a format in which any altered byte is found has to allow one of them only.
 */
export function signEcdsa(message: Uint8Array, key: KeyObject): Bytes {
  const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })
  const s = toNumber(raw.subarray(32))
  return sequence(integer(raw.subarray(0, 32)), integer(s > halfOrder ? toBytes(order - s) : raw.subarray(32)))
}

/** Whether `signature` is the one DER form of a valid signature with the smaller s. */
export function verifyEcdsa(message: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  return isSmallerForm(signature) && verify('sha256', message, key, signature)
}

function isSmallerForm(signature: Uint8Array): boolean {
  try {
    const outer = new DerReader(signature, 'signature-malformed')
    const values = outer.enter(tag.sequence)
    outer.end()
    const r = values.positiveInteger()
    const s = values.positiveInteger()
    values.end()
    return s.length <= 32 && toNumber(s) <= halfOrder && sameBytes(sequence(integer(r), integer(s)), signature)
  } catch (problem) {
    if (problem instanceof ComityError) return false
    throw problem
  }
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${view(bytes).toString('hex')}`)
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
}

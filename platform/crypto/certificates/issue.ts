import type { KeyObject } from 'node:crypto'
import assert from 'node:assert/strict'
import type { Chance } from '@comity/world'
import { fromHex, type Bytes } from '../bytes/bytes.ts'
import { ecdsaAlgorithm } from '../der/oids.ts'
import { bitString, context, der, integer, sequence, smallInteger, time } from '../der/write-der.ts'
import { signEcdsa } from '../keys/ecdsa.ts'
import { generateSigningKeyPair, publicKeyToDer, type SigningKeyPair } from '../keys/signing-key.ts'
import { parseCertificate } from './parse-certificate.ts'
import {
  authorityExtensions,
  authorityKeyIdentifier,
  crlNumber,
  leafExtensions,
  writeName,
  type LeafUse,
  type SubjectName,
} from './profile.ts'

/** An authority that can issue: its certificate, and the key that may be kept offline. */
export interface Authority {
  readonly certificateDer: Uint8Array
  readonly privateKey: KeyObject
}

interface Validity {
  /** 1 to 20 bytes, positive. */
  readonly serial: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
}

/** A serial number of 16 random bytes, positive (RFC 5280 §4.1.2.2). */
export function newSerial(chance: Chance): Bytes {
  const serial = chance.bytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}

/** The self-signed certificate of an authority (protocol/02 §2.2), with a new key unless one is given. */
export function createAuthorityCa(
  input: Validity & { subject: SubjectName; keyPair?: SigningKeyPair },
): SigningKeyPair & { certificateDer: Bytes } {
  const { privateKey, publicKey } = input.keyPair ?? generateSigningKeyPair()
  const spki = publicKeyToDer(publicKey)
  const certificateDer = certify({ ...input, issuer: input.subject, spki, extensions: authorityExtensions(spki), privateKey })
  return { certificateDer, privateKey, publicKey }
}

/** A certificate for one use, signed by the authority (protocol/02 §2.3). */
export function issueLeaf(input: Validity & { use: LeafUse; subject: SubjectName; publicKey: KeyObject; ca: Authority }): Bytes {
  const ca = parseCertificate(input.ca.certificateDer)
  assert(ca.use === 'authority', 'only an authority issues certificates')
  const spki = publicKeyToDer(input.publicKey)
  const extensions = leafExtensions(input.use, spki, publicKeyToDer(ca.publicKey))
  return certify({ ...input, issuer: ca.subject, spki, extensions, privateKey: input.ca.privateKey })
}

interface ToCertify extends Validity {
  readonly subject: SubjectName
  readonly issuer: SubjectName
  readonly spki: Uint8Array
  readonly extensions: Uint8Array
  readonly privateKey: KeyObject
}

function certify(input: ToCertify): Bytes {
  const body = sequence(
    der(context(0), smallInteger(2)),
    integer(input.serial),
    ecdsaAlgorithm,
    writeName(input.issuer),
    sequence(time(input.notBefore), time(input.notAfter)),
    writeName(input.subject),
    input.spki,
    der(context(3), input.extensions),
  )
  return signed(body, input.privateKey)
}

function signed(body: Bytes, privateKey: KeyObject): Bytes {
  return sequence(body, ecdsaAlgorithm, bitString(signEcdsa(body, privateKey)))
}

/** The authority's list of revoked serial numbers (RFC 5280 §5, version 2); `serial` as `Certificate.serial` gives it. */
export function createCrl(input: {
  ca: Authority
  /** Grows with each list. */
  number: number
  thisUpdate: Date
  nextUpdate: Date
  revoked: readonly { serial: string; at: Date }[]
}): Bytes {
  const ca = parseCertificate(input.ca.certificateDer)
  const entries = input.revoked.map(({ serial, at }) => sequence(integer(fromHex(serial)), time(at)))
  const body = sequence(
    smallInteger(1),
    ecdsaAlgorithm,
    writeName(ca.subject),
    time(input.thisUpdate),
    time(input.nextUpdate),
    // RFC 5280 §5.1.2.6: absent when nothing is revoked.
    entries.length === 0 ? new Uint8Array() : sequence(...entries),
    der(context(0), sequence(authorityKeyIdentifier(publicKeyToDer(ca.publicKey)), crlNumber(input.number))),
  )
  return signed(body, input.ca.privateKey)
}

import { ComityError } from '@comity/errors'
import { hex, sameBytes, sha256, sha256Hex, type Bytes } from '../bytes/bytes.ts'
import { mustVerifyChain } from '../certificates/verify-chain.ts'
import type { ChainCache } from '../certificates/chain-cache.ts'
import { readSignedData } from '../cms/read-signed-data.ts'
import { signData, type SignerKey } from '../cms/sign-detached.ts'
import { verifySignedParts } from '../cms/verify-detached.ts'
import { sha256Algorithm } from '../der/oids.ts'
import { DerReader } from '../der/read-der.ts'
import { generalizedTime, integer, octetString, oid, sequence, smallInteger, tag } from '../der/write-der.ts'

/** What a time-stamp authority says: this digest existed at this time. */
export interface TimeStamp {
  /** Whole seconds. */
  readonly at: Date
  /** Lower-case hex. */
  readonly serial: string
  /** Dotted object identifier. */
  readonly policy: string
  readonly signerCertificateDer: Bytes
}

/** An RFC 3161 token over a SHA-256 digest; `certificateDer` has the use `time-stamp`. */
export function makeTimeStampToken(
  input: SignerKey & { digest: Uint8Array; policyOid: string; serial: Uint8Array; at: Date },
): Bytes {
  const statement = writeStatement({ policy: oid(input.policyOid), digest: input.digest, serial: input.serial, at: input.at })
  return signData(input, { content: { type: 'time-stamp', inside: statement }, digest: sha256(statement), at: input.at })
}

/**
 * Verifies a token of protocol/06: its form, its statement about `digest`, its signature, and that the authority vouches
 * for the signer at the stamped time.
 *
 * @throws ComityError `timestamp-invalid`, with the first cause in `cause`.
 */
export function verifyTimeStampToken(input: {
  token: Uint8Array
  digest: Uint8Array
  caDer: Uint8Array
  crl?: Uint8Array
  cache?: ChainCache
}): TimeStamp {
  const { token, digest, caDer, crl, cache } = input
  const key = cache && [token, digest, caDer, crl ?? new Uint8Array()].map(sha256Hex).join()
  const known = key === undefined ? undefined : cache?.stamps.get(key)
  if (known !== undefined) return known
  try {
    const stamp = readToken(input)
    if (key !== undefined) cache?.stamps.keep(key, stamp)
    return stamp
  } catch (cause) {
    if (cause instanceof ComityError) throw new ComityError('timestamp-invalid', { values: { reason: cause.message }, cause })
    throw cause
  }
}

function readToken({ token, digest, caDer, crl, cache }: Parameters<typeof verifyTimeStampToken>[0]): TimeStamp {
  const parts = readSignedData(token)
  const { inside } = parts.content
  if (inside === null) throw new ComityError('signature-malformed', { values: { reason: 'not a time-stamp token' } })
  const { signerCertificateDer, signedAt } = verifySignedParts(parts, inside)
  const statement = readStatement(inside)
  if (!sameBytes(statement.digest, digest))
    throw new ComityError('manifest-mismatch', { values: { reason: 'the token is about another digest' } })
  if (signedAt.getTime() !== statement.at.getTime())
    throw new ComityError('signature-malformed', { values: { reason: 'two times' } })
  mustVerifyChain({ leafDer: signerCertificateDer, caDer, use: 'time-stamp', at: statement.at, ...(crl && { crl }) }, cache)
  return { at: statement.at, serial: hex(statement.serial), policy: dotted(statement.policy), signerCertificateDer }
}

/** The answer of a time-stamp authority around a token, status granted (RFC 3161 §2.4.2): what `openssl ts -verify -in` reads. */
export function timeStampResponse(token: Uint8Array): Bytes {
  return sequence(sequence(smallInteger(0)), token)
}

interface Statement {
  /** OBJECT IDENTIFIER, encoded. */
  readonly policy: Uint8Array
  readonly digest: Uint8Array
  readonly serial: Uint8Array
  readonly at: Date
}

// RFC 3161 §2.4.2 TSTInfo: version, policy, messageImprint, serialNumber, genTime.
function writeStatement({ policy, digest, serial, at }: Statement): Bytes {
  return sequence(smallInteger(1), policy, sequence(sha256Algorithm, octetString(digest)), integer(serial), generalizedTime(at))
}

function readStatement(inside: Uint8Array): Statement {
  const reader = new DerReader(inside, 'timestamp-invalid')
  const parts = reader.enter(tag.sequence)
  parts.read(tag.integer)
  const policy = parts.read(tag.oid).whole
  const imprint = parts.enter(tag.sequence)
  imprint.read(tag.sequence)
  const digest = imprint.read(tag.octetString).contents
  const serial = parts.positiveInteger()
  const statement = { policy, digest, serial, at: parts.time() }
  if (!sameBytes(writeStatement(statement), inside)) reader.refuse('not in the one form of the profile')
  return statement
}

function dotted(encoded: Uint8Array): string {
  const arcs: bigint[] = []
  let arc = 0n
  for (const byte of new DerReader(encoded, 'timestamp-invalid').read(tag.oid).contents) {
    arc = arc * 128n + BigInt(byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0n
    }
  }
  const [head = 0n, ...rest] = arcs
  const first = head < 80n ? head / 40n : 2n
  return [first, head - first * 40n, ...rest].join('.')
}

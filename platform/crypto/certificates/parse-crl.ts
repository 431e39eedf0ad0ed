import { hex, ownBytes } from '../bytes/bytes.ts'
import { DerReader } from '../der/read-der.ts'
import { context, tag } from '../der/write-der.ts'
import { mustBeEcdsa, readSigned } from './parse-certificate.ts'

/** An authority's list of revoked certificates, read but not yet believed. */
export interface RevocationList {
  readonly issuerDer: Uint8Array
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  /** Serial in lower-case hex → since when. */
  readonly revoked: ReadonlyMap<string, Date>
  readonly signedPart: Uint8Array
  readonly signature: Uint8Array
}

/** @throws ComityError `revocation-list-invalid` unless it is a list of protocol/02 §2.4. */
export function parseCrl(der: Uint8Array): RevocationList {
  const { body, signature } = readSigned(ownBytes(der), 'revocation-list-invalid')
  const parts = new DerReader(body.contents, 'revocation-list-invalid')
  if (hex(parts.positiveInteger()) !== '01') parts.refuse('not version 2')
  mustBeEcdsa(parts)
  const issuerDer = parts.read(tag.sequence).whole
  const thisUpdate = parts.time()
  const nextUpdate = parts.time()
  const entries = parts.optional(tag.sequence)
  const revoked = entries === null ? new Map<string, Date>() : readEntries(entries.contents)
  parts.read(context(0))
  parts.end()
  return { issuerDer, thisUpdate, nextUpdate, revoked, signedPart: body.whole, signature }
}

function readEntries(bytes: Uint8Array): Map<string, Date> {
  const reader = new DerReader(bytes, 'revocation-list-invalid')
  const revoked = new Map<string, Date>()
  while (!reader.done) {
    const entry = reader.enter(tag.sequence)
    const serial = hex(entry.positiveInteger())
    revoked.set(serial, entry.time())
    // Reasons and other entry extensions change nothing: listed is revoked.
    entry.optional(tag.sequence)
    entry.end()
  }
  return revoked
}

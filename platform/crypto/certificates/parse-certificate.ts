import type { KeyObject } from 'node:crypto'
import { ComityError } from '@comity/errors'
import { concat, hex, ownBytes, sameBytes, sha256Hex, view, type Bytes } from '../bytes/bytes.ts'
import { ecdsaAlgorithm, oids } from '../der/oids.ts'
import { DerReader, type Element } from '../der/read-der.ts'
import { context, sequence, tag } from '../der/write-der.ts'
import { publicKeyFromDer } from '../keys/signing-key.ts'
import { leafUses, purposes, readName, type LeafUse, type SubjectName } from './profile.ts'

/** A certificate of our profile, read but not yet believed: see `verifyChain`. */
export interface Certificate {
  readonly der: Bytes
  readonly subject: SubjectName
  readonly issuer: SubjectName
  /** Lower-case hex of the magnitude. */
  readonly serial: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: KeyObject
  readonly use: LeafUse | 'authority'
  /** SHA-256 of the whole certificate in lower-case hex: what people compare over the phone. */
  readonly fingerprint: string
  readonly signedPart: Uint8Array
  readonly signature: Uint8Array
  readonly issuerDer: Uint8Array
  readonly subjectDer: Uint8Array
}

/** Bounds parsing; ours are under 900 bytes. */
const maxCertificateBytes = 4096

/** Certificates read lately, by their bytes. A pure function's memory: it holds no secret and changes no answer. */
const readLately = new Map<string, Certificate>()
/** Bounds that memory against a flood of certificates. */
const maxReadLately = 500

/**
 * Reads an X.509 v3 certificate of protocol/02 and nothing looser. The same few come with every dossier and receipt, and making
 * a key object of one costs more than checking a signature, so each is read once.
 *
 * @throws ComityError `certificate-malformed` with the reason.
 */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > maxCertificateBytes) throw new ComityError('certificate-malformed', { values: { reason: 'too large' } })
  const name = view(der).toString('latin1')
  const known = readLately.get(name)
  if (known !== undefined) return known
  const certificate = readCertificate(ownBytes(der))
  if (readLately.size >= maxReadLately) readLately.clear()
  readLately.set(name, certificate)
  return certificate
}

function readCertificate(own: Bytes): Certificate {
  const { body, signature } = readSigned(own, 'certificate-malformed')
  const parts = new DerReader(body.contents, 'certificate-malformed')
  const version = parts.enter(context(0)).positiveInteger()
  if (hex(version) !== '02') parts.refuse('not version 3')
  const serial = hex(parts.positiveInteger())
  mustBeEcdsa(parts)
  const issuer = parts.read(tag.sequence)
  const validity = parts.enter(tag.sequence)
  const notBefore = validity.time()
  const notAfter = validity.time()
  validity.end()
  const subject = parts.read(tag.sequence)
  const publicKey = readPublicKey(parts.read(tag.sequence).whole)
  const extensions = parts.enter(context(3)).enter(tag.sequence)
  const use = readUse(extensions.rest(), extensions)
  parts.end()
  return {
    der: own,
    subject: readName(subject.whole),
    issuer: readName(issuer.whole),
    serial,
    notBefore,
    notAfter,
    publicKey,
    use,
    fingerprint: sha256Hex(own),
    signedPart: body.whole,
    signature,
    issuerDer: issuer.whole,
    subjectDer: subject.whole,
  }
}

/** The outer frame that certificates and lists share: body, algorithm, signature. */
export function readSigned(
  der: Uint8Array,
  code: 'certificate-malformed' | 'revocation-list-invalid',
): { body: Element; signature: Uint8Array } {
  const outer = new DerReader(der, code)
  const frame = outer.enter(tag.sequence)
  outer.end()
  const body = frame.read(tag.sequence)
  mustBeEcdsa(frame)
  const bits = frame.read(tag.bitString).contents
  frame.end()
  if (bits[0] !== 0) frame.refuse('a signature has whole bytes')
  return { body, signature: bits.subarray(1) }
}

export function mustBeEcdsa(reader: DerReader): void {
  if (!sameBytes(reader.read(tag.sequence).whole, ecdsaAlgorithm)) reader.refuse('not ECDSA with SHA-256')
}

function readPublicKey(spki: Uint8Array): KeyObject {
  try {
    return publicKeyFromDer(spki)
  } catch (cause) {
    throw new ComityError('certificate-malformed', { values: { reason: 'not a P-256 key' }, cause })
  }
}

function readUse(extensions: readonly Element[], reader: DerReader): LeafUse | 'authority' {
  const values = new Map(extensions.map((element) => readExtension(element)))
  if (values.size !== extensions.length) reader.refuse('an extension twice')
  for (const type of values.keys()) if (!known.has(type)) reader.refuse('an extension that the profile does not have')
  const constraints = values.get(hex(oids.basicConstraints))
  const usage = values.get(hex(oids.keyUsage))
  if (constraints === '30060101ff020100' && usage === '03020106' && values.size === 3) return 'authority'
  if (constraints !== '3000') reader.refuse('basic constraints are neither those of an authority nor of a leaf')
  const purpose = values.get(hex(oids.extendedKeyUsage))
  const use = leafUses.find((name) => purpose === hex(sequence(concat(...purposes[name]))))
  if (use === undefined) return reader.refuse('extended key usage is none of the profile')
  if (usage !== (use === 'seal' || use === 'officer' ? '030206c0' : '03020780')) reader.refuse('key usage does not fit')
  return use
}

const known: ReadonlySet<string> = new Set(
  [oids.basicConstraints, oids.keyUsage, oids.extendedKeyUsage, oids.subjectKeyIdentifier, oids.authorityKeyIdentifier].map(hex),
)

function readExtension(element: Element): [type: string, value: string] {
  const parts = new DerReader(element.contents, 'certificate-malformed')
  const type = parts.read(tag.oid).whole
  const critical = parts.optional(tag.boolean)
  if (critical !== null && hex(critical.contents) !== 'ff') parts.refuse('a default value is encoded')
  const value = parts.read(tag.octetString).contents
  parts.end()
  return [hex(type), hex(value)]
}

import { concat, hex, sha256, type Bytes } from '../bytes/bytes.ts'
import { oids } from '../der/oids.ts'
import { DerReader } from '../der/read-der.ts'
import { bitString, boolean, context, der, octetString, sequence, setOf, smallInteger, tag, utf8 } from '../der/write-der.ts'

/** Who a certificate names: ISO 3166-1 alpha-2 country, legal name of the institution, name of the role or device. */
export interface SubjectName {
  readonly country: string
  readonly organization: string
  readonly commonName: string
}

/** What a leaf is for; each has its own extended key usage, so that none passes for another. */
export const leafUses = ['seal', 'officer', 'transport', 'time-stamp'] as const
export type LeafUse = (typeof leafUses)[number]

/** Extended key usages by use (protocol/02 §2.3). Order is part of the profile. */
export const purposes: Readonly<Record<LeafUse, readonly Bytes[]>> = {
  seal: [oids.documentSigning, oids.emailProtection, oids.comitySeal],
  officer: [oids.documentSigning, oids.emailProtection, oids.comityOfficer],
  transport: [oids.clientAuth, oids.serverAuth],
  'time-stamp': [oids.timeStamping],
}

/** The distinguished name of RFC 4514 order C, O, CN: PrintableString for the country, UTF8String for the others. */
export function writeName(name: SubjectName): Bytes {
  const attribute = (type: Bytes, value: Bytes) => setOf([sequence(type, value)])
  return sequence(
    attribute(oids.country, der(tag.printableString, new TextEncoder().encode(name.country))),
    attribute(oids.organization, utf8(name.organization)),
    attribute(oids.commonName, utf8(name.commonName)),
  )
}

/** @throws ComityError `certificate-malformed` unless the name has exactly our three attributes in our order. */
export function readName(bytes: Uint8Array): SubjectName {
  const outer = new DerReader(bytes, 'certificate-malformed')
  const parts = outer.enter(tag.sequence)
  const next = (type: Bytes, tagByte: number) => {
    const attribute = parts.enter(tag.set).enter(tag.sequence)
    if (hex(attribute.read(tag.oid).whole) !== hex(type)) attribute.refuse('a name has C, O and CN in this order')
    const { contents } = attribute.read(tagByte)
    attribute.end()
    return new TextDecoder().decode(contents)
  }
  const name = {
    country: next(oids.country, tag.printableString),
    organization: next(oids.organization, tag.utf8String),
    commonName: next(oids.commonName, tag.utf8String),
  }
  parts.end()
  return name
}

/** RFC 7093 §2 method 1: the first 160 bits of SHA-256 of the public key's bits. */
export function keyIdentifier(spki: Uint8Array): Bytes {
  const parts = new DerReader(spki, 'certificate-malformed').enter(tag.sequence)
  parts.read(tag.sequence)
  return sha256(parts.read(tag.bitString).contents.subarray(1)).slice(0, 20)
}

function extension(type: Bytes, value: Uint8Array, critical: 'critical' | 'not critical'): Bytes {
  const flag = critical === 'critical' ? boolean(true) : new Uint8Array()
  return sequence(type, flag, octetString(value))
}

export function authorityKeyIdentifier(caSpki: Uint8Array): Bytes {
  return extension(oids.authorityKeyIdentifier, sequence(der(context(0, 'primitive'), keyIdentifier(caSpki))), 'not critical')
}

export function crlNumber(number: number): Bytes {
  return extension(oids.crlNumber, smallInteger(number), 'not critical')
}

/** Extensions of an authority's own certificate: signs certificates and lists, no authority below it. */
export function authorityExtensions(spki: Uint8Array): Bytes {
  return sequence(
    extension(oids.basicConstraints, sequence(boolean(true), smallInteger(0)), 'critical'),
    extension(oids.keyUsage, bitString(Uint8Array.of(0x06), 1), 'critical'),
    extension(oids.subjectKeyIdentifier, octetString(keyIdentifier(spki)), 'not critical'),
  )
}

/** Extensions of a leaf; digitalSignature, and nonRepudiation where a signature binds the authority. */
export function leafExtensions(use: LeafUse, spki: Uint8Array, caSpki: Uint8Array): Bytes {
  const binds = use === 'seal' || use === 'officer'
  return sequence(
    extension(oids.basicConstraints, sequence(), 'critical'),
    extension(oids.keyUsage, binds ? bitString(Uint8Array.of(0xc0), 6) : bitString(Uint8Array.of(0x80), 7), 'critical'),
    // RFC 3161 §2.3: critical, and time stamping alone.
    extension(oids.extendedKeyUsage, sequence(concat(...purposes[use])), use === 'time-stamp' ? 'critical' : 'not critical'),
    extension(oids.subjectKeyIdentifier, octetString(keyIdentifier(spki)), 'not critical'),
    authorityKeyIdentifier(caSpki),
  )
}

import { concat, sha256, type Bytes } from '../bytes/bytes.ts'
import { ecdsaAlgorithm, oids, sha256Algorithm } from '../der/oids.ts'
import { context, der, octetString, sequence, setOf, smallInteger, tag, time } from '../der/write-der.ts'

/** What a signature says: detached over `data`, or with a time-stamp statement inside. */
export interface Content {
  readonly type: 'data' | 'time-stamp'
  /** The statement, when it is inside. */
  readonly inside: Uint8Array | null
}

/** Everything that a SignedData of our profile varies in; its encoding is a function of this. */
export interface SignedParts {
  readonly content: Content
  /** SHA-256 of the content. */
  readonly digest: Uint8Array
  readonly signedAt: Date
  /** The signer's first, then its issuers. */
  readonly certificates: readonly Uint8Array[]
  /** IssuerAndSerialNumber of the signer, encoded. */
  readonly signerId: Uint8Array
  readonly signature: Uint8Array
}

const contentTypes: Readonly<Record<Content['type'], Bytes>> = { data: oids.data, 'time-stamp': oids.timeStampInfo }

/** The bytes that are signed: SET OF signed attributes with its own tag (RFC 5652 §5.4). */
export function signedAttributes({
  content,
  digest,
  signedAt,
  certificates,
}: Omit<SignedParts, 'signerId' | 'signature'>): Bytes {
  return setOf(attributes(content, digest, signedAt, certificates))
}

function attributes(content: Content, digest: Uint8Array, signedAt: Date, certificates: readonly Uint8Array[]): Bytes[] {
  const attribute = (type: Bytes, value: Bytes) => sequence(type, der(tag.set, value))
  // RFC 5035 §4: every embedded certificate is named, so that none can be exchanged. SHA-256 is the default and is left out.
  const named = certificates.map((certificate) => sequence(octetString(sha256(certificate))))
  return [
    attribute(oids.contentType, contentTypes[content.type]),
    attribute(oids.signingTime, time(signedAt)),
    attribute(oids.messageDigest, octetString(digest)),
    attribute(oids.signingCertificateV2, sequence(sequence(...named))),
  ]
}

/** The one DER encoding of a signature (protocol/03 §3.2; RFC 5652 §5.1). */
export function writeSignedData(parts: SignedParts): Bytes {
  const { content, digest, signedAt, certificates, signerId, signature } = parts
  const inside = content.inside === null ? new Uint8Array() : der(context(0), octetString(content.inside))
  const signer = sequence(
    smallInteger(1),
    signerId,
    sha256Algorithm,
    setOf(attributes(content, digest, signedAt, certificates), context(0)),
    ecdsaAlgorithm,
    octetString(signature),
  )
  const signedData = sequence(
    // RFC 5652 §5.1: version 3 when the content is not of type data.
    smallInteger(content.type === 'data' ? 1 : 3),
    der(tag.set, sha256Algorithm),
    sequence(contentTypes[content.type], inside),
    der(context(0), concat(...certificates)),
    der(tag.set, signer),
  )
  return sequence(oids.signedData, der(context(0), signedData))
}

import { ComityError } from '@comity/errors'
import { hex, sameBytes } from '../bytes/bytes.ts'
import { oids } from '../der/oids.ts'
import { DerReader } from '../der/read-der.ts'
import { context, tag } from '../der/write-der.ts'
import { signerIdOf } from './sign-detached.ts'
import { writeSignedData, type Content, type SignedParts } from './signed-data.ts'

/** Bounds parsing: two certificates of at most 4 KB, four attributes, a time-stamp statement. */
const maxSignatureBytes = 16 * 1024
/** Bounds the work that embedded certificates can cause. */
const maxCertificates = 4

/**
 * Takes a SignedData apart, and refuses it unless putting the parts together again gives the same bytes. So nothing that
 * this reader skips (algorithms, versions, versions of attributes) can differ from the profile.
 *
 * @throws ComityError `signature-malformed`.
 */
export function readSignedData(cms: Uint8Array): SignedParts {
  if (cms.length > maxSignatureBytes) throw new ComityError('signature-malformed', { values: { reason: 'too large' } })
  const parts = takeApart(new DerReader(cms, 'signature-malformed'))
  if (!sameBytes(writeSignedData(parts), cms))
    throw new ComityError('signature-malformed', { values: { reason: 'not in the one form of the profile' } })
  return parts
}

function takeApart(reader: DerReader): SignedParts {
  const info = reader.enter(tag.sequence)
  info.read(tag.oid)
  const signedData = info.enter(context(0)).enter(tag.sequence)
  signedData.read(tag.integer)
  signedData.read(tag.set)
  const content = readContent(signedData.enter(tag.sequence))
  const certificates = signedData
    .enter(context(0))
    .rest()
    .map(({ whole }) => whole)
  const [signerCertificate] = certificates
  if (signerCertificate === undefined || certificates.length > maxCertificates)
    return signedData.refuse('too few or too many certificates')
  const signer = signedData.enter(tag.set).enter(tag.sequence)
  signer.read(tag.integer)
  const signerId = signer.read(tag.sequence).whole
  if (!sameBytes(signerIdOf(signerCertificate), signerId)) signer.refuse('the first certificate is not the signer’s')
  signer.read(tag.sequence)
  const { digest, signedAt } = readAttributes(signer.enter(context(0)))
  signer.read(tag.sequence)
  const signature = signer.read(tag.octetString).contents
  return { content, digest, signedAt, certificates, signerId, signature }
}

function readContent(reader: DerReader): Content {
  const type = hex(reader.read(tag.oid).whole)
  if (type === hex(oids.data)) return { type: 'data', inside: null }
  if (type !== hex(oids.timeStampInfo)) return reader.refuse('content of an unknown type')
  return { type: 'time-stamp', inside: reader.enter(context(0)).read(tag.octetString).contents }
}

function readAttributes(reader: DerReader): { digest: Uint8Array; signedAt: Date } {
  let digest: Uint8Array | undefined
  let signedAt: Date | undefined
  while (!reader.done) {
    const attribute = reader.enter(tag.sequence)
    const type = hex(attribute.read(tag.oid).whole)
    const values = attribute.enter(tag.set)
    if (type === hex(oids.messageDigest)) digest = values.read(tag.octetString).contents
    if (type === hex(oids.signingTime)) signedAt = values.time()
  }
  if (digest === undefined || signedAt === undefined) return reader.refuse('a signed attribute is missing')
  return { digest, signedAt }
}

import { ComityError } from '@comity/errors'
import { ownBytes, sameBytes, sha256, type Bytes } from '../bytes/bytes.ts'
import { parseCertificate } from '../certificates/parse-certificate.ts'
import { verifyEcdsa } from '../keys/ecdsa.ts'
import { readSignedData } from './read-signed-data.ts'
import { signedAttributes, type SignedParts } from './signed-data.ts'

/** A signature that fits its content and its own certificate. Whether that certificate is to be believed: `verifyChain`. */
export interface VerifiedSignature {
  readonly signerCertificateDer: Bytes
  /** All embedded certificates, the signer's first; each is named by the signature. */
  readonly certificates: readonly Bytes[]
  /** As the signer claims. */
  readonly signedAt: Date
}

/**
 * Verifies a detached signature of exactly protocol/03; any altered byte of `cms` or `content` is refused.
 *
 * @throws ComityError `signature-malformed`, `certificate-malformed` or `signature-invalid`.
 */
export function verifyDetached({ cms, content }: { cms: Uint8Array; content: Uint8Array }): VerifiedSignature {
  const parts = readSignedData(cms)
  if (parts.content.type !== 'data')
    throw new ComityError('signature-malformed', { values: { reason: 'not a detached signature' } })
  return verifySignedParts(parts, content)
}

export function verifySignedParts(parts: SignedParts, content: Uint8Array): VerifiedSignature {
  const certificates = parts.certificates.map(ownBytes)
  const [signerCertificateDer] = certificates
  if (signerCertificateDer === undefined) throw new ComityError('signature-malformed')
  const { publicKey } = parseCertificate(signerCertificateDer)
  const fits = sameBytes(sha256(content), parts.digest) && verifyEcdsa(signedAttributes(parts), publicKey, parts.signature)
  if (!fits) throw new ComityError('signature-invalid')
  return { signerCertificateDer, certificates, signedAt: parts.signedAt }
}

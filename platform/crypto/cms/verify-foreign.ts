import { ComityError } from '@comity/errors'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import { hex, ownBytes, sameBytes, sha256 } from '../bytes/bytes.ts'
import type { VerifiedSignature } from './verify-detached.ts'

/** Bounds parsing of what officers upload: national signatures carry chains and revocation data. */
const maxForeignBytes = 1024 * 1024
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47'
const signingTime = '1.2.840.113549.1.9.5'

/**
 * Verifies a detached CAdES signature of another maker (a national card, `openssl cms -sign -cades`): one signer, signed
 * attributes, signing-certificate-v2 by SHA-256. Says nothing about the certificate's chain, and does not find every
 * altered byte outside the signed attributes.
 *
 * @throws ComityError `signature-malformed` or `signature-invalid`.
 */
export async function verifyForeignDetached({
  cms,
  content,
}: {
  cms: Uint8Array
  content: Uint8Array
}): Promise<VerifiedSignature> {
  const signedData = readForeign(cms)
  const [signer] = signedData.signerInfos
  const certificates = (signedData.certificates ?? []).filter((one) => one instanceof pkijs.Certificate)
  if (signer === undefined || signedData.signerInfos.length !== 1) return malformed('exactly one signer is accepted')
  const { signedAttrs } = signer
  if (signedAttrs === undefined) return malformed('signed attributes are missing')
  if (!(await holds(signedData, content))) throw new ComityError('signature-invalid')
  const named = attribute(signedAttrs, signingCertificateV2)
  const ders = certificates.map((one) => new Uint8Array(one.toSchema(true).toBER()))
  const signerCertificateDer = ders.find((one) => namesFirst(named, one))
  if (signerCertificateDer === undefined) return malformed('signing-certificate-v2 names none of the certificates')
  const time: unknown = attribute(signedAttrs, signingTime)
  if (!(time instanceof asn1.UTCTime) && !(time instanceof asn1.GeneralizedTime)) return malformed('signing-time is missing')
  const others = ders.filter((one) => one !== signerCertificateDer)
  await mustBeSigner(signedData, signerCertificateDer)
  return { signerCertificateDer, certificates: [signerCertificateDer, ...others], signedAt: time.toDate() }
}

function readForeign(cms: Uint8Array): pkijs.SignedData {
  if (cms.length > maxForeignBytes) throw new ComityError('too-large', { values: { maxBytes: maxForeignBytes } })
  try {
    const info = pkijs.ContentInfo.fromBER(ownBytes(cms))
    return new pkijs.SignedData({ schema: info.content })
  } catch (cause) {
    throw new ComityError('signature-malformed', { values: { reason: 'not a CMS signature' }, cause })
  }
}

async function holds(signedData: pkijs.SignedData, content: Uint8Array): Promise<boolean> {
  const engine = new pkijs.CryptoEngine({ name: 'node', crypto: globalThis.crypto })
  try {
    const data = ownBytes(content).buffer
    return await signedData.verify({ signer: 0, data, checkChain: false }, engine)
  } catch {
    // pkijs throws for a wrong digest as well as for what it cannot read: either way the signature does not hold.
    return false
  }
}

function attribute(attributes: pkijs.SignedAndUnsignedAttributes, type: string): unknown {
  const found = attributes.attributes.filter((one) => one.type === type)
  const values: unknown[] = found[0]?.values ?? []
  return found.length === 1 ? values[0] : undefined
}

// SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2 }; the first names the signer's certificate (RFC 5035 §3).
function namesFirst(value: unknown, certificate: Uint8Array): boolean {
  const [first] = items(items(value)[0])
  const [algorithmOrHash, hash] = items(first)
  const digest = algorithmOrHash instanceof asn1.OctetString ? algorithmOrHash : hash
  return digest instanceof asn1.OctetString && sameBytes(digest.valueBlock.valueHexView, sha256(certificate))
}

function items(value: unknown): readonly unknown[] {
  return value instanceof asn1.Sequence ? value.valueBlock.value : []
}

async function mustBeSigner(signedData: pkijs.SignedData, certificateDer: Uint8Array): Promise<void> {
  const certificate = pkijs.Certificate.fromBER(ownBytes(certificateDer))
  const sid: unknown = signedData.signerInfos[0]?.sid
  const same =
    sid instanceof pkijs.IssuerAndSerialNumber
      ? sid.serialNumber.isEqual(certificate.serialNumber) && sid.issuer.isEqual(certificate.issuer)
      : sid instanceof asn1.OctetString && hex(sid.valueBlock.valueHexView) === hex(await subjectKeyIdentifier(certificate))
  if (!same) malformed('signing-certificate-v2 names another certificate than the signer’s')
}

async function subjectKeyIdentifier(certificate: pkijs.Certificate): Promise<Uint8Array> {
  const digest = await globalThis.crypto.subtle.digest(
    'SHA-1',
    ownBytes(certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
  )
  return new Uint8Array(digest)
}

function malformed(reason: string): never {
  throw new ComityError('signature-malformed', { values: { reason } })
}

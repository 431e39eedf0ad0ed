import { fromHex, openContainer, verifyChain, verifyMerklePath, verifyTimeStampToken, parseCertificate } from '@comity/crypto'
import type { AnchoredAuthority } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { crlFromPem } from '../format/crl-from-pem.ts'
import { MAX_RECEIPT_BYTES, type Receipt, readProofJson, readReceiptJson } from '../format/receipt.ts'

/** A receipt read for verification: what it says, and what is wrong with it. */
export interface GivenReceipt {
  readonly receipt: Receipt
  readonly stampedAt: Date
  /** Its issuer is vouched for by the anchor. */
  readonly anchored: boolean
  readonly problems: readonly string[]
}

/** @throws ComityError for what is not a receipt container, or whose signature, time stamp or Merkle path does not hold. */
export function readGivenReceipt(bytes: Uint8Array, trust: { anchored: readonly AnchoredAuthority[] | null; at: Date }): GivenReceipt {
  const opened = openContainer(bytes, { maxBytes: MAX_RECEIPT_BYTES, maxEntries: 8 })
  const json = opened.files.get('receipt.json')
  if (json === undefined || opened.files.size !== 1 || opened.timeStamp === null) throw new ComityError('receipt-invalid')
  const receipt = readReceiptJson(json)
  const { index, size, path, root } = readProofJson(opened.timeStamp.proof)
  const leads = verifyMerklePath({ leaf: fromHex(opened.manifestHash), index, size, path: path.map(fromHex), root: fromHex(root) })
  if (!leads) throw new ComityError('timestamp-invalid')
  const authority = issuerIn(trust.anchored, receipt.issuer)
  // Without an anchor the certificate in the signature itself is all there is: form is checked, identity is not.
  const caDer = authority?.caCertificateDer ?? opened.seal.certificates.find((der) => parseCertificate(der).use === 'authority')
  if (caDer === undefined) throw new ComityError('certificate-untrusted')
  const stamp = verifyTimeStampToken({ token: opened.timeStamp.token, digest: fromHex(root), caDer })
  const crl = authority?.crlPem ? { crl: crlFromPem(authority.crlPem) } : {}
  const verdict = verifyChain({ leafDer: opened.seal.signerCertificateDer, caDer, use: 'seal', at: stamp.at, ...crl })
  const problems = [...(verdict.ok ? [] : [verdict.code]), ...(trust.anchored !== null && !authority ? ['verify-signer-not-in-anchor'] : [])]
  return { receipt, stampedAt: stamp.at, anchored: authority !== undefined, problems }
}

/** A bare certificate names no id: with exactly one of them, it must be the one. */
export function issuerIn(anchored: readonly AnchoredAuthority[] | null, id: string): AnchoredAuthority | undefined {
  const [only] = anchored ?? []
  return anchored?.find((one) => one.id === id) ?? (anchored?.length === 1 && only?.id === null ? only : undefined)
}

import { type ChainCache, fromHex, mustVerifyChain, openContainer, verifyMerklePath, verifyTimeStampToken } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { MAX_RECEIPT_BYTES, type Receipt, readProofJson, readReceiptJson } from './receipt.ts'

export interface CheckedReceipt {
  readonly receiptId: string
  readonly receipt: Receipt
  /** When the issuer's time-stamp key says it was made. */
  readonly stampedAt: Date
}

/** What a receipt is believed by: the CA of its issuer. */
export interface IssuerTrust {
  readonly caDer: Uint8Array
  readonly crl: Uint8Array | undefined
  readonly at: Date
  readonly chains?: ChainCache
}

/** As of a dossier (protocol/08 section 6): a stamp that lies further ahead proves nothing. */
const FURTHEST_FUTURE_MS = 48 * 3600_000

/**
 * Opens a receipt and checks form, signature, chain to the issuer's CA, time stamp and Merkle path (protocol/09 section 5). Whether it
 * speaks of a dossier of ours is for the caller to compare.
 *
 * @throws ComityError `receipt-invalid`, `timestamp-invalid`, or a code of the container, signature or certificate.
 */
export function checkReceipt(container: Uint8Array, trust: IssuerTrust): CheckedReceipt {
  const opened = openContainer(container, { maxBytes: MAX_RECEIPT_BYTES, maxEntries: 8 })
  const { caDer, at, chains } = trust
  const crl = trust.crl === undefined ? {} : { crl: trust.crl }
  mustVerifyChain({ leafDer: opened.seal.signerCertificateDer, caDer, use: 'seal', at, ...crl }, chains)
  const json = opened.files.get('receipt.json')
  if (json === undefined || opened.files.size !== 1) throw new ComityError('receipt-invalid', { values: { reason: 'files' } })
  const receipt = readReceiptJson(json)
  if (opened.timeStamp === null) throw new ComityError('timestamp-invalid')
  const { index, size, path, root } = readProofJson(opened.timeStamp.proof)
  const leads = verifyMerklePath({
    leaf: fromHex(opened.manifestHash),
    index,
    size,
    path: path.map(fromHex),
    root: fromHex(root),
  })
  if (!leads) throw new ComityError('timestamp-invalid')
  const stamp = verifyTimeStampToken({ token: opened.timeStamp.token, digest: fromHex(root), caDer })
  if (stamp.at.getTime() - at.getTime() > FURTHEST_FUTURE_MS) throw new ComityError('timestamp-invalid')
  return { receiptId: opened.manifestHash, receipt, stampedAt: stamp.at }
}

import {
  asicManifest,
  type Bytes,
  fromHex,
  makeTimeStampToken,
  merklePath,
  merkleRoot,
  newSerial,
  sha256Hex,
  signContainer,
  type SignerKey,
  hex,
} from '@comity/crypto'
import type { Chance } from '@comity/world'
import { proofJson, type Receipt, receiptJson } from './receipt.ts'

/** protocol/09 section 4: the policy under which nodes stamp (2.25 is the arc of UUIDs, which needs no registration). */
export const TIME_STAMP_POLICY = '2.25.186304713852713845'

/** The keys that make receipts. */
export interface ReceiptKeys {
  readonly seal: SignerKey
  readonly timeStamp: SignerKey
}

export type ReceiptDraft = Omit<Receipt, 'sequence' | 'previousReceipt'>

export interface MadeReceipt {
  readonly receiptId: string
  readonly receipt: Receipt
  readonly container: Bytes
}

/** Makes a batch of receipts: each numbered and chained after the one before, each signed, one time stamp for all. */
export function issueReceipts(
  drafts: readonly ReceiptDraft[],
  chain: { sequence: number; last: string | null },
  by: { keys: ReceiptKeys; at: Date; chance: Chance },
): MadeReceipt[] {
  let previous = chain.last
  const prepared = drafts.map((draft, index) => {
    const receipt: Receipt = { ...draft, sequence: chain.sequence + index + 1, previousReceipt: previous }
    const files = [{ name: 'receipt.json', bytes: receiptJson(receipt) }]
    const receiptId = sha256Hex(asicManifest(files))
    previous = receiptId
    return { receiptId, receipt, files }
  })
  const leaves = prepared.map((one) => fromHex(one.receiptId))
  const root = merkleRoot(leaves)
  const token = makeTimeStampToken({
    ...by.keys.timeStamp,
    digest: root,
    policyOid: TIME_STAMP_POLICY,
    serial: newSerial(by.chance),
    at: by.at,
  })
  return prepared.map(({ receiptId, receipt, files }, index) => {
    const proof = proofJson({ index, size: leaves.length, path: merklePath(leaves, index).map(hex), root: hex(root) })
    const { bytes } = signContainer({ files, seal: by.keys.seal, timeStamp: { token, proof }, at: by.at })
    return { receiptId, receipt, container: bytes }
  })
}

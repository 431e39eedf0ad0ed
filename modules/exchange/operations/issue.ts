import type { Context } from '@comity/accounts/contract'
import { issueReceipts, type MadeReceipt, type ReceiptDraft } from '../format/issue-receipts.ts'
import { mustHoldGoodKeys, runtimeOf } from '../runtime.ts'
import { lockChain, storeOwnReceipts } from '../store/receipt-store.ts'

/** Makes and stores receipts of this node in the caller's transaction: one time stamp for all of them. */
export async function issue(ctx: Context, drafts: readonly ReceiptDraft[]): Promise<MadeReceipt[]> {
  if (drafts.length === 0) return []
  const { node } = ctx
  await mustHoldGoodKeys(node, ctx.db)
  const chain = await lockChain(ctx.db, node.facts.authorityId)
  const made = issueReceipts(
    drafts,
    { sequence: chain.sequence, last: chain.last_receipt },
    { keys: runtimeOf(node), at: ctx.now, chance: node.world.chance },
  )
  await storeOwnReceipts(ctx.db, made.map(receiptRow))
  return made
}

/** A receipt as its table keeps it. */
export function receiptRow({
  receiptId,
  receipt,
  container,
}: Pick<MadeReceipt, 'receiptId' | 'receipt'> & { readonly container: Uint8Array }) {
  return {
    receipt_id: receiptId,
    dossier_id: receipt.dossierId,
    sealed_sha256: receipt.sealedSha256,
    event: receipt.event,
    issuer: receipt.issuer,
    sender: receipt.sender,
    addressee: receipt.addressee,
    at: new Date(receipt.at),
    code: receipt.code,
    sequence: receipt.sequence,
    previous: receipt.previousReceipt,
    container,
  }
}

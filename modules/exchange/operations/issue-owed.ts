import { AuthorityId, type Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { DossierId } from '../contract.ts'
import { COMITY_VERSION } from '../format/dossier.ts'
import { receiverOf, runtimeOf } from '../runtime.ts'
import { sendLater, takeOwed } from '../store/receipt-store.ts'
import { issue } from './issue.ts'

/** Receipts made in one transaction at most. */
const BATCH = 200

/** Makes the receipts that this node owes (submitted, opened, late refusals, expired); gives how many. */
export function issueOwed(node: Node): Promise<number> {
  return inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const owed = await takeOwed(ctx.db, BATCH)
    const issuer = AuthorityId.parse(node.facts.authorityId)
    const made = await issue(ctx, owed.map((one) => ({
      comity: COMITY_VERSION,
      event: one.event,
      dossierId: DossierId.parse(one.dossier_id),
      sealedSha256: one.sealed_sha256,
      thread: one.thread,
      kind: one.kind,
      sender: AuthorityId.parse(one.sender),
      addressee: AuthorityId.parse(one.addressee),
      issuer,
      at: one.at.toISOString(),
      code: one.code,
    })))
    // What is about a peer's dossier goes to that peer.
    await sendLater(ctx.db, made.filter(({ receipt }) => receipt.sender !== issuer).map((one) => ({ receipt_id: one.receiptId, peer: one.receipt.sender, due_at: ctx.now })))
    for (const { receipt } of made) {
      if (receipt.sender !== issuer || receipt.kind === null || receipt.thread === null || receipt.dossierId === null) continue
      const { event, dossierId, thread, kind, code } = receipt
      await receiverOf(runtimeOf(node), kind)?.receipt(ctx, { event, dossierId, thread, kind, issuer, at: new Date(receipt.at), code })
    }
    return made.length
  })
}

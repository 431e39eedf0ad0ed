import { AuthorityId, type Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { DossierId } from '../contract.ts'
import { COMITY_VERSION } from '../format/dossier.ts'
import { receiverOf, runtimeOf } from '../runtime.ts'
import { owedAbout, sendLater, takeOwed } from '../store/receipt-store.ts'
import { issue } from './issue.ts'

/** Receipts made in one transaction at most. */
const BATCH = 200

/** Makes the receipts that this node owes (submitted, opened, late refusals, expired); gives how many. One that cannot be made stays owed. */
export async function issueOwed(node: Node): Promise<number> {
  const about = await owedAbout(node.db, BATCH)
  if (about.length === 0) return 0
  const [all] = await Promise.allSettled([issueAbout(node, about)])
  if (all.status === 'fulfilled') return all.value
  // A module that fails over one dossier must not keep the receipts of the others back.
  const made: number[] = []
  for (const one of about) {
    const [alone] = await Promise.allSettled([issueAbout(node, [one])])
    if (alone.status === 'fulfilled') made.push(alone.value)
    else node.log.error({ error: alone.reason, dossierId: one }, 'a receipt could not be made')
  }
  return made.reduce((sum, one) => sum + one, 0)
}

function issueAbout(node: Node, about: readonly string[]): Promise<number> {
  return inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const owed = await takeOwed(ctx.db, about)
    const issuer = AuthorityId.parse(node.facts.authorityId)
    const made = await issue(
      ctx,
      owed.map((one) => ({
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
      })),
    )
    // What is about a peer's dossier goes to that peer.
    await sendLater(
      ctx.db,
      made
        .filter(({ receipt }) => receipt.sender !== issuer)
        .map((one) => ({ receipt_id: one.receiptId, peer: one.receipt.sender, due_at: ctx.now })),
    )
    for (const { receipt } of made) {
      if (receipt.sender !== issuer || receipt.kind === null || receipt.thread === null || receipt.dossierId === null) continue
      const { event, dossierId, thread, kind, code } = receipt
      await receiverOf(runtimeOf(node), kind)?.receipt(ctx, {
        event,
        dossierId,
        thread,
        kind,
        issuer,
        at: new Date(receipt.at),
        code,
      })
    }
    return made.length
  })
}

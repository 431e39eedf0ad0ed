import type { Context, Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { breakEpochs, saveOutcomes } from '../store/outbox-store.ts'
import { oweReceipts } from '../store/receipt-store.ts'
import { overdue } from '../store/waiting-store.ts'

/** Ended in one transaction at most. */
const BATCH = 200

/** Ends what nobody took in time: also what nobody tried, because its addressee fetches or its line is paused. Gives how many. */
export async function expireOverdue(node: Node): Promise<number> {
  return inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const ended = await overdue(ctx.db, ctx.now, BATCH)
    await saveOutcomes(
      ctx.db,
      ended.map((one) => ({
        dossierId: one.dossier_id,
        state: 'expired',
        attempts: one.attempts,
        dueAt: null,
        problem: one.last_problem ?? 'not-fetched',
      })),
    )
    const ids = ended.map((one) => one.dossier_id)
    await endDossiers(ctx, ids)
    return ids.length
  })
}

/** What follows when dossiers of ours have ended undelivered: their threads go on in a new epoch, and a receipt says so. */
export async function endDossiers(ctx: Context, dossierIds: readonly string[]): Promise<void> {
  await breakEpochs(ctx.db, dossierIds)
  await oweReceipts(
    ctx.db,
    dossierIds.map((one) => ({ dossier_id: one, event: 'expired', code: null, at: ctx.now })),
  )
}

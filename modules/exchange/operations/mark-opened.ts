import type { Context } from '@comity/accounts/contract'
import { tables } from '../tables.ts'
import { oweReceipts } from '../store/receipt-store.ts'
import { runtimeOf } from '../runtime.ts'

/** An officer has opened a dossier that came in: once, the sender gets an `opened` receipt. Later openings change nothing. */
export async function markOpened(ctx: Context, dossierId: string): Promise<void> {
  const opened = await tables(ctx.db)
    .updateTable('exchange.dossier')
    .set({ opened_at: ctx.now })
    .where('dossier_id', '=', dossierId)
    .where('direction', '=', 'in')
    .where('opened_at', 'is', null)
    .returning('dossier_id')
    .execute()
  await oweReceipts(
    ctx.db,
    opened.map((row) => ({ dossier_id: row.dossier_id, event: 'opened', code: null, at: ctx.now })),
  )
  ctx.afterCommit(() => runtimeOf(ctx.node).wake())
}

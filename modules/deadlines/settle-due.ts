import type { Context } from '@comity/accounts/contract'
import { noteDue } from '@comity/requests/server'
import { dayIn } from './rules/count.ts'
import { runningOf } from './store.ts'

/** Tells the request the next day on which this office owes something for it, and by which rule: lists are sorted by it. */
export async function settleDue(ctx: Context, request: { readonly id: string; readonly ownAuthority: string }): Promise<void> {
  const running = await runningOf(ctx.db, request.ownAuthority, request.id)
  const next = running.find(({ owner, stopped_at: stopped }) => owner === 'us' && stopped === null)
  await noteDue(ctx, {
    requestId: request.id,
    dueOn: next === undefined ? null : dayIn(next.zone, next.due_at),
    dueFor: next?.rule_id ?? null,
  })
}

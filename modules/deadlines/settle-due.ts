import type { Context } from '@comity/accounts/contract'
import { noteDue } from '@comity/requests/server'
import { dayIn } from './rules/count.ts'
import { runningOf } from './store.ts'

/** Opening goes with whatever else is done; it is what is owed only where nothing else is. */
const OPENING = 'unopened'

/** Tells the request the next day on which this office owes something for it, and by which rule: lists and my work go by it. */
export async function settleDue(ctx: Context, request: { readonly id: string; readonly ownAuthority: string }): Promise<void> {
  const running = await runningOf(ctx.db, request.ownAuthority, request.id)
  const ours = running.filter(({ owner, stopped_at: stopped }) => owner === 'us' && stopped === null)
  const next = ours.find(({ rule_id: rule }) => rule !== OPENING) ?? ours[0]
  await noteDue(ctx, {
    requestId: request.id,
    dueOn: next === undefined ? null : dayIn(next.zone, next.due_at),
    dueFor: next?.rule_id ?? null,
  })
}

import type { Context } from '@comity/accounts/contract'
import { updateDue } from '../store.ts'

/** Notes the next day on which the office owes something for a request, and the deadline rule that says so: for whoever keeps its clocks. */
export async function noteDue(
  ctx: Context,
  due: { readonly requestId: string; readonly dueOn: string | null; readonly dueFor: string | null },
): Promise<void> {
  await updateDue(ctx.db, due)
}

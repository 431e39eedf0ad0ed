import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request, ReturnRequest } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, note, recorded, stepped } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Returns a request from review to its drafters, with reasons.
 */
export async function returnRequest(ctx: Context, input: OfRequest & ReturnRequest): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'return', request)
  const returned = stepped(request, 'return', ctx.now)
  await updateRequest(ctx.db, returned)
  await note(ctx, returned, 'returned', { reasons: input.reasons })
  return recorded(ctx, 'returned', returned)
}

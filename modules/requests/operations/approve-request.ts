import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, note, recorded, stepped } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Approves a request as a second person: whoever wrote in the draft cannot.
 *
 * @throws ComityError `approver-is-drafter`.
 */
export async function approveRequest(ctx: Context, input: OfRequest): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'approve', request)
  const approved = { ...stepped(request, 'approve', ctx.now), approvedBy: ctx.actor.id }
  await updateRequest(ctx.db, approved)
  await note(ctx, approved, 'approved')
  return recorded(ctx, 'approved', approved)
}

import type { Context } from '@comity/accounts/contract'
import type { DecideRequest, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Decides on a request; the requesting authority is told at once (UNCAC art. 46(23)–(24)).
 */
export async function decideRequest(ctx: Context, input: OfRequest & DecideRequest): Promise<Request> {
  const { requestId, ...body } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'decide', request)
  const decided = stepped(request, 'decide', ctx.now)
  await updateRequest(ctx.db, decided)
  await tell(ctx, decided, { kind: 'decision', body })
  return recorded(ctx, 'decided', decided)
}

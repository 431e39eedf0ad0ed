import type { Context } from '@comity/accounts/contract'
import type { AssessResult, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Tells the requested authority how useful its result was.
 */
export async function assessResult(ctx: Context, input: OfRequest & AssessResult): Promise<Request> {
  const { requestId, ...body } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'assess', request)
  const assessed = stepped(request, 'assess', ctx.now)
  await updateRequest(ctx.db, assessed)
  await tell(ctx, assessed, { kind: 'assessment', body })
  return recorded(ctx, 'assessed', assessed)
}

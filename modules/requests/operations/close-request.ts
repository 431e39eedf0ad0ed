import type { Context } from '@comity/accounts/contract'
import type { CloseRequest, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Closes a request. The requesting side's closing also closes the requested side; the requested side's closes its own file only.
 */
export async function closeRequest(ctx: Context, input: OfRequest & CloseRequest): Promise<Request> {
  const { requestId, ...body } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'close', request)
  const closed = stepped(request, 'close', ctx.now)
  await updateRequest(ctx.db, closed)
  await tell(ctx, closed, { kind: 'closing', body })
  return recorded(ctx, 'closed', closed)
}

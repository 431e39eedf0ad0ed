import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request, StartExecution } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Passes a granted request on to the authority that carries it out (UNCAC art. 46(13), (17)).
 */
export async function startExecution(ctx: Context, input: OfRequest & StartExecution): Promise<Request> {
  const { requestId, ...body } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'start-execution', request)
  const executing = stepped(request, 'start-execution', ctx.now)
  await updateRequest(ctx.db, executing)
  await tell(ctx, executing, { kind: 'execution-started', body })
  return recorded(ctx, 'execution-started', executing)
}

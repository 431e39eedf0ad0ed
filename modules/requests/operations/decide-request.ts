import type { Context } from '@comity/accounts/contract'
import type { DecideRequest, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell, withoutAnswer } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Decides on a request; the requesting authority is told at once (UNCAC art. 46(23)–(24)), also that a question of before the decision
 * was left without an answer.
 */
export async function decideRequest(ctx: Context, input: OfRequest & DecideRequest): Promise<Request> {
  const { requestId, ...said } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'decide', request)
  const decided = stepped(request, 'decide', ctx.now)
  await updateRequest(ctx.db, decided)
  await tell(ctx, decided, { kind: 'decision', body: withoutAnswer(request, said) })
  return recorded(ctx, 'decided', decided)
}

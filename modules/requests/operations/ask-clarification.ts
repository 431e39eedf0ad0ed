import type { Context } from '@comity/accounts/contract'
import type { AskClarification, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Asks the requesting authority for what is needed to go on (UNCAC art. 46(16)); the request waits for the answer.
 */
export async function askClarification(ctx: Context, input: OfRequest & AskClarification): Promise<Request> {
  const { requestId, ...body } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'ask', request)
  const asked = { ...stepped(request, 'ask', ctx.now), answerBy: body.answerBy ?? null }
  await updateRequest(ctx.db, asked)
  await tell(ctx, asked, { kind: 'clarification-asked', body })
  return recorded(ctx, 'clarification-asked', asked)
}

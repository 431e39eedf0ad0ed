import type { Context } from '@comity/accounts/contract'
import type { AnswerClarification, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { updateRequest } from '../store.ts'

/**
 * Answers the open question of the requested authority; the prepared files go with the answer.
 */
export async function answerClarification(ctx: Context, input: OfRequest & AnswerClarification): Promise<Request> {
  const { requestId, ...body } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'answer', request)
  const answered = { ...stepped(request, 'answer', ctx.now), answerBy: null, prepared: [] }
  await updateRequest(ctx.db, answered)
  await tell(ctx, answered, { kind: 'clarification-answer', body, attachments: request.prepared })
  return recorded(ctx, 'clarification-answered', answered)
}

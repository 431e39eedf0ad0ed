import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import type { AnswerClarification, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { openQuestionOf } from '../rules/lifecycle.ts'
import { updateRequest } from '../store.ts'

/**
 * Answers the open question of the requested authority; the prepared files go with the answer.
 *
 * @throws ComityError `step-not-possible` where no question is open, also because the other side has gone on without the answer.
 */
export async function answerClarification(ctx: Context, input: OfRequest & AnswerClarification): Promise<Request> {
  const { requestId, answer } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'answer', request)
  const answered = { ...stepped(request, 'answer', ctx.now), prepared: [] }
  const askedIn = openQuestionOf(request)
  assert(askedIn, 'an answer is possible only where a question is open')
  await updateRequest(ctx.db, answered)
  await tell(ctx, answered, { kind: 'clarification-answer', body: { answer, askedIn }, attachments: request.prepared })
  return recorded(ctx, 'clarification-answered', answered)
}

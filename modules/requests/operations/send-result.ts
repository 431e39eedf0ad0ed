import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request, SendResult } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell, withoutAnswer } from '../request-steps.ts'
import { withOutcomes } from '../rules/outcomes.ts'
import { updateRequest } from '../store.ts'

/**
 * Sends a result with the prepared files: a part, which may be repeated, or the last one, after which every measure has an outcome. The
 * last one says where it leaves a question of the execution without an answer.
 *
 * @throws ComityError `bad-input` where an outcome is of no measure of the request, or a last result leaves a measure without one.
 */
export async function sendResult(ctx: Context, input: OfRequest & SendResult): Promise<Request> {
  const { requestId, ...body } = input
  const act = body.final ? 'send-result' : 'send-part'
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, act, request)
  const sent = { ...stepped(request, act, ctx.now), outcomes: withOutcomes(request, body), prepared: [] }
  await updateRequest(ctx.db, sent)
  await tell(ctx, sent, { kind: 'result', body: body.final ? withoutAnswer(request, body) : body, attachments: request.prepared })
  return recorded(ctx, 'result-sent', sent)
}

import type { Context } from '@comity/accounts/contract'
import { MAX_NAMED } from '../contract.ts'
import type { AssignRequest, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { mustBelongHere } from './must-belong-here.ts'
import { loadForUpdate, note, recorded } from '../request-steps.ts'
import { undoOf } from '../rules/undo.ts'
import { updateRequest } from '../store.ts'

/**
 * Gives a request to an officer, a unit and named persons. Nobody can give it where they themselves would lose sight of it unawares: whoever
 * hands it over stays named unless they leave it out of `named` expressly.
 *
 * @throws ComityError `bad-input` for a person or unit of another office, or a person who is disabled.
 */
export async function assignRequest(ctx: Context, input: OfRequest & AssignRequest): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'assign', request)
  const after = {
    ...request,
    assignee: input.assignee === undefined ? request.assignee : input.assignee,
    unit: input.unit === undefined ? request.unit : input.unit,
    named: input.named ?? [...new Set([ctx.actor.id, ...request.named])].slice(0, MAX_NAMED),
    undo: undoOf(request, 'assign', ctx.actor.id),
    changedAt: ctx.now,
  }
  await mustBelongHere(ctx, after)
  await updateRequest(ctx.db, after)
  await note(ctx, after, 'assigned', {
    assignee: after.assignee,
    unit: after.unit,
    named: after.named,
    ...(input.remarks === undefined ? {} : { remarks: input.remarks }),
  })
  return recorded(ctx, 'assign', after)
}

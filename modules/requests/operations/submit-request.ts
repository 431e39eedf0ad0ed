import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, note, recorded, stepped } from '../request-steps.ts'
import { mustBeComplete } from '../rules/must-be-complete.ts'
import { forgetDraftVersions, updateRequest } from '../store.ts'

/**
 * Gives a draft to the head for review.
 *
 * @throws ComityError `request-incomplete`, with each missing item and its article (UNCAC art. 46(15)).
 */
export async function submitRequest(ctx: Context, input: OfRequest): Promise<Request> {
  const draft = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'submit', draft)
  mustBeComplete(draft)
  const submitted = stepped(draft, 'submit', ctx.now)
  await updateRequest(ctx.db, submitted)
  await forgetDraftVersions(ctx.db, submitted.id)
  await note(ctx, submitted, 'submitted')
  return recorded(ctx, 'submitted', submitted)
}

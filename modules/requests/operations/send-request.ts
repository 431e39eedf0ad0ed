import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { mustBeComplete } from '../rules/must-be-complete.ts'
import { updateRequest } from '../store.ts'

/**
 * Sends an approved request to the authority it names. From then on its text cannot change.
 *
 * @throws ComityError `request-incomplete`, with what is missing (UNCAC art. 46(15)); `authority-unknown`.
 */
export async function sendRequest(ctx: Context, input: OfRequest): Promise<Request> {
  const approved = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'send', approved)
  const sent = stepped(approved, 'send', ctx.now)
  const content = mustBeComplete(approved)
  await updateRequest(ctx.db, sent)
  await tell(ctx, sent, {
    kind: 'request',
    body: { form: sent.form, reference: sent.ownReference, content },
    attachments: sent.attachments,
  })
  return recorded(ctx, 'sent', sent)
}

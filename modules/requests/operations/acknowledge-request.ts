import type { Context } from '@comity/accounts/contract'
import type { AcknowledgeRequest, OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, tell } from '../request-steps.ts'
import { referenceTaken, updateRequest } from '../store.ts'
import { ComityError } from '@comity/errors'

/**
 * Tells the requesting authority that its request is registered, and under which number.
 *
 * @throws ComityError `conflict` when the office's own register uses that number already.
 */
export async function acknowledgeRequest(ctx: Context, input: OfRequest & AcknowledgeRequest): Promise<Request> {
  const { requestId, reference, ...said } = input
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'acknowledge', request)
  const acknowledged = { ...stepped(request, 'acknowledge', ctx.now), ownReference: reference ?? request.ownReference }
  if (await referenceTaken(ctx.db, acknowledged))
    throw new ComityError('conflict', { problems: [{ path: 'reference', message: 'taken' }] })
  await updateRequest(ctx.db, acknowledged)
  await tell(ctx, acknowledged, { kind: 'acknowledgement', body: { reference: acknowledged.ownReference, ...said } })
  return recorded(ctx, 'acknowledged', acknowledged)
}

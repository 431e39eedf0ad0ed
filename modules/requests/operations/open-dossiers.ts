import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { announceStep, loadForUpdate, recorded } from '../request-steps.ts'
import { DossierId } from '@comity/exchange/contract'
import { markOpened } from '@comity/exchange/server'
import { updateRequest } from '../store.ts'

/**
 * Says that someone of the office has opened what came in: the sender gets a signed `opened` receipt for each dossier.
 */
export async function openDossiers(ctx: Context, input: OfRequest): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'open', request)
  const opened = { ...request, unopened: [] }
  for (const dossierId of request.unopened) {
    await markOpened(ctx, DossierId.parse(dossierId))
    await announceStep(ctx, opened, { act: 'opened', side: 'ours', kind: null, body: {}, attachments: [], dossierId })
  }
  await updateRequest(ctx.db, opened)
  return recorded(ctx, 'opened', opened)
}

import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request } from '../contract.ts'
import { guestAt, mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped } from '../request-steps.ts'
import { listOf } from '../rules/attachments.ts'
import { preparedFor } from '../rules/prepared.ts'
import { withContributor } from '../rules/contributors.ts'
import { ComityError } from '@comity/errors'
import { updateRequest } from '../store.ts'

/**
 * Removes a file from a draft or from what is prepared; a guest only what it prepared itself.
 *
 * @throws ComityError `not-found`.
 */
export async function detachFile(ctx: Context, input: OfRequest & { readonly name: string }): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'attach', request)
  const list = listOf(stepped(request, 'attach', ctx.now))
  const guest = guestAt(ctx.actor, request.ownAuthority)?.authorityId ?? null
  const own = list === 'prepared' ? preparedFor(request.prepared, guest) : request.attachments
  const kept = request[list].filter((file) => file.name !== input.name || !own.includes(file))
  if (kept.length === request[list].length) throw new ComityError('not-found')
  const detached = { ...withContributor(request, ctx.actor.id), [list]: kept, undo: null, changedAt: ctx.now }
  await updateRequest(ctx.db, detached)
  return recorded(ctx, 'file-detached', detached)
}

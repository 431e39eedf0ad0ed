import type { Context } from '@comity/accounts/contract'
import type { AttachFile, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped } from '../request-steps.ts'
import { listOf, mustBeAttachable } from '../rules/attachments.ts'
import { withContributor } from '../rules/contributors.ts'
import { updateRequest } from '../store.ts'

/**
 * Adds a file to a draft, or prepares one for the next answer or result; a file of the same name is replaced.
 *
 * @throws ComityError `attachment-too-large`, `attachment-kind`.
 */
export async function attachFile(ctx: Context, input: AttachFile): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'attach', request)
  // The scans of what comes and goes off the network are attached whenever they are at hand.
  const list = listOf(request.channel === 'network' ? stepped(request, 'attach', ctx.now) : request)
  mustBeAttachable(input, request[list])
  const sha256 = await ctx.node.files.put(input.bytes)
  const added = { name: input.name, mediaType: input.mediaType, bytes: input.bytes.length, sha256 }
  const attached = {
    ...withContributor(request, ctx.actor.id),
    [list]: [...request[list].filter((file) => file.name !== input.name), added],
    changedAt: ctx.now,
  }
  await updateRequest(ctx.db, attached)
  return recorded(ctx, 'file-attached', attached)
}

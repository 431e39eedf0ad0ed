import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { Attachment } from '@comity/exchange/contract'
import { MAX_ATTACHMENTS } from '../contract.ts'
import type { AttachFile, Request } from '../contract.ts'
import { guestAt, mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped, today } from '../request-steps.ts'
import { listOf, mustBeAttachable } from '../rules/attachments.ts'
import { withContributor } from '../rules/contributors.ts'
import { mustBeOwn } from '../rules/prepared.ts'
import { fileBeside } from '../rules/exhibits.ts'
import { updateRequest } from '../store.ts'
import { present } from '../stored-request.ts'
import type { StoredRequest } from '../stored-request.ts'

/**
 * Adds a file to a draft, or prepares one for the next answer or result; a file of the same name is replaced.
 *
 * @throws ComityError `attachment-too-large`, `attachment-kind`; `conflict` where a guest would replace a file of the office.
 */
export async function attachFile(ctx: Context, input: AttachFile): Promise<Request> {
  const request = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'attach', request)
  // The scans of what comes and goes off the network are attached whenever they are at hand.
  const list = listOf(request.channel === 'network' ? stepped(request, 'attach', ctx.now) : request)
  const guest = guestAt(ctx.actor, request.ownAuthority)?.authorityId ?? null
  mustBeAttachable(input, request[list])
  mustBeOwn(request[list], input.name, guest)
  const sha256 = await ctx.node.files.put(input.bytes)
  const file = { name: input.name, mediaType: input.mediaType, bytes: input.bytes.length, sha256 }
  const added = list === 'prepared' && guest !== null ? { ...file, guest } : file
  const others = request[list].filter(({ name }) => name !== input.name)
  return attached(ctx, { ...request, [list]: [...others, added] })
}

/**
 * Adds a file that this node stores already, as an exhibit of the request's matter.
 *
 * @throws ComityError `not-allowed`, `step-not-possible`; `conflict` where other files bear its names; `bad-input` where they are too many.
 */
export async function attachStored(
  ctx: Context,
  request: StoredRequest,
  exhibit: { readonly label: string; readonly file: Attachment },
): Promise<Request> {
  mustBeAllowed(ctx.actor, 'attach', request)
  const list = listOf(stepped(request, 'attach', ctx.now))
  const added = fileBeside(exhibit, exhibit.file, request[list])
  if (added === null) return present(request, ctx.actor, today(ctx))
  if (request[list].length >= MAX_ATTACHMENTS)
    throw new ComityError('bad-input', { problems: [{ path: 'name', message: 'too-many-files' }] })
  return attached(ctx, { ...request, [list]: [...request[list], added] })
}

async function attached(ctx: Context, request: StoredRequest): Promise<Request> {
  const after = { ...withContributor(request, ctx.actor.id), undo: null, changedAt: ctx.now }
  await updateRequest(ctx.db, after)
  return recorded(ctx, 'file-attached', after)
}

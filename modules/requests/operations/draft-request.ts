import type { Context } from '@comity/accounts/contract'
import type { DraftRequest, Request } from '../contract.ts'
import { noted, recorded } from '../request-steps.ts'
import { authorityFor } from '../policy.ts'
import { copied, mustBeAbroad } from '../rules/draft.ts'
import { newRequest } from '../stored-request.ts'
import { insertRequest, nextReference } from '../store.ts'
import { matterById } from '../store-matter.ts'
import { ComityError } from '@comity/errors'

/**
 * Opens a draft, from a matter or on its own; what is copied from the matter is not typed twice.
 *
 * @throws ComityError `matter-not-found`.
 */
export async function draftRequest(ctx: Context, input: DraftRequest): Promise<Request> {
  const ownAuthority = authorityFor(ctx.actor, 'draft')
  const matter = input.matterId === undefined ? null : await matterById(ctx.db, input.matterId, ownAuthority)
  if (input.matterId !== undefined && !matter) throw new ComityError('matter-not-found')
  const content = { ...(matter ? copied(matter, input.copy ?? []) : {}), ...input.content }
  mustBeAbroad(ownAuthority, input.counterpart ?? null)
  const draft = newRequest({
    id: ctx.world.chance.uuid(),
    thread: ctx.world.chance.uuid(),
    direction: 'outgoing',
    form: input.form,
    state: 'draft',
    matterId: matter?.id ?? null,
    ownAuthority,
    counterpart: input.counterpart ?? null,
    ownReference: await nextReference(ctx.db, { authority: ownAuthority, series: 'request', now: ctx.now }),
    content,
    draftedBy: ctx.actor.id,
    contributors: [ctx.actor.id],
    createdAt: ctx.now,
  })
  await insertRequest(ctx.db, draft, noted(ctx, draft, 'drafted'))
  return recorded(ctx, 'drafted', draft)
}

import type { Context } from '@comity/accounts/contract'
import type { DraftRequest, Request } from '../contract.ts'
import { loadForUpdate, note, noted, recorded } from '../request-steps.ts'
import { authorityFor, sightFor } from '../policy.ts'
import { copied, mustBeAbroad } from '../rules/draft.ts'
import { partsOf } from '../rules/matter-differences.ts'
import { mustBeOpen } from '../rules/open-matter.ts'
import { beginsWith } from '../rules/sight.ts'
import { keepBase } from '../matters/store-matters.ts'
import { newRequest } from '../new-request.ts'
import type { StoredRequest } from '../stored-request.ts'
import { insertRequest, nextReference, requestById } from '../store.ts'
import { matterToJoin } from '../store-matter.ts'
import { ComityError } from '@comity/errors'

/**
 * Opens a draft, from a matter or on its own; what is copied from the matter is not typed twice.
 *
 * A supplementary request takes over the counterpart and matter of the one it adds to; one like another takes over its content, and of one
 * that was given back also its files and whoever was named as competent: nothing is typed twice, and each leads to the other.
 *
 * @throws ComityError `matter-not-found`, `matter-closed`, `request-not-found`.
 */
export async function draftRequest(ctx: Context, input: DraftRequest): Promise<Request> {
  const ownAuthority = authorityFor(ctx.actor, 'draft')
  const model = await modelOf(ctx, input)
  const matterId = input.matterId ?? model?.matterId ?? null
  const matter = matterId === null ? null : await matterToJoin(ctx.db, matterId, sightFor(ctx.actor).tokens)
  if (input.matterId !== undefined && !matter) throw new ComityError('matter-not-found')
  if (matter) mustBeOpen(matter)
  const content = {
    ...(matter ? copied(matter, input.copy ?? []) : {}),
    ...(model && input.like !== undefined ? model.content : {}),
    ...input.content,
  }
  const returned = input.like !== undefined && model?.state === 'returned' ? model : null
  const counterpart = input.counterpart ?? addresseeLike(input, model, returned)
  mustBeAbroad(ownAuthority, counterpart)
  const begins = beginsWith(ctx.actor)
  const draft = newRequest({
    id: ctx.world.chance.uuid(),
    thread: ctx.world.chance.uuid(),
    direction: 'outgoing',
    form: input.form,
    state: 'draft',
    matterId: matter?.id ?? null,
    ownAuthority,
    counterpart,
    supplements: input.supplements !== undefined && model ? { thread: model.thread, reference: model.ownReference } : null,
    unit: matter?.unit ?? model?.unit ?? begins.unit,
    named: matter?.named ?? model?.named ?? [],
    assignee: begins.assignee,
    ownReference: await nextReference(ctx.db, { authority: ownAuthority, series: 'request', now: ctx.now }),
    content,
    attachments: returned?.attachments ?? [],
    draftedBy: ctx.actor.id,
    contributors: [ctx.actor.id],
    createdAt: ctx.now,
  })
  const instead = returned === null ? {} : { insteadOf: returned.ownReference, insteadOfId: returned.id }
  await insertRequest(ctx.db, draft, noted(ctx, draft, 'drafted', instead))
  if (returned) await noteAnew(ctx, returned, draft)
  if (matter) await keepBase(ctx.db, draft.id, partsOf(matter))
  return recorded(ctx, 'drafted', draft)
}

function addresseeLike(
  { supplements }: DraftRequest,
  model: StoredRequest | null,
  returned: StoredRequest | null,
): StoredRequest['counterpart'] {
  return (supplements === undefined ? returned?.record.misdirected?.competentAuthority : model?.counterpart) ?? null
}

/** The one that was given back says what was written in its place. */
async function noteAnew(ctx: Context, { id }: StoredRequest, draft: StoredRequest): Promise<void> {
  const returned = await loadForUpdate(ctx, id)
  await note(ctx, returned, 'drafted-anew', { reference: draft.ownReference, anewId: draft.id })
}

/** The request of ours that this one adds to or is like. */
async function modelOf(ctx: Context, input: DraftRequest): Promise<StoredRequest | null> {
  const id = input.supplements ?? input.like
  if (id === undefined) return null
  const model = await requestById(ctx.db, id, sightFor(ctx.actor).tokens)
  if (!model || model.direction !== 'outgoing') throw new ComityError('request-not-found')
  return model
}

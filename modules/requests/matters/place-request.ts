import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { Request } from '../contract.ts'
import { mustBeAllowed, sightFor } from '../policy.ts'
import { loadForUpdate, note, recorded } from '../request-steps.ts'
import { noParts } from '../rules/matter-differences.ts'
import { mustBeOpen } from '../rules/open-matter.ts'
import { updateRequest } from '../store.ts'
import { matterToJoin } from '../store-matter.ts'
import { keepBase } from './store-matters.ts'

/**
 * Puts a request, of either direction, into a matter, moves it to another or takes it out. Who sees it does not change. What it says and what its
 * new matter says have nothing in common yet: every difference is shown.
 *
 * @throws ComityError `request-not-found`; `matter-not-found` for a matter that is not there or not for this person to see, the one it leaves
 *   among them; `matter-closed`.
 */
export async function placeRequest(
  ctx: Context,
  { requestId, matterId }: { readonly requestId: string; readonly matterId: string | null },
): Promise<Request> {
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'place', request)
  if (request.matterId === matterId) return recorded(ctx, 'placed', request)
  const before = await seenMatter(ctx, request.matterId)
  const matter = await seenMatter(ctx, matterId)
  if (matter !== null && matter.ownAuthority !== request.ownAuthority) throw new ComityError('matter-not-found')
  if (matter !== null) mustBeOpen(matter)
  const placed = { ...request, matterId, undo: null, changedAt: ctx.now }
  await updateRequest(ctx.db, placed)
  await keepBase(ctx.db, requestId, noParts)
  await note(ctx, placed, 'placed', {
    ...(before === null ? {} : { fromId: before.id }),
    ...(matter === null ? {} : { toId: matter.id }),
  })
  return recorded(ctx, 'placed', placed)
}

async function seenMatter(ctx: Context, matterId: string | null) {
  if (matterId === null) return null
  const matter = await matterToJoin(ctx.db, matterId, sightFor(ctx.actor).tokens)
  if (!matter) throw new ComityError('matter-not-found')
  return matter
}

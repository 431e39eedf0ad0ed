import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { MAX_NAMED } from '../contract.ts'
import type { AssignMatter, Matter } from '../contract.ts'
import { mustBelongHere } from '../operations/must-belong-here.ts'
import { mustBeAllowed } from '../policy.ts'
import { sees } from '../rules/sight.ts'
import { loadMatterForUpdate, matterRecorded } from './load-matter.ts'
import { hasOpenRequests } from './store-matters.ts'

/**
 * Says who has a matter, and who sees it: its unit, or the whole office, and the persons named. Its requests keep their own readers. Nobody shuts
 * themselves out: who would no longer see it stays named.
 *
 * @throws ComityError `matter-not-found`; `bad-input` for a person or unit of another office, a person who is disabled, or one named too many.
 */
export async function assignMatter(
  ctx: Context,
  { matterId, ...to }: AssignMatter & { readonly matterId: string },
): Promise<Matter> {
  const matter = await loadMatterForUpdate(ctx, matterId)
  mustBeAllowed(ctx.actor, 'assign-matter', matter)
  const wished = {
    ...matter,
    assignee: to.assignee === undefined ? matter.assignee : to.assignee,
    unit: to.unit === undefined ? matter.unit : to.unit,
    named: [...new Set(to.named ?? matter.named)],
  }
  const after = sees(ctx.actor, wished) ? wished : { ...wished, named: [...wished.named, ctx.actor.id] }
  if (after.named.length > MAX_NAMED) throw new ComityError('bad-input', { problems: [{ path: 'named', message: 'too-many' }] })
  const known = (id: string) => matter.named.includes(id)
  await mustBelongHere(ctx, {
    ...after,
    assignee: after.assignee === matter.assignee ? null : after.assignee,
    named: after.named.filter((id) => !known(id)),
  })
  const details = { assignee: after.assignee ?? '', unit: after.unit ?? '', named: after.named.join(' ') }
  return matterRecorded(ctx, after, { act: 'assigned', details })
}

/**
 * Closes a matter. Not while one of its requests is open: what still runs abroad is withdrawn or brought to its end first (46(24)), so that no
 * authority works on for a case that is over.
 *
 * @throws ComityError `matter-not-found`, `matter-closed`, `matter-has-open-requests`.
 */
export async function closeMatter(
  ctx: Context,
  { matterId, reasons }: { readonly matterId: string; readonly reasons: string },
): Promise<Matter> {
  const matter = await loadMatterForUpdate(ctx, matterId)
  mustBeAllowed(ctx.actor, 'close-matter', matter)
  if (matter.closedAt !== null) throw new ComityError('matter-closed', { values: { reference: matter.reference } })
  if (await hasOpenRequests(ctx.db, matterId)) throw new ComityError('matter-has-open-requests')
  const closed = { ...matter, closedAt: ctx.now.toISOString(), closedBy: ctx.actor.name, closedBecause: reasons }
  return matterRecorded(ctx, closed, { act: 'closed', details: { reasons } })
}

/** Opens a closed matter again; one that is open stays so. @throws ComityError `matter-not-found`. */
export async function reopenMatter(
  ctx: Context,
  { matterId, reasons }: { readonly matterId: string; readonly reasons: string },
): Promise<Matter> {
  const matter = await loadMatterForUpdate(ctx, matterId)
  mustBeAllowed(ctx.actor, 'close-matter', matter)
  if (matter.closedAt === null) return matter
  return matterRecorded(
    ctx,
    { ...matter, closedAt: null, closedBy: null, closedBecause: null },
    { act: 'reopened', details: { reasons } },
  )
}

import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Matter, SaveMatter } from '../contract.ts'
import { openMatterForUpdate, withoutHiddenOrigins } from '../matters/load-matter.ts'
import { updateMatter } from '../store-matter.ts'

/**
 * Replaces what a matter says.
 *
 * @throws ComityError `matter-not-found`, `matter-closed`; `request-changed-meanwhile` with the present `revision` when someone saved meanwhile.
 */
export async function saveMatter(ctx: Context, input: SaveMatter & { readonly matterId: string }): Promise<Matter> {
  const { matterId, revision, ...written } = input
  const matter = await openMatterForUpdate(ctx, matterId)
  const saved: Matter = { ...matter, ...written, revision: revision + 1, changedAt: ctx.now.toISOString() }
  if (!(await updateMatter(ctx.db, saved, revision)))
    throw new ComityError('request-changed-meanwhile', { values: { revision: matter.revision } })
  await record(ctx, { act: 'matter.saved', subject: { kind: 'matter', id: matterId }, details: { reference: matter.reference } })
  return withoutHiddenOrigins(ctx.db, ctx.actor, saved)
}

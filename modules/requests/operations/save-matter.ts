import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Matter, SaveMatter } from '../contract.ts'
import { mustBeAllowed, sightFor } from '../policy.ts'
import { mustBelongHere } from './must-belong-here.ts'
import { matterById, updateMatter } from '../store-matter.ts'

/**
 * Replaces what a matter says.
 *
 * @throws ComityError `matter-not-found`; `request-changed-meanwhile` with the present `revision` when someone saved meanwhile.
 */
export async function saveMatter(ctx: Context, input: SaveMatter & { readonly matterId: string }): Promise<Matter> {
  const { matterId, revision, ...written } = input
  const matter = await matterById(ctx.db, matterId, sightFor(ctx.actor).tokens)
  if (!matter) throw new ComityError('matter-not-found')
  mustBeAllowed(ctx.actor, 'save-matter', matter)
  const saved: Matter = {
    ...matter,
    ...written,
    exhibits: written.exhibits ?? matter.exhibits,
    linked: written.linked ?? matter.linked,
    unit: written.unit === undefined ? matter.unit : written.unit,
    named: written.named ?? matter.named,
    revision: revision + 1,
    changedAt: ctx.now.toISOString(),
  }
  await mustBelongHere(ctx, { ...saved, named: saved.named.filter((id) => !matter.named.includes(id)) })
  if (!(await updateMatter(ctx.db, saved, revision)))
    throw new ComityError('request-changed-meanwhile', { values: { revision: matter.revision } })
  await record(ctx, { act: 'matter.saved', subject: { kind: 'matter', id: matterId }, details: { reference: matter.reference } })
  return saved
}

import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { AssetAct } from '../contract.ts'
import { officeFor } from '../policy.ts'
import { assetForUpdate } from '../store/asset-store.ts'
import { entriesOf } from '../store/entry-store.ts'

/**
 * Lets what a form does to a ledger be done once: the form was opened when the ledger had `seen` lines. Holds the asset until the transaction ends,
 * so that of two presses at the same time one waits for the other. Money is not booked twice.
 *
 * @throws ComityError `done-already`.
 */
export async function onceOnly(
  ctx: Context,
  { assetId, acts, seen }: { readonly assetId: string; readonly acts: readonly AssetAct[]; readonly seen: number },
): Promise<void> {
  const office = officeFor(ctx.actor, 'read')
  await assetForUpdate(ctx.db, assetId, office)
  const since = (await entriesOf(ctx.db, office, assetId)).slice(seen)
  if (since.some((entry) => entry.actor_id === ctx.actor.id && acts.some((act) => act === entry.act)))
    throw new ComityError('done-already')
}

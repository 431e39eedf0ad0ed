import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { loadAsset, reversalOf, today, writeEntries } from '../asset-steps.ts'
import type { Asset } from '../contract.ts'
import { mayFrom } from '../policy.ts'
import { placesSeeing } from '@comity/requests/server'
import { standingOf } from '../rules/ledger.ts'
import { movementOf } from '../stored-asset.ts'
import { getAsset } from './get-asset.ts'
import { sourceOf } from './step-asset.ts'

/**
 * Corrects the ledger: a new entry takes back an earlier one, which stays where it is. What stands on it is reversed first.
 *
 * @throws ComityError `asset-not-found`; `not-allowed`, also where the reversed act itself is not this person's; `asset-step-not-possible`
 *   where the entry is reversed already, is a reversal, or later entries stand on it.
 */
export async function reverseEntry(
  ctx: Context,
  input: { readonly assetId: string; readonly entryId: string; readonly reasons: string },
): Promise<Asset> {
  const asset = await loadAsset(ctx, 'reverse', input.assetId)
  const entry = asset.entries.find(({ id }) => id === input.entryId)
  if (entry === undefined) throw new ComityError('asset-not-found')
  if (entry.act === 'reverse' || asset.entries.some(({ reverses }) => reverses === entry.id))
    throw new ComityError('asset-step-not-possible')
  if (!mayFrom(placesSeeing(ctx.actor, asset.row.access), entry.act))
    throw new ComityError('not-allowed', { values: { act: 'reverse' } })
  const reversal = reversalOf(entry, today(ctx), input.reasons)
  const movement = { id: 'reversal', from: reversal.from, to: reversal.to, amount: reversal.amount, reverses: entry.id }
  standingOf([...asset.entries.map(movementOf), movement])
  await writeEntries(ctx, asset, [reversal], sourceOf(asset, {}))
  await record(ctx, { act: 'asset.reversed', subject: { kind: 'asset', id: input.assetId }, details: { entry: entry.id } })
  return getAsset(ctx.db, ctx, input.assetId, today(ctx))
}

import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { dated, factsOf, loadAsset, mustBePast, today, writeEntries } from '../asset-steps.ts'
import type { Asset, DistributeInput } from '../contract.ts'
import { officeFor } from '../policy.ts'
import { planDistribution } from '../rules/plan-distribution.ts'
import { holdToTell, tellStep } from '../tell-step.ts'
import { getAsset } from './get-asset.ts'
import { sourceOf } from './step-asset.ts'

/**
 * Distributes all that is held in one part of an asset: expenses (57(4)) first, then shares that together are the net.
 *
 * @throws ComityError `asset-shares-differ` with the net; `asset-not-found`, `not-allowed`, and what each step refuses.
 */
export async function distributeAsset(
  ctx: Context,
  { assetId, ...input }: DistributeInput & { readonly assetId: string },
): Promise<Asset> {
  await holdToTell(ctx, officeFor(ctx.actor, 'share'), input)
  const asset = await loadAsset(ctx, 'share', assetId)
  mustBePast(ctx, input.on)
  const source = sourceOf(asset, {
    ...(input.requestId === undefined ? {} : { requestId: input.requestId }),
    ...(input.note === undefined ? {} : { note: input.note }),
  })
  const planned = planDistribution(factsOf(asset), input, { hearing: null, order: null })
  const dossierId =
    input.tell === true ? await tellStep(ctx, asset, { act: 'share', on: input.on }, planned, input.requestId) : null
  await writeEntries(ctx, asset, dated(planned, input.on), { ...source, dossierId })
  await record(ctx, {
    act: 'asset.distributed',
    subject: { kind: 'asset', id: assetId },
    details: { on: input.on, basis: input.returnBasis, shares: input.shares.length },
  })
  return getAsset(ctx.db, ctx, assetId, today(ctx))
}

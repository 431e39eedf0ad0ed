import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import {
  dated,
  factsOf,
  loadAsset,
  mustBePast,
  type OpenAsset,
  type Source,
  stateOf,
  stepFacts,
  today,
  writeEntries,
} from '../asset-steps.ts'
import type { Asset, StepInput } from '../contract.ts'
import { orderIdFor, orderReferenceOf, tellersOf } from '../orders.ts'
import { officeFor } from '../policy.ts'
import { planStep } from '../rules/plan-step.ts'
import { whoseOrder } from '../rules/whose-order.ts'
import { holdToTell, tellStep } from '../tell-step.ts'
import { getAsset } from './get-asset.ts'

/**
 * Takes one step on an asset: as the table of property allows, with what the law asks before it. With `tell` the other State of the named
 * request is told in the same transaction.
 *
 * @throws ComityError `asset-not-found`, `not-allowed`, and what {@link planStep} and, with `tell`, the request refuse.
 */
export async function stepAsset(ctx: Context, { assetId, ...input }: StepInput & { readonly assetId: string }): Promise<Asset> {
  await holdToTell(ctx, officeFor(ctx.actor, input.act), input)
  const asset = await loadAsset(ctx, input.act, assetId)
  mustBePast(ctx, input.on)
  const named = orderReferenceOf(asset, input)
  const step: StepInput = named === null ? input : { ...input, orderReference: named }
  const source = sourceOf(asset, input)
  const tellers = whoseOrder({ side: 'ours', act: input.act, counterparts: tellersOf(asset), ours: true })
  const planned = planStep(factsOf(asset), step, await stepFacts(ctx, asset, step, tellers))
  const orderId = await orderIdFor(ctx, asset, step, tellers)
  const dossierId = input.tell === true ? await tellStep(ctx, asset, step, planned, input.requestId) : null
  await writeEntries(ctx, asset, dated(planned, input.on), { ...source, dossierId }, orderId)
  await record(ctx, {
    act: `asset.${input.act}`,
    subject: { kind: 'asset', id: assetId },
    details: { on: input.on, told: input.tell === true },
  })
  return getAsset(ctx.db, ctx, assetId, today(ctx))
}

/** By whom and by which request a step of ours is taken. @throws ComityError `asset-step-incomplete` where the request is none of the asset's. */
export function sourceOf(
  asset: OpenAsset,
  input: Pick<StepInput, 'requestId' | 'note' | 'documentSha256' | 'documentName'>,
): Source {
  const link = asset.requests.find(({ request_id }) => request_id === input.requestId)
  if (input.requestId !== undefined && link === undefined)
    throw new ComityError('asset-step-incomplete', { problems: [{ path: 'requestId', message: 'not-linked' }] })
  const { documentSha256: sha256, documentName } = input
  return {
    side: 'ours',
    state: stateOf(asset.row.own_authority),
    request: link === undefined ? null : { id: link.request_id, reference: link.reference },
    dossierId: null,
    note: input.note ?? null,
    document: sha256 === undefined ? null : { sha256, name: documentName ?? sha256 },
  }
}

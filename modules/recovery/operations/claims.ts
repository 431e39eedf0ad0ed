import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { loadAsset, today } from '../asset-steps.ts'
import type { Asset, DecideClaim, NewClaim } from '../contract.ts'
import { amountOf, amountText } from '../rules/money.ts'
import { updateAsset } from '../store/asset-store.ts'
import { decideOpenClaim, insertClaim, settleOpenDispute } from '../store/claim-store.ts'
import { getAsset } from './get-asset.ts'

/** Records that a bona fide third party claims a right in the property. @throws ComityError `asset-not-found`, `not-allowed`. */
export async function raiseClaim(ctx: Context, { assetId, ...claim }: NewClaim & { readonly assetId: string }): Promise<Asset> {
  const { row } = await loadAsset(ctx, 'claim', assetId)
  await insertClaim(ctx.db, {
    id: ctx.world.chance.uuid(),
    own_authority: row.own_authority,
    asset_id: assetId,
    claimant: claim.claimant,
    article: claim.article,
    grounds: claim.grounds,
    amount: claim.amount === undefined ? null : amountText(amountOf(claim.amount)),
    raised_on: claim.raisedOn,
    state: 'raised',
    decided_on: null,
    reasons: null,
  })
  await record(ctx, { act: 'asset.claim-raised', subject: { kind: 'asset', id: assetId }, details: { article: claim.article } })
  return getAsset(ctx.db, ctx, assetId, today(ctx))
}

/** Records what became of a claim, once. @throws ComityError `asset-not-found`, `not-allowed`; `conflict` where it is decided already. */
export async function decideClaim(
  ctx: Context,
  { assetId, claimId, ...decided }: DecideClaim & { readonly assetId: string; readonly claimId: string },
): Promise<Asset> {
  const { row } = await loadAsset(ctx, 'claim', assetId)
  const { state, decidedOn: decided_on, reasons } = decided
  const claim = { id: claimId, own_authority: row.own_authority, asset_id: assetId, state, decided_on, reasons }
  if (!(await decideOpenClaim(ctx.db, claim))) throw new ComityError('conflict')
  await record(ctx, { act: 'asset.claim-decided', subject: { kind: 'asset', id: assetId }, details: { claim: claimId, state } })
  return getAsset(ctx.db, ctx, assetId, today(ctx))
}

/** Settles what the other State told and the ledger refused; the entry itself stays. @throws ComityError `conflict` where it is settled already. */
export async function settleDispute(
  ctx: Context,
  input: { readonly assetId: string; readonly disputeId: string; readonly settlement: string },
): Promise<Asset> {
  const { row } = await loadAsset(ctx, 'settle', input.assetId)
  const { disputeId: id, assetId, settlement } = input
  const settled = await settleOpenDispute(ctx.db, { id, ownAuthority: row.own_authority, assetId, at: ctx.now, settlement })
  if (!settled) throw new ComityError('conflict')
  await updateAsset(ctx.db, row, { disputed: row.disputed - 1, changed_at: ctx.now })
  await record(ctx, { act: 'asset.dispute-settled', subject: { kind: 'asset', id: assetId }, details: { dispute: id } })
  return getAsset(ctx.db, ctx, assetId, today(ctx))
}

import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { accessOf, getRequest } from '@comity/requests/server'
import { loadAsset, today } from '../asset-steps.ts'
import type { Asset } from '../contract.ts'
import { linkOf } from '../link-of.ts'
import { linkRequest, refreshAccess } from '../store/asset-store.ts'
import { getAsset } from './get-asset.ts'

/** Links an asset to a further request; who may see the request then sees the asset. @throws ComityError `asset-not-found`, `request-not-found`, `not-allowed`. */
export async function linkAsset(
  ctx: Context,
  { assetId, requestId }: { readonly assetId: string; readonly requestId: string },
): Promise<Asset> {
  const { row } = await loadAsset(ctx, 'link', assetId)
  const request = await getRequest(ctx.db, ctx, requestId, today(ctx))
  await linkRequest(ctx.db, linkOf(request, accessOf(request), assetId))
  await refreshAccess(ctx.db, row.own_authority, assetId)
  await record(ctx, { act: 'asset.linked', subject: { kind: 'asset', id: assetId }, details: { request: request.ownReference } })
  return getAsset(ctx.db, ctx, assetId, today(ctx))
}

import type { Request } from '@comity/requests/contract'
import type { AssetRequestRecord } from './store/asset-store.ts'

type Linked = Pick<Request, 'id' | 'ownAuthority' | 'direction' | 'ownReference' | 'counterpart' | 'counterpartState' | 'record'>

/** The link of an asset to a request, with what the request's legal record says of the asset. */
export function linkOf(request: Linked, access: readonly string[], assetId: string): AssetRequestRecord {
  const { liftings, agreements } = request.record
  return {
    own_authority: request.ownAuthority,
    asset_id: assetId,
    request_id: request.id,
    direction: request.direction,
    reference: request.ownReference,
    counterpart: request.counterpart,
    counterpart_state: request.counterpartState ?? request.counterpart?.slice(0, 2) ?? null,
    access: [...access],
    liftings: liftings.filter((one) => one.assetId === assetId),
    agreements: agreements.filter((one) => one.assetIds.includes(assetId)),
  }
}

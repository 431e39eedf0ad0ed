import type { Context } from '@comity/accounts/contract'
import { insertAsset, type AssetRecord } from './store/asset-store.ts'
import { NO_END } from './stored-asset.ts'

/** What an asset begins with: nothing in its ledger yet. */
export interface AssetBeginning {
  readonly id: string
  readonly ownAuthority: string
  readonly kind: string
  readonly description: string
  readonly location?: string | undefined
  readonly account?: string | undefined
  readonly state: string
  readonly currency: string
  readonly matterId: string | null
  /** Who sees it whatever its requests say. */
  readonly baseAccess: readonly string[]
  readonly access: readonly string[]
}

/** Writes the row of a new asset. */
export async function newAsset(ctx: Context, from: AssetBeginning): Promise<AssetRecord> {
  const row: AssetRecord = {
    own_authority: from.ownAuthority,
    id: from.id,
    kind: from.kind,
    description: from.description,
    location: from.location ?? null,
    account: from.account ?? null,
    state: from.state,
    currency: from.currency,
    matter_id: from.matterId,
    columns: [],
    balances: {},
    value: null,
    frozen_since: null,
    frozen_until: null,
    ends_on: NO_END,
    disputed: 0,
    last_sequence: 0,
    base_access: [...from.baseAccess],
    access: [...new Set(from.access)],
    search_text: [from.description, from.location, from.account].join(' ').toLowerCase(),
    telling: false,
    told_dossier: null,
    created_at: ctx.now,
    changed_at: ctx.now,
  }
  await insertAsset(ctx.db, row)
  return row
}

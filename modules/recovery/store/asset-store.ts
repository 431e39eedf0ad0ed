import { sql } from 'kysely'
import type { Selectable, Updateable } from 'kysely'
import type { Db } from '@comity/database'
import { tables, type AssetRequestTable, type AssetTable } from '../tables.ts'

export type AssetRecord = Selectable<AssetTable>
export type AssetRequestRecord = Selectable<AssetRequestTable>

/** The row of an asset where a holder of these tokens may see it. */
export async function assetById(
  db: Db,
  id: string,
  ownAuthority: string,
  tokens: readonly string[],
): Promise<AssetRecord | null> {
  const row = await tables(db)
    .selectFrom('recovery.asset')
    .selectAll()
    .where('own_authority', '=', ownAuthority)
    .where('id', '=', id)
    .where(sql<boolean>`access && ${[...tokens]}::text[]`)
    .executeTakeFirst()
  return row ?? null
}

/** Of these assets those that a holder of these tokens may see. */
export async function assetsSeenWith(db: Db, tokens: readonly string[], ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tables(db)
    .selectFrom('recovery.asset')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where(sql<boolean>`access && ${[...tokens]}::text[]`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The row of an asset, which nobody else changes until this transaction ends; whoever asks. */
export async function assetForUpdate(db: Db, id: string, ownAuthority: string): Promise<AssetRecord | null> {
  const row = await tables(db)
    .selectFrom('recovery.asset')
    .selectAll()
    .where('own_authority', '=', ownAuthority)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function insertAsset(db: Db, row: AssetRecord): Promise<void> {
  await tables(db)
    .insertInto('recovery.asset')
    .values({ ...row, balances: JSON.stringify(row.balances) })
    .execute()
}

export async function updateAsset(
  db: Db,
  asset: Pick<AssetRecord, 'own_authority' | 'id'>,
  change: Updateable<AssetTable>,
): Promise<void> {
  await tables(db)
    .updateTable('recovery.asset')
    .set(change)
    .where('own_authority', '=', asset.own_authority)
    .where('id', '=', asset.id)
    .execute()
}

/** The requests that an asset belongs to, by their reference. */
export function requestsOfAsset(db: Db, ownAuthority: string, assetId: string): Promise<AssetRequestRecord[]> {
  return tables(db)
    .selectFrom('recovery.asset_request')
    .selectAll()
    .where('own_authority', '=', ownAuthority)
    .where('asset_id', '=', assetId)
    .orderBy('reference')
    .execute()
}

/** Links an asset to a request, or brings the link up to date. */
export async function linkRequest(db: Db, row: AssetRequestRecord): Promise<void> {
  const { liftings, agreements, ...rest } = row
  const written = { ...rest, liftings: JSON.stringify(liftings), agreements: JSON.stringify(agreements) }
  const { own_authority: _, asset_id: __, request_id: ___, ...changed } = written
  await tables(db)
    .insertInto('recovery.asset_request')
    .values(written)
    .onConflict((conflict) => conflict.columns(['own_authority', 'asset_id', 'request_id']).doUpdateSet(changed))
    .execute()
}

/** The assets of a request, by this office's own links. */
export async function assetIdsOfRequest(db: Db, ownAuthority: string, requestId: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('recovery.asset_request')
    .select('asset_id')
    .where('own_authority', '=', ownAuthority)
    .where('request_id', '=', requestId)
    // Whoever holds them all takes them in one order.
    .orderBy('asset_id')
    .execute()
  return rows.map((row) => row.asset_id)
}

/** Whoever may see the asset itself or one of its requests may see it. */
export async function refreshAccess(db: Db, ownAuthority: string, assetId: string): Promise<void> {
  await sql`
    update recovery.asset set access = (
      select array(select distinct token from unnest(asset.base_access || coalesce(
        (select array_agg(t) from recovery.asset_request r, unnest(r.access) t where r.own_authority = asset.own_authority and r.asset_id = asset.id),
        '{}'::text[])) as token order by token))
    where own_authority = ${ownAuthority} and id = ${assetId}`.execute(db)
}

import type { Selectable } from 'kysely'
import type { Db } from '@comity/database'
import { tables, type ClaimTable, type DisputedTable } from '../tables.ts'

export type DisputedRecord = Selectable<DisputedTable>

export function claimsOf(db: Db, ownAuthority: string, assetId: string): Promise<ClaimTable[]> {
  return tables(db)
    .selectFrom('recovery.claim')
    .selectAll()
    .where('own_authority', '=', ownAuthority)
    .where('asset_id', '=', assetId)
    .orderBy('raised_on')
    .orderBy('id')
    .limit(200)
    .execute()
}

export async function insertClaim(db: Db, claim: ClaimTable): Promise<void> {
  await tables(db).insertInto('recovery.claim').values(claim).execute()
}

/** Whether a claim that is still open was decided by this. */
export async function decideOpenClaim(
  db: Db,
  claim: Pick<ClaimTable, 'id' | 'own_authority' | 'asset_id' | 'state' | 'decided_on' | 'reasons'>,
): Promise<boolean> {
  const { state, decided_on, reasons } = claim
  const result = await tables(db)
    .updateTable('recovery.claim')
    .set({ state, decided_on, reasons })
    .where('id', '=', claim.id)
    .where('own_authority', '=', claim.own_authority)
    .where('asset_id', '=', claim.asset_id)
    .where('state', '=', 'raised')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export function disputesOf(db: Db, ownAuthority: string, assetId: string): Promise<DisputedRecord[]> {
  return tables(db)
    .selectFrom('recovery.disputed')
    .selectAll()
    .where('own_authority', '=', ownAuthority)
    .where('asset_id', '=', assetId)
    .orderBy('at')
    .limit(200)
    .execute()
}

export async function insertDisputed(db: Db, disputed: DisputedRecord): Promise<void> {
  await tables(db)
    .insertInto('recovery.disputed')
    .values({ ...disputed, told: JSON.stringify(disputed.told) })
    .execute()
}

/** Whether an open dispute was settled by this. */
export async function settleOpenDispute(
  db: Db,
  dispute: {
    readonly id: string
    readonly ownAuthority: string
    readonly assetId: string
    readonly at: Date
    readonly settlement: string
  },
): Promise<boolean> {
  const result = await tables(db)
    .updateTable('recovery.disputed')
    .set({ settled_at: dispute.at, settlement: dispute.settlement })
    .where('id', '=', dispute.id)
    .where('own_authority', '=', dispute.ownAuthority)
    .where('asset_id', '=', dispute.assetId)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

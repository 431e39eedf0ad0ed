import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '@comity/database'
import type { AssetFilter } from '../contract.ts'
import { tables, type RateTable } from '../tables.ts'
import type { AssetRecord } from './asset-store.ts'

/** Whose assets, with which tokens. */
export interface AssetSight {
  readonly ownAuthority: string
  readonly tokens: readonly string[]
}
type Wanted = Omit<AssetFilter, 'after' | 'limit'>

function matching(sight: AssetSight, filter: Wanted): RawBuilder<boolean> {
  const conditions = [sql`own_authority = ${sight.ownAuthority}`, sql`access && ${[...sight.tokens]}::text[]`]
  if (filter.column !== undefined) conditions.push(sql`${filter.column} = any(columns)`)
  if (filter.state !== undefined) conditions.push(sql`state = ${filter.state}`)
  if (filter.matterId !== undefined) conditions.push(sql`matter_id = ${filter.matterId}::uuid`)
  if (filter.requestId !== undefined)
    conditions.push(
      sql`id in (select asset_id from recovery.asset_request where request_id = ${filter.requestId}::uuid and own_authority = ${sight.ownAuthority})`,
    )
  if (filter.text !== undefined && filter.text.trim() !== '')
    conditions.push(sql`strpos(search_text, ${filter.text.trim().toLowerCase()}) > 0`)
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** A page of assets, those whose freeze ends soonest first; one row more than asked. */
export function assetRows(
  db: Db,
  sight: AssetSight,
  filter: Wanted & { readonly limit: number },
  after: { readonly key: string; readonly id: string } | null,
): Promise<AssetRecord[]> {
  let query = tables(db).selectFrom('recovery.asset').selectAll().where(matching(sight, filter))
  if (after !== null) query = query.where(sql<boolean>`(ends_on, id) > (${after.key}::date, ${after.id}::uuid)`)
  return query
    .orderBy('ends_on')
    .orderBy('id')
    .limit(filter.limit + 1)
    .execute()
}

export interface TotalRecord {
  readonly column: string
  readonly currency: string
  readonly amount: string
  readonly assets: number
}

/** Sums per column and currency. */
export async function totalRows(db: Db, sight: AssetSight, filter: Wanted): Promise<readonly TotalRecord[]> {
  const found = await sql<TotalRecord>`
    select balance.key as column, currency, sum(balance.value::numeric)::numeric(24, 4)::text as amount, count(*) as assets
    from recovery.asset, jsonb_each_text(balances) as balance
    where ${matching(sight, filter)} group by 1, 2 order by 2, 1`.execute(db)
  return found.rows
}

/** The last recorded rate of each pair, as the office knows them. */
export async function latestRates(db: Db, ownAuthority: string, to?: string): Promise<RateTable[]> {
  let query = tables(db).selectFrom('recovery.rate').selectAll().where('own_authority', '=', ownAuthority)
  if (to !== undefined) query = query.where('to_currency', '=', to)
  return query
    .distinctOn(['to_currency', 'from_currency'])
    .orderBy('to_currency')
    .orderBy('from_currency')
    .orderBy('on_day', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(1000)
    .execute()
}

export async function insertRate(db: Db, rate: RateTable): Promise<void> {
  await tables(db).insertInto('recovery.rate').values(rate).execute()
}

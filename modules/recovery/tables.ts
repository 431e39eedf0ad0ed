import type { ColumnType } from 'kysely'
import type { Db } from '@comity/database'

/** Written as JSON text; what is read back is checked by the contract's schemas. */
type Json = ColumnType<unknown, string, string>

export interface AssetTable {
  own_authority: string
  id: string
  kind: string
  description: string
  location: string | null
  account: string | null
  state: string
  currency: string
  matter_id: string | null
  columns: string[]
  balances: Json
  value: string | null
  frozen_since: string | null
  frozen_until: string | null
  ends_on: string
  disputed: number
  last_sequence: number
  base_access: string[]
  access: string[]
  search_text: string
  telling: boolean
  told_dossier: string | null
  created_at: Date
  changed_at: Date
}

export interface AssetRequestTable {
  own_authority: string
  asset_id: string
  request_id: string
  direction: 'outgoing' | 'incoming'
  reference: string
  counterpart: string | null
  counterpart_state: string | null
  access: string[]
  liftings: Json
  agreements: Json
}

export interface OrderTable {
  id: string
  own_authority: string
  told_by: string
  reference: string
  court: string | null
  issued_on: string
  amount: string | null
  currency: string | null
}

export interface EntryTable {
  id: string
  own_authority: string
  asset_id: string
  sequence: number
  act: string
  from_column: string | null
  to_column: string | null
  amount: string | null
  currency: string
  original: Json | null
  rate: Json | null
  happened_on: string
  valuation: Json | null
  legal_basis: string | null
  details: Json
  order_id: string | null
  order_amount: string | null
  side: 'ours' | 'theirs'
  state: string
  request_id: string | null
  request_reference: string | null
  dossier_id: string | null
  note: string | null
  document: Json | null
  reverses: string | null
  actor_id: string
  actor_name: string
  at: Date
}

export interface DisputedTable {
  id: string
  own_authority: string
  asset_id: string
  at: Date
  kind: string
  reason: string
  told: Json
  counterpart: string | null
  request_id: string | null
  request_reference: string | null
  dossier_id: string | null
  settled_at: Date | null
  settlement: string | null
}

export interface ClaimTable {
  id: string
  own_authority: string
  asset_id: string
  claimant: string
  article: string
  grounds: string
  amount: string | null
  raised_on: string
  state: string
  decided_on: string | null
  reasons: string | null
}

export interface RateTable {
  id: string
  own_authority: string
  from_currency: string
  to_currency: string
  value: string
  on_day: string
  source: string
  recorded_by: string
  recorded_at: Date
}

/** A type, not an interface: Kysely asks for an index signature. */
export type RecoveryTables = {
  'recovery.asset': AssetTable
  'recovery.asset_request': AssetRequestTable
  'recovery.confiscation_order': OrderTable
  'recovery.entry': EntryTable
  'recovery.disputed': DisputedTable
  'recovery.claim': ClaimTable
  'recovery.rate': RateTable
}

/** The module's own tables in this database or transaction. */
export function tables(db: Db) {
  return db.$extendTables<RecoveryTables>()
}

import type { Db } from '@comity/database'
import type { ColumnType, Generated } from 'kysely'
import type { DossierSummary, ReceiptEvent } from './contract.ts'
import type { Fetching, Sending } from './core/line.ts'
import type { Pouch } from './pouch/contract.ts'

export interface ThreadOutRow {
  thread: string
  addressee: string
  epoch: number
  last_sequence: number
  last_dossier: string | null
  broken: Generated<boolean>
}
export interface ThreadInRow {
  thread: string
  sender: string
  epoch: number
  next_sequence: number
  last_dossier: string | null
  ahead: number
}
export interface DossierRow {
  dossier_id: string
  direction: 'out' | 'in'
  kind: string
  sender: string
  addressee: string
  thread: string
  epoch: number
  sequence: number
  previous: string | null
  urgent: boolean
  created_at: Date
  stored_at: Date
  sealed_sha256: string
  byte_count: number
  state: DossierSummary['state']
  attempts: Generated<number>
  due_at: Date | null
  expires_at: Date | null
  last_problem: Generated<string | null>
  opened_at: Generated<Date | null>
  container: Uint8Array
  sealed: Uint8Array
}
export interface ReceiptChainRow {
  issuer: string
  sequence: number
  last_receipt: string | null
}
export interface ReceiptRow {
  receipt_id: string
  dossier_id: string | null
  sealed_sha256: string
  event: ReceiptEvent
  issuer: string
  sender: string
  addressee: string
  at: Date
  code: string | null
  sequence: number
  previous: string | null
  container: Uint8Array
}
export interface ReceiptDueRow {
  dossier_id: string
  event: ReceiptEvent
  code: string | null
  at: Date
}
export interface ReceiptOutboxRow {
  receipt_id: string
  peer: string
  attempts: Generated<number>
  due_at: Date
  last_problem: Generated<string | null>
}
export interface RefusalRow {
  refusal_id: Generated<number>
  at: Date
  sender: string | null
  sealed_sha256: string | null
  dossier_id: string | null
  code: string
}
export interface LineRow {
  peer: string
  sends: Generated<Sending>
  fetches: Generated<Fetching>
  paused_at: Generated<Date | null>
  paused_by: Generated<string | null>
  paused_why: Generated<string | null>
  heard_at: Generated<Date | null>
  heard_by: Generated<'dossier' | 'receipt' | 'fetch' | 'ping' | null>
  asked_at: Generated<Date | null>
  reached_at: Generated<Date | null>
  failed_at: Generated<Date | null>
  failing_since: Generated<Date | null>
  problem: Generated<string | null>
  fetch_due_at: Generated<Date | null>
  fetch_attempts: Generated<number>
  fetched_at: Generated<Date | null>
  fetch_problem: Generated<string | null>
  measured_at: Generated<Date | null>
  clock_off_ms: Generated<number | null>
  round_trip_ms: Generated<number | null>
  protocol: Generated<number | null>
  software: Generated<string | null>
  listens: Generated<boolean | null>
  transport_ends: Generated<Date | null>
  authority_ends: Generated<Date | null>
}
export interface NonceRow {
  peer: string
  nonce: string
  expires_at: Date
}

export interface PouchRow {
  sha256: string
  direction: 'out' | 'in'
  peer: string | null
  at: Date
  by_name: string
  bytes: number
  dossiers: number
  receipts: number
  directory: boolean
  refused: ColumnType<Pouch['refused'], string, string>
}
export interface PouchSettledRow {
  peer: string
  receipt_id: string
}

export type ExchangeTables = {
  'exchange.thread_out': ThreadOutRow
  'exchange.thread_in': ThreadInRow
  'exchange.dossier': DossierRow
  'exchange.receipt_chain': ReceiptChainRow
  'exchange.receipt': ReceiptRow
  'exchange.receipt_due': ReceiptDueRow
  'exchange.receipt_outbox': ReceiptOutboxRow
  'exchange.refusal': RefusalRow
  'exchange.line': LineRow
  'exchange.nonce': NonceRow
  'exchange.pouch': PouchRow
  'exchange.pouch_settled': PouchSettledRow
}

/** The same database or transaction, with this module's tables. */
export const tables = (db: Db) => db.$extendTables<ExchangeTables>()

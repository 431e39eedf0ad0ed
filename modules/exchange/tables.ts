import type { Db } from '@comity/database'
import type { Generated } from 'kysely'
import type { DossierSummary, ReceiptEvent } from './contract.ts'

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

export type ExchangeTables = {
  'exchange.thread_out': ThreadOutRow
  'exchange.thread_in': ThreadInRow
  'exchange.dossier': DossierRow
  'exchange.receipt_chain': ReceiptChainRow
  'exchange.receipt': ReceiptRow
  'exchange.receipt_due': ReceiptDueRow
  'exchange.receipt_outbox': ReceiptOutboxRow
  'exchange.refusal': RefusalRow
}

/** The same database or transaction, with this module's tables. */
export const tables = (db: Db) => db.$extendTables<ExchangeTables>()

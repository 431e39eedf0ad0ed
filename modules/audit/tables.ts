import type { ColumnType, Generated } from 'kysely'
import type { AuditEntry } from './contract.ts'

export type AuditTables = {
  'audit.entry': EntryRow
  'audit.link': LinkRow
  'audit.waiting': WaitingRow
}

export interface EntryRow {
  readonly sequence: Generated<number>
  readonly at: Date
  readonly actor_id: string
  readonly actor_name: string
  readonly authority_id: string | null
  readonly act: string
  readonly subject_kind: string
  readonly subject_id: string
  /** Null once erased, together with the salt. */
  readonly details: ColumnType<AuditEntry['details'] | null, string, null>
  readonly salt: Buffer | null
  readonly commitment: Buffer
}

export interface LinkRow {
  readonly position: number
  readonly entry: number
  readonly chain: Buffer
}

/** An entry that has no link yet. */
export interface WaitingRow {
  readonly entry: number
}

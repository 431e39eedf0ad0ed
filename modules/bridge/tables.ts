import type { Db } from '@comity/database'
import type { Generated } from 'kysely'

export interface MachineTable {
  id: string
  authority_id: string
  name: string
  unit_id: string | null
  acts: string[]
  folder: boolean
  key_hash: Buffer
  key_hint: string
  created_by: string
  created_by_name: string
  created_at: Date
  confirmed_by: string | null
  confirmed_by_name: string | null
  confirmed_at: Date | null
  expires_at: Date
  revoked_at: Date | null
  last_used_at: Date | null
}

export interface WebhookTable {
  id: string
  authority_id: string
  url: string
  unit_id: string | null
  kinds: string[]
  secret: Buffer
  former_secret: Buffer | null
  former_until: Date | null
  created_by_name: string
  created_at: Date
  stopped_at: Date | null
  stopped_for: 'failing' | 'gone' | 'stopped' | null
  failing_since: Date | null
  next_try_at: Date | null
  busy_until: Date | null
  removed_at: Date | null
}

export interface DeliveryTable {
  webhook_id: string
  event_id: string
  place: Generated<number>
  kind: string
  request_id: string | null
  reference: string | null
  at: Date
  state: 'waiting' | 'delivered' | 'dead'
  attempts: number
  due_since: Date
  last_tried_at: Date | null
  last_status: number | null
  problem: string | null
}

export interface FolderDueTable {
  request_id: string
  authority_id: string
  due_at: Date
  steps: number
}

export interface FolderFileTable {
  request_id: string
  name: string
  written_at: Date
}

export interface FolderTakenTable {
  authority_id: string
  submission: string
  digest: Buffer
  request_id: string
  taken_at: Date
}

export interface FolderTroubleTable {
  authority_id: string
  problem: string
  at: Date
}

/** A type, not an interface: Kysely asks for an index signature. */
export type BridgeTables = {
  'bridge.machine': MachineTable
  'bridge.webhook': WebhookTable
  'bridge.delivery': DeliveryTable
  'bridge.folder_due': FolderDueTable
  'bridge.folder_file': FolderFileTable
  'bridge.folder_taken': FolderTakenTable
  'bridge.folder_trouble': FolderTroubleTable
}

/** The module's own tables in this database or transaction. */
export function tables(db: Db) {
  return db.$extendTables<BridgeTables>()
}

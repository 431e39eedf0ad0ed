import type { Db } from '@comity/database'
import type { ColumnType } from 'kysely'

/** `jsonb`: read parsed, written as text. */
type Json = ColumnType<unknown, string, string>

export interface RuleRow {
  authority_id: string
  rule_id: string
  counterpart: string
  version: number
  rule: Json
  reason: string
  changed_at: Date
  changed_by: string
  changed_by_name: string
}

export interface ClockRow {
  id: string
  authority_id: string
  request_id: string
  direction: 'outgoing' | 'incoming'
  rule_id: string
  rule_version: number
  rule: Json
  key: string
  owner: 'us' | 'them'
  assignee: string | null
  unit: string | null
  counterpart: string | null
  counterpart_name: string | null
  counterpart_state: string | null
  own_state: string
  reference: string
  urgency: string
  access: string[]
  zone: string
  started_at: Date
  due_at: Date
  stopped_at: Date | null
  met_at: Date | null
  ended_at: Date | null
  notice_at: Date | null
  held_until: Date | null
  late_since: Date | null
}

export interface EntryRow {
  clock_id: string
  number: number
  at: Date
  what: string
  by_name: string
  reason: string | null
  from_due: Date | null
  to_due: Date | null
}

export interface FeedRow {
  person_id: string
  token_hash: Buffer
  with_reference: boolean
  created_at: Date
}

export interface UnansweredRow {
  dossier_id: string
  requesting_authority: string
  requested_authority: string
  days: number
  since: string
  received_at: Date
}

export interface CatchUpRow {
  one: boolean
  began_at: Date
  after_id: string | null
  requests: number
  clocks: number
  done_at: Date | null
}

/** The module's tables, as its store sees them. */
export type DeadlinesTables = {
  'deadlines.rule': RuleRow
  'deadlines.clock': ClockRow
  'deadlines.entry': EntryRow
  'deadlines.feed': FeedRow
  'deadlines.unanswered': UnansweredRow
  'deadlines.catch_up': CatchUpRow
}

export const tables = (db: Db) => db.$extendTables<DeadlinesTables>()

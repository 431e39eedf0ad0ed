import type { Db } from '@comity/database'
import type { Generated } from 'kysely'

export interface LetterTable {
  id: string
  person_id: string
  state: 'waiting' | 'sent' | 'dropped' | 'dead'
  due_at: Date
  attempts: number
  problem: string | null
  answer: string | null
  created_at: Date
  settled_at: Date | null
}

export interface NoticeTable {
  id: string
  place: Generated<number>
  person_id: string
  kind: string
  target: string
  subject: string | null
  key: string | null
  at: Date
  read_at: Date | null
  mail_at: Date | null
  letter_id: string | null
}

export interface ChoiceTable {
  person_id: string
  kind: string
  time: 'at-once' | 'daily' | 'never'
}

/** A type, not an interface: Kysely asks for an index signature. */
export type NoticesTables = {
  'notices.letter': LetterTable
  'notices.notice': NoticeTable
  'notices.choice': ChoiceTable
}

/** The module's own tables in this database or transaction. */
export function tables(db: Db) {
  return db.$extendTables<NoticesTables>()
}

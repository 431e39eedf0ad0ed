import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Db } from '@comity/database'
import type { Channel, DecisionKind, RequestState } from './contract.ts'
import type { Series } from './rules/references.ts'

/** Written as JSON text; what is read back is checked by the contract's schemas. */
type Json = ColumnType<unknown, string, string>

export interface SeriesRow {
  authority: string
  series: Series
  year: number
  last: number
}

export interface MatterTable {
  id: string
  own_authority: string
  reference: string
  title: string
  facts: string
  persons: Json
  property: Json
  offences: Json
  exhibits: Json
  assignee: string | null
  unit: string | null
  named: string[]
  access: string[]
  closed_at: Date | null
  closed_by: string | null
  closed_because: string | null
  revision: number
  created_at: Date
  changed_at: Date
}

export interface RequestTable {
  id: string
  direction: 'outgoing' | 'incoming'
  form: string
  matter_id: string | null
  thread: string
  state: RequestState
  returns_to: RequestState | null
  own_authority: string
  counterpart: string | null
  own_reference: string
  counterpart_reference: string | null
  subject: string
  urgency: string
  content: Json
  /** Made by the database of the content. */
  measure_kinds: GeneratedAlways<unknown>
  outcomes: Json
  record: Json
  decided: DecisionKind | null
  channel: Channel
  counterpart_name: string | null
  counterpart_state: string | null
  supplements: ColumnType<unknown, string | null, string | null>
  assignee: string | null
  unit: string | null
  named: string[]
  executing_authority: string | null
  execution_report: ColumnType<unknown, string | null, string | null>
  uses: Json
  authenticated: string | null
  due_on: string | null
  due_for: string | null
  dated_on: string | null
  imported_from: string | null
  access: string[]
  attachments: Json
  prepared: Json
  renditions: Json
  rendition_due: string | null
  undo: ColumnType<unknown, string | null, string | null>
  answer_by: string | null
  problem: string | null
  unopened: string[]
  contributors: string[]
  drafted_by: string | null
  approved_by: string | null
  revision: number
  created_at: Date
  changed_at: Date
}

export interface DraftVersionTable {
  request_id: string
  revision: number
  content: Json
}

export interface TimelineTable {
  request_id: string
  sequence: number
  at: Date
  side: 'ours' | 'theirs'
  act: string
  actor_id: string
  actor_name: string
  internal: boolean
  body: Json
  attachments: Json
  dossier_id: string | null
}

export interface ImportTable {
  id: string
  own_authority: string
  file_name: string
  sha256: string
  state: string
  header: Json
  mapping: Json
  rows: number
  by_id: string
  by_name: string
  created_at: Date
}

export interface ImportRowTable {
  import_id: string
  row: number
  cells: Json
  state: 'ready' | 'faulty' | 'known' | 'imported'
  faults: Json
  request_id: string | null
}

export interface SavedFilterTable {
  id: string
  own_authority: string
  person_id: string | null
  unit: string | null
  direction: 'outgoing' | 'incoming'
  name: string
  filter: Json
  created_by: string
  created_at: Date
  deleted_at: Date | null
}

/** In which requests a person is named; kept by triggers. */
export interface NamedRequestTable {
  person: string
  id: string
  own_authority: string
  direction: string
  state: string
  changed_at: Date
  due_on: string | null
  counterpart: string | null
  assignee: string | null
  unit: string | null
  measure_kinds: unknown
}

export interface MatterLinkTable {
  one: string
  other: string
  reason: string
  by_name: string
  created_at: Date
}

export interface DraftBaseTable {
  request_id: string
  base: Json
}

export interface StartViewTable {
  person_id: string
  direction: 'outgoing' | 'incoming'
  filter_id: string
}

export interface SearchEntryTable {
  id: number
  thing: 'request' | 'matter'
  thing_id: string
  kind: 'request' | 'matter' | 'step' | 'file'
  key: string
  part: number
  own_authority: string
  direction: 'outgoing' | 'incoming' | null
  counterpart: string | null
  internal: boolean
  access: string[]
  at: Date
  title: string
  body: string
  open: Generated<boolean>
  vector: string
}

export interface SearchTodoTable {
  thing: 'request' | 'matter'
  thing_id: string
  number: number
  files_only: boolean
}

export interface FileTextTable {
  sha256: string
  text: string
  problem: string | null
  tries: number
}

export interface SearchCommonTable {
  stem: string
  frequency: Generated<number>
}

export interface DraftEditTable {
  request_id: string
  revision: number
  began_at: Date
  at: Date
  person_id: string
  person_name: string
  changes: Json
  bytes: number
}

export interface DraftPresenceTable {
  request_id: string
  person_id: string
  person_name: string
  seen_at: Date
}

export interface TranslationDraftTable {
  request_id: string
  language: string
  texts: Json
  sources: Json
  changed_by: string
  changed_at: Date
}

/** A type, not an interface: Kysely asks for an index signature. */
export type RequestsTables = {
  'requests.series': SeriesRow
  'requests.matter': MatterTable
  'requests.request': RequestTable
  'requests.draft_version': DraftVersionTable
  'requests.draft_edit': DraftEditTable
  'requests.draft_presence': DraftPresenceTable
  'requests.translation_draft': TranslationDraftTable
  'requests.timeline': TimelineTable
  'requests.import': ImportTable
  'requests.import_row': ImportRowTable
  'requests.saved_filter': SavedFilterTable
  'requests.start_view': StartViewTable
  'requests.search_entry': SearchEntryTable
  'requests.search_todo': SearchTodoTable
  'requests.file_text': FileTextTable
  'requests.search_common': SearchCommonTable
  'requests.matter_link': MatterLinkTable
  'requests.named_request': NamedRequestTable
  'requests.draft_base': DraftBaseTable
}

/** The module's own tables in this database or transaction. */
export function tables(db: Db) {
  return db.$extendTables<RequestsTables>()
}

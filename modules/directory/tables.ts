import type { ColumnType, Generated } from 'kysely'

/** `jsonb`: read parsed, written as text. */
type Json = ColumnType<unknown, string, string>

export interface RootRow {
  version: number
  bytes: Uint8Array
  installed_at: Date
}

export interface EditionRow {
  version: number
  contents_sha256: string
  contents: Uint8Array
  installed_at: Date
}

export interface StandingRow {
  one: boolean
  network: string | null
  version: number | null
  root_version: number | null
  freshness: Uint8Array | null
  valid_until: Date | null
  usable_until: Date | null
  signed_by: Json
  threshold: number
  checked_at: Date | null
  problem: string | null
  problem_at: Date | null
  contents_sha256: string | null
  revision: Generated<number>
  parts_missing: Generated<number>
}

export interface MemberStateRow {
  code: string
  names: Json
  facts: Json | null
  un_group: string | null
  revision: Generated<number>
}

export interface AuthorityRow {
  id: string
  state: string
  kind: string
  entry: Json
  search: string
  pinned: boolean
  differs: string | null
  on_network: Generated<boolean>
  details: Json
  networks: Generated<readonly string[]>
  confirmed_on: ColumnType<string | null, string, string>
  sources: Generated<readonly string[]>
}

export interface FurtherRow {
  id: string
  network: string
  origin: string
  root: Uint8Array
  fingerprint: string
  compared: string
  state: string
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  leaving_by: string | null
  leaving_by_name: string | null
  left_by: string | null
  left_by_name: string | null
  left_at: Date | null
  version: number | null
  contents_sha256: string | null
  contents: Uint8Array | null
  freshness: Uint8Array | null
  valid_until: Date | null
  usable_until: Date | null
  checked_at: Date | null
  problem: string | null
  problem_at: Date | null
  conflicts: ColumnType<unknown, string | undefined, string>
}

export interface FirstKnownRow {
  authority_id: string
  directory: string
}

export interface PartRow {
  sha256: string
  about: string
  audience: string
  readers: readonly string[]
  bytes: Uint8Array
  kept_at: Date
}

export interface EditionPartRow {
  contents_sha256: string
  sha256: string
}

export interface SuggestionRow {
  sha256: string
  kind: string
  authority_id: string
  from_authority: string
  from_name: string
  issued_at: Date
  received_at: Date
  file: Uint8Array
  written_by: string | null
  state: string
  proposal_id: string | null
  decided_by_name: string | null
  decided_at: Date | null
  answer: string | null
}

export interface ErrandRow {
  sha256: string
  peer: string
  attempts: Generated<number>
  due_at: Date | null
  delivered_at: Date | null
  problem: string | null
}

export interface RegisterRow {
  one: Generated<boolean>
  networks: Json
  instruments: Json
}

export interface DesignationRow {
  authority_id: string
  form: string
  instrument: string
  territory: string
  place: number
  offences: readonly string[]
  measures: readonly string[]
}

export interface ProposalRow {
  id: string
  version: number
  change: string
  authority_id: string
  names: Json
  fingerprint: string
  contents: Uint8Array
  state: string
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  warnings: Json
  reason: string | null
  signatures: Generated<number>
  differences: ColumnType<unknown, string | undefined, string>
}

export interface RevocationListRow {
  sha256: string
  authority_id: string
  ca_sha256: string
  this_update: Date
  next_update: Date
  revoked: number
  list: Uint8Array
  received_at: Date
}

export interface RevocationDeliveryRow {
  sha256: string
  peer: string
  attempts: Generated<number>
  due_at: Date | null
  delivered_at: Date | null
  problem: string | null
}

export interface PinRow {
  id: string
  authority_id: string
  entry: Json
  state_names: Json
  fingerprint: string
  compared: string
  warnings: Json
  state: string
  proposed_by: string
  proposed_by_name: string
  proposed_at: Date
  decided_by: string | null
  decided_by_name: string | null
  decided_at: Date | null
  ending_by: string | null
  ending_by_name: string | null
  ending_at: Date | null
  ended_by: string | null
  ended_by_name: string | null
  ended_at: Date | null
}

/** An authority that a person keeps at hand. */
export interface FavouriteRow {
  person: string
  authority_id: string
  kept_at: Date
}

/** A letter of nomination that is here, or wanted here. */
export interface LetterRow {
  sha256: string
  bytes: number
  held_at: Date | null
  kept_by: string | null
  attempts: Generated<number>
  due_at: Date | null
  problem: string | null
}

/** The letter that a statement commits to. */
export interface SuggestionLetterRow {
  suggestion: string
  letter: string
}

/** The module's tables, as its store sees them. */
export type DirectoryTables = {
  'directory.root': RootRow
  'directory.edition': EditionRow
  'directory.standing': StandingRow
  'directory.member_state': MemberStateRow
  'directory.authority': AuthorityRow
  'directory.designation': DesignationRow
  'directory.proposal': ProposalRow
  'directory.revocation_list': RevocationListRow
  'directory.revocation_delivery': RevocationDeliveryRow
  'directory.pin': PinRow
  'directory.part': PartRow
  'directory.edition_part': EditionPartRow
  'directory.register': RegisterRow
  'directory.suggestion': SuggestionRow
  'directory.errand': ErrandRow
  'directory.favourite': FavouriteRow
  'directory.letter': LetterRow
  'directory.suggestion_letter': SuggestionLetterRow
  'directory.further': FurtherRow
  'directory.first_known': FirstKnownRow
}

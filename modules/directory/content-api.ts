import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import type { Api } from '@comity/http'
import { Proposal } from './api.ts'
import { AuthorityEntry } from './contract/entry.ts'
import { Difference } from './contract/difference.ts'
import { Network, Register } from './contract/network.ts'
import { Names, Sha256, StateCode } from './contract/plain.ts'
import { StateFacts } from './contract/state.ts'

export const suggestionStates = ['received', 'taken-up', 'published', 'declined', 'overtaken'] as const

/** How a suggestion stands. */
export const SuggestionStanding = z
  .strictObject({ state: z.enum(suggestionStates), answer: z.string().max(1000).nullable() })
  .meta({ id: 'SuggestionStanding' })
export type SuggestionStanding = z.output<typeof SuggestionStanding>

/** What the author's node hears of a statement that it brings: how it stands, and whether its letter is still to be brought. */
export const StatementAnswer = z
  .strictObject({ ...SuggestionStanding.shape, wantsLetter: z.literal(true).optional() })
  .meta({ id: 'StatementAnswer' })
export type StatementAnswer = z.output<typeof StatementAnswer>

/** What somebody said of an entry: its authority how it shall stand, or a reader what is wrong. */
export const Suggestion = z
  .strictObject({
    sha256: Sha256,
    kind: z.enum(['entry', 'correction']),
    authorityId: AuthorityId,
    names: Names,
    from: AuthorityId,
    by: z.string().max(200),
    issuedAt: z.iso.datetime(),
    receivedAt: z.iso.datetime(),
    ...SuggestionStanding.shape,
    decidedByName: z.string().max(200).nullable(),
    /** Whom it has not reached yet. */
    waitingFor: z.array(z.string().max(80)).max(10),
    text: z.string().max(2000).nullable(),
    reason: z.string().max(1000).nullable(),
    /** The letter of nomination that it commits to, and whether this node has it. */
    letter: z.strictObject({ sha256: Sha256, held: z.boolean() }).nullable(),
    /** What it would change now; empty where it only confirms, or is decided. */
    differences: z.array(Difference).max(500),
  })
  .meta({ id: 'DirectorySuggestion' })
export type Suggestion = z.output<typeof Suggestion>

/** How an entry's last confirmation stands. */
export const confirmationStandings = ['fresh', 'due', 'late'] as const

/** When an entry was confirmed last, and whether it is time to do so again. */
export const Confirmation = z
  .strictObject({
    authorityId: AuthorityId,
    state: StateCode,
    names: Names,
    confirmedOn: z.iso.date(),
    standing: z.enum(confirmationStandings),
    days: z.number().int(),
    /** Whether it has a node, and so is reminded by it. */
    onNetwork: z.boolean(),
  })
  .meta({ id: 'Confirmation' })
export type Confirmation = z.output<typeof Confirmation>

/** Which entries: of one State, of one standing. */
export const ConfirmationQuery = z.strictObject({
  standing: z.enum(confirmationStandings).optional(),
  state: z.union([StateCode, z.literal('').transform(() => undefined)]).optional(),
})

/** A State or territory with all that this node knows of it. */
export const StateDetail = z
  .strictObject({
    code: StateCode,
    names: Names,
    facts: StateFacts,
    /** False: only the reference table knows it, the directory says nothing of it. */
    inDirectory: z.boolean(),
    authorities: z
      .array(
        z.strictObject({
          id: AuthorityId,
          kind: z.string().max(40),
          names: Names,
          confirmedOn: z.iso.date(),
          onNetwork: z.boolean(),
        }),
      )
      .max(5_000),
  })
  .meta({ id: 'StateDetail' })
export type StateDetail = z.output<typeof StateDetail>

/** One version in which an entry changed. */
export const EntryVersion = z
  .strictObject({
    version: z.number().int(),
    publishedAt: z.iso.datetime(),
    confirmedOn: z.iso.date().nullable(),
    differences: z.array(Difference).max(500),
  })
  .meta({ id: 'EntryVersion' })
export type EntryVersion = z.output<typeof EntryVersion>

/** An entry as its viewer may read it. */
export const EntryDetail = z
  .strictObject({
    entry: AuthorityEntry,
    confirmedOn: z.iso.date(),
    onNetwork: z.boolean(),
    /** Where the secretariat has it from, while the authority does not keep it itself. */
    source: z.string().max(300).nullable(),
    directoryVersion: z.number().int(),
    /** Whether this node's authority may propose changes to it. */
    mayKeep: z.boolean(),
    networks: z.array(Network).max(200),
  })
  .meta({ id: 'EntryDetail' })
export type EntryDetail = z.output<typeof EntryDetail>

/** What a table of statuses would change, row by row. */
export const ImportReport = z
  .strictObject({
    rows: z.number().int(),
    changed: z.number().int(),
    problems: z
      .array(z.strictObject({ line: z.number().int(), column: z.string().max(40), problem: z.string().max(60) }))
      .max(1000),
    proposal: Proposal.nullable(),
  })
  .meta({ id: 'StatusImport' })
export type ImportReport = z.output<typeof ImportReport>

/** Most characters of an imported table: 250 States under 100 instruments. */
export const MAX_TABLE_CHARACTERS = 4 * 1024 * 1024

const Id = z.strictObject({ id: AuthorityId })
const Answer = z.string().trim().min(10).max(1000)

/** What the directory says of States and authorities, and how they keep it. */
export const contentApi = {
  stateDetail: {
    method: 'GET',
    url: '/api/directory/states/:code',
    params: z.strictObject({ code: StateCode }),
    response: StateDetail,
    summary: 'One State or territory in full; what is not known is unknown',
  },
  register: { method: 'GET', url: '/api/directory/register', response: Register, summary: 'Networks and instruments' },
  entry: {
    method: 'GET',
    url: '/api/directory/authorities/:id/entry',
    params: Id,
    response: EntryDetail,
    summary: 'All that this viewer may read of an authority: to look at, or to change and suggest',
  },
  history: {
    method: 'GET',
    url: '/api/directory/authorities/:id/history',
    params: Id,
    response: z.array(EntryVersion).max(200),
    summary: 'What every version of the directory changed in an entry',
  },
  suggest: {
    method: 'POST',
    url: '/api/directory/suggestions',
    body: z.strictObject({ entry: AuthorityEntry, remarks: z.string().trim().min(1).max(1000).optional() }),
    response: z.strictObject({ sha256: Sha256 }),
    summary: 'Say how an own entry shall stand; the same as it stands confirms it',
  },
  confirm: {
    method: 'POST',
    url: '/api/directory/authorities/:id/confirm',
    params: Id,
    response: z.strictObject({ sha256: Sha256 }),
    summary: 'Confirm an own entry as it stands',
  },
  correct: {
    method: 'POST',
    url: '/api/directory/authorities/:id/corrections',
    params: Id,
    body: z.strictObject({ text: z.string().trim().min(10).max(2000), reason: Answer }),
    response: z.strictObject({ sha256: Sha256 }),
    summary: 'Tell an authority and the secretariat what is wrong in its entry',
  },
  suggestions: {
    method: 'GET',
    url: '/api/directory/suggestions',
    response: z.array(Suggestion).max(200),
    summary: 'What authorities and readers said of entries, and how it stands',
  },
  takeUp: {
    method: 'POST',
    url: '/api/directory/suggestions/take-up',
    body: z.strictObject({ sha256s: z.array(Sha256).min(1).max(200), reason: z.string().trim().min(10).max(500).optional() }),
    response: Proposal,
    summary: 'Take suggestions up into one proposal (secretariat)',
  },
  answer: {
    method: 'POST',
    url: '/api/directory/suggestions/:sha256/answer',
    params: z.strictObject({ sha256: Sha256 }),
    body: z.strictObject({ outcome: z.enum(['published', 'declined']), answer: Answer }),
    response: SuggestionStanding,
    summary: 'Answer a suggestion that is not taken up, or a correction (secretariat)',
  },
  confirmations: {
    method: 'GET',
    url: '/api/directory/confirmations',
    query: ConfirmationQuery,
    response: z.array(Confirmation).max(20_000),
    summary: 'When each entry was confirmed last, and who is late',
  },
  importStatus: {
    method: 'POST',
    url: '/api/directory/import-status',
    body: z.strictObject({
      table: z.string().max(MAX_TABLE_CHARACTERS),
      dryRun: z.boolean(),
      reason: z.string().trim().min(10).max(500).optional(),
    }),
    maxBodyBytes: MAX_TABLE_CHARACTERS * 2,
    response: ImportReport,
    summary: 'Import where States stand under instruments, as CSV; a dry run only reports (secretariat)',
  },
} as const satisfies Api

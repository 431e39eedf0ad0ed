import type { Context } from '@comity/accounts/contract'
import type { AuthorityId } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { AuthorityEntry, Difference, EntryWarning, Proposal, Suggestion, SuggestionStanding } from '../contract.ts'
import { Suggestion as SuggestionSchema, SuggestionStanding as Standing } from '../contract.ts'
import { authorityNamesHeld } from '../finding/store-finding.ts'
import { mustHoldLetter } from '../letters/operations/keep-letter.ts'
import { mustBeOwnLetter } from '../letters/rules/letter.ts'
import { lettersOf } from '../letters/store-letters.ts'
import { mustMay } from '../must-may.ts'
import { differences, toldOneByOne } from '../rules/differences.ts'
import { entryWarnings } from '../rules/confusable.ts'
import { entryIn, withEntry, type WholeDirectory } from '../rules/entry.ts'
import { caFingerprint } from '../rules/fingerprint.ts'
import { readStatement } from '../rules/statement.ts'
import { standingForUpdate } from '../store.ts'
import { errandsOf, latestSuggestions, moveSuggestion, suggestionForUpdate, type KeptSuggestion } from '../suggestion-store.ts'
import { proposeContents } from './propose-contents.ts'
import { nextEdition, stateOf, statesFor, wholeInForce } from './whole-directory.ts'

/** How many suggestions a list shows. */
const SHOWN = 200

/** How a suggestion stands, as its author is told. */
export function standingOfSuggestion({ state, answer }: Pick<KeptSuggestion, 'state' | 'answer'>): SuggestionStanding {
  return Standing.parse({ state, answer })
}

/** Suggestions with what they would change now, newest first; `about` narrows them to one authority. */
export async function listSuggestions(db: Db, about?: string): Promise<Suggestion[]> {
  const rows = await latestSuggestions(db, SHOWN, about)
  if (rows.length === 0) return []
  const { whole } = await wholeInForce(db, new Set(rows.map((row) => stateOf(row.authority_id))))
  const errands = await errandsOf(
    db,
    rows.map(({ sha256 }) => sha256),
  )
  const letters = await lettersOf(
    db,
    rows.map(({ sha256 }) => sha256),
  )
  return rows.map((row) => {
    const waiting = errands.filter((one) => one.sha256 === row.sha256 && one.delivered_at === null)
    return SuggestionSchema.parse({
      sha256: row.sha256,
      kind: row.kind,
      authorityId: row.authority_id,
      from: row.from_authority,
      by: row.from_name,
      issuedAt: row.issued_at.toISOString(),
      receivedAt: row.received_at.toISOString(),
      state: row.state,
      answer: row.answer,
      decidedByName: row.decided_by_name,
      waitingFor: waiting.map(({ peer }) => peer),
      letter: letters.get(row.sha256) ?? null,
      ...saidIn(row.file, whole, row.state),
    })
  })
}

function saidIn(file: Uint8Array, whole: WholeDirectory, state: string) {
  const { signed } = readStatement(file)
  if (signed.role === 'correction')
    return { text: signed.text, reason: signed.reason, differences: [], names: nameOf(whole, signed.about) }
  const open = state === 'received' || state === 'taken-up'
  return {
    text: signed.remarks ?? null,
    reason: null,
    differences: open ? entryDifferences(entryIn(whole, signed.entry.id), signed.entry) : [],
    names: signed.entry.names,
  }
}

function nameOf(whole: WholeDirectory, id: string) {
  return entryIn(whole, id)?.names ?? { en: id }
}

/** What an entry says differently, apart from days of confirmation, which every statement moves. */
export function entryDifferences(before: AuthorityEntry | null, after: AuthorityEntry): Difference[] {
  return differences(before, after).filter(({ path }) => !path.endsWith('confirmedOn'))
}

/**
 * Takes up what authorities said of their entries into one proposal of the next directory, which a second person publishes.
 *
 * @throws ComityError `not-allowed`, `suggestion-unknown`, `suggestion-decided`, `name-confusable` without a reason,
 * `letter-missing` while the letter that an entry commits to has not come, `letter-of-another`
 */
export async function takeUpSuggestions(
  ctx: Context,
  publisher: AuthorityId | null,
  { sha256s, reason }: { readonly sha256s: readonly string[]; readonly reason?: string | undefined },
): Promise<Proposal> {
  mustMay(ctx.actor, 'propose', { publisher, proposedBy: null })
  await standingForUpdate(ctx.db)
  const entries = []
  for (const sha256 of sha256s) entries.push(await openEntry(ctx.db, sha256))
  const states = statesFor(entries.map(({ entry }) => entry))
  const { whole, contents, before } = await wholeInForce(ctx.db, states)
  const [first] = entries
  if (first === undefined) throw new ComityError('suggestion-unknown')
  let next = whole
  for (const { entry, from, issuedAt } of entries) {
    const author = contents.authorities.find(({ id }) => id === from)
    if (author === undefined) throw new ComityError('entry-not-own')
    // Against what is in force and what goes with it: of two statements that wait, one may have named the other's letter.
    mustBeOwnLetter(next, entry, author)
    await mustHoldLetter(ctx.db, entry, null)
    next = withEntry(next, entry, { from, on: issuedAt.slice(0, 10) })
  }
  const warnings = await warningsAbout(
    ctx.db,
    whole,
    entries.map(({ entry }) => entry),
  )
  if (warnings.length > 0 && reason === undefined)
    throw new ComityError('name-confusable', {
      problems: warnings.map(({ kind, text, other }) => ({ path: kind, message: `${text} ${other}`.trim() })),
    })
  const listed = contents.authorities.find(({ id }) => id === first.entry.id)
  const proposal = await proposeContents(ctx, {
    ...nextEdition(ctx, next, { contents, before }),
    change: 'content',
    about: first.entry.id,
    names: first.entry.names,
    fingerprint: listed === undefined ? '' : caFingerprint(listed),
    differences: toldOneByOne(entries.flatMap(({ entry }) => named(entry.id, entryDifferences(entryIn(whole, entry.id), entry)))),
    warnings,
    reason: reason ?? null,
  })
  for (const sha256 of sha256s)
    await moveSuggestion(ctx.db, sha256, 'taken-up', {
      proposal_id: proposal.id,
      decided_by_name: ctx.actor.name,
      decided_at: ctx.now,
    })
  return proposal
}

function named(id: string, all: readonly Difference[]): Difference[] {
  const confirmed = { path: `${id}: confirmed`, before: '', after: '' }
  return all.length === 0 ? [confirmed] : all.map(({ path, ...rest }) => ({ path: `${id}: ${path}`.slice(0, 300), ...rest }))
}

/** Only a name that is new can be taken for another's. */
async function warningsAbout(db: Db, whole: WholeDirectory, entries: readonly AuthorityEntry[]): Promise<EntryWarning[]> {
  const renamed = entries.filter(({ id, names }) => {
    const before = entryIn(whole, id)
    return before === null || JSON.stringify(before.names) !== JSON.stringify(names)
  })
  if (renamed.length === 0) return []
  const known = await authorityNamesHeld(db)
  return renamed.flatMap((entry) => entryWarnings({ ...entry, nodeOrigin: '' }, known)).slice(0, 20)
}

async function openEntry(db: Db, sha256: string) {
  const row = await suggestionForUpdate(db, sha256)
  if (row === undefined) throw new ComityError('suggestion-unknown')
  const { signed } = readStatement(row.file)
  if (row.state !== 'received' || signed.role !== 'entry') throw new ComityError('suggestion-decided')
  return signed
}

/**
 * Answers a suggestion that is not taken up, or a correction that is: its author reads the answer.
 *
 * @throws ComityError `not-allowed`, `suggestion-unknown`, `suggestion-decided`
 */
export async function answerSuggestion(
  ctx: Context,
  publisher: AuthorityId | null,
  { sha256, outcome, answer }: { readonly sha256: string; readonly outcome: 'published' | 'declined'; readonly answer: string },
): Promise<SuggestionStanding> {
  mustMay(ctx.actor, 'propose', { publisher, proposedBy: null })
  const row = await suggestionForUpdate(ctx.db, sha256)
  if (row === undefined) throw new ComityError('suggestion-unknown')
  // What an authority says of itself is published by two persons, never by an answer.
  if (row.state !== 'received' || (outcome === 'published' && row.kind === 'entry')) throw new ComityError('suggestion-decided')
  await moveSuggestion(ctx.db, sha256, outcome, { answer, decided_by_name: ctx.actor.name, decided_at: ctx.now })
  await record(ctx, {
    act: 'directory.suggestion-answered',
    subject: { kind: 'directory-suggestion', id: sha256 },
    details: { authority: row.authority_id, outcome },
  })
  return { state: outcome, answer }
}

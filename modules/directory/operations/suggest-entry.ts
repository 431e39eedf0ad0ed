import type { AuthorityId, Context, Node } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { canonicalJson, sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { AuthorityEntry, CorrectionStatement, EntryStatement, StatementFile } from '../contract.ts'
import { mustHoldLetter } from '../letters/operations/keep-letter.ts'
import { mustBeOwnLetter } from '../letters/rules/letter.ts'
import { noteCommitment } from '../letters/store-letters.ts'
import { mustMay } from '../must-may.ts'
import { signatureOf, instantText } from '../rules/sign-file.ts'
import { entryHash, entryIn, mayKeep } from '../rules/entry.ts'
import { entryProblems } from '../rules/entry-problems.ts'
import { authorityInForce } from '../store.ts'
import { addErrand, addSuggestion, overtakeStatements } from '../suggestion-store.ts'
import { loadNodeKeys } from './load-node-keys.ts'
import { mustNotBeRevoked } from './peer-call.ts'
import { stateOf, statesFor, wholeInForce } from './whole-directory.ts'

export interface SuggestEntry {
  readonly entry: AuthorityEntry
  readonly remarks?: string | undefined
  /** The authority that publishes, on its own node: it may also propose one that is not listed yet. */
  readonly publisher?: AuthorityId | null
}

/**
 * Says how an entry of this authority shall stand from now on; the same as it stands confirms it. It is sealed here, brought to the
 * secretariat until it has it, and published there by two persons.
 *
 * @throws ComityError `not-allowed`, `entry-not-own`, `entry-invalid` with every place, `letter-missing`, `letter-differs`, `letter-of-another`, `own-key-revoked`, `unavailable`
 */
export async function suggestEntry(
  ctx: Context,
  { entry, remarks, publisher = null }: SuggestEntry,
): Promise<{ readonly sha256: string }> {
  const own = ctx.node.facts.authorityId
  mustMay(ctx.actor, 'suggest', { publisher: null, proposedBy: null, own })
  const { whole, contents } = await wholeInForce(ctx.db, statesFor([entry]))
  const from = contents.authorities.find(({ id }) => id === own)
  if (from === undefined) throw new ComityError('authority-unknown', { values: { id: own } })
  const withNode = new Set<string>(contents.authorities.map(({ id }) => id))
  const before = entryIn(whole, entry.id)
  const isNewHere = publisher === own && before === null
  if (!isNewHere && !mayKeep(from, entry.id, withNode)) throw new ComityError('entry-not-own')
  mustHold(entry, { register: whole.register, states: whole.states.map(({ code }) => code) })
  mustBeOwnLetter(whole, entry, from)
  await mustHoldLetter(ctx.db, entry, before)
  const signed: EntryStatement = {
    role: 'entry',
    issuedAt: instantText(ctx.now),
    from: own,
    entry,
    base: entryHash(before),
    by: ctx.actor.name,
    ...(remarks === undefined ? {} : { remarks }),
  }
  const sha256 = await keep(ctx, signed, entry.id)
  if (entry.nomination !== undefined) await noteCommitment(ctx.db, sha256, entry.nomination.sha256)
  await overtakeStatements(ctx.db, { sha256, authority_id: entry.id, from_authority: own })
  await toSecretariat(ctx, sha256, contents.authorities.find(({ kind }) => kind === 'secretariat')?.id)
  await record(ctx, {
    act: 'directory.entry-suggested',
    subject: { kind: 'directory-suggestion', id: sha256 },
    details: { authority: entry.id },
  })
  return { sha256 }
}

/** @throws ComityError `entry-invalid` with every place that does not hold */
export function mustHold(entry: AuthorityEntry, known: Parameters<typeof entryProblems>[1]): void {
  const problems = entryProblems(entry, known)
  if (problems.length > 0)
    throw new ComityError('entry-invalid', { problems: problems.map(({ path, problem }) => ({ path, message: problem })) })
}

export interface Correct {
  readonly about: AuthorityId
  readonly text: string
  readonly reason: string
}

/**
 * Tells the authority concerned and the secretariat what is wrong in an entry, and how one knows.
 *
 * @throws ComityError `not-allowed`, `authority-unknown`, `own-key-revoked`
 */
export async function suggestCorrection(ctx: Context, { about, text, reason }: Correct): Promise<{ readonly sha256: string }> {
  const own = ctx.node.facts.authorityId
  mustMay(ctx.actor, 'correct', { publisher: null, proposedBy: null, own })
  const { whole, contents } = await wholeInForce(ctx.db, new Set([stateOf(about)]))
  if (entryIn(whole, about) === null) throw new ComityError('authority-unknown', { values: { id: about } })
  const signed: CorrectionStatement = {
    role: 'correction',
    issuedAt: instantText(ctx.now),
    from: own,
    about,
    by: ctx.actor.name,
    text,
    reason,
  }
  const sha256 = await keep(ctx, signed, about)
  await toSecretariat(ctx, sha256, contents.authorities.find(({ kind }) => kind === 'secretariat')?.id)
  // One without a node is told by the secretariat.
  if (about !== own && (await authorityInForce(ctx.db, about)) !== null)
    await addErrand(ctx.db, { sha256, peer: about, due_at: ctx.now })
  await record(ctx, {
    act: 'directory.correction-suggested',
    subject: { kind: 'directory-suggestion', id: sha256 },
    details: { authority: about },
  })
  return { sha256 }
}

async function keep(ctx: Context, signed: EntryStatement | CorrectionStatement, about: string): Promise<string> {
  const file = await sealed(ctx.node, signed)
  const sha256 = sha256Hex(file)
  await addSuggestion(ctx.db, {
    sha256,
    kind: signed.role,
    authority_id: about,
    from_authority: signed.from,
    from_name: signed.by,
    issued_at: new Date(signed.issuedAt),
    received_at: ctx.now,
    file,
    written_by: ctx.actor.id,
    state: 'received',
    proposal_id: null,
    decided_by_name: null,
    decided_at: null,
    answer: null,
  })
  return sha256
}

async function sealed(node: Node, signed: EntryStatement | CorrectionStatement): Promise<Uint8Array> {
  const { seal } = await loadNodeKeys(node)
  await mustNotBeRevoked(node, seal.certificateDer)
  const file: StatementFile = {
    signed,
    certificate: Buffer.from(seal.certificateDer).toString('base64'),
    signature: signatureOf(signed, seal.privateKey).signature,
  }
  return new TextEncoder().encode(canonicalJson(file))
}

async function toSecretariat(ctx: Context, sha256: string, secretariat: AuthorityId | undefined): Promise<void> {
  if (secretariat === undefined || secretariat === ctx.node.facts.authorityId) return
  await addErrand(ctx.db, { sha256, peer: secretariat, due_at: ctx.now })
}

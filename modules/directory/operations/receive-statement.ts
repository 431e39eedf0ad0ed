import type { AuthorityId, Context, Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import type { Authority, StatementAnswer, StatementFile } from '../contract.ts'
import { mustBeOwnLetter } from '../letters/rules/letter.ts'
import { lettersOf, noteCommitment } from '../letters/store-letters.ts'
import { entryIn, mayKeep } from '../rules/entry.ts'
import { mustBeSaidBy, readStatement } from '../rules/statement.ts'
import { addSuggestion, latestStatement, overtakeStatements, suggestionOf } from '../suggestion-store.ts'
import { peerOf } from './peer-facts.ts'
import { standingOfSuggestion } from './suggestions.ts'
import { mustHold } from './suggest-entry.ts'
import { stateOf, statesFor, wholeInForce } from './whole-directory.ts'

/**
 * Takes a statement that anybody may bring, for only its author's seal counts: an authority's word about its own entry, on the node that
 * publishes; a reader's correction, there and on the node of the authority concerned. The same file again is answered with how it stands.
 *
 * @throws ComityError `directory-malformed`, `statement-invalid`, `entry-not-own`, `statement-older`, `entry-invalid`, `letter-of-another`, `not-allowed`
 */
export async function receiveStatement(node: Node, publisher: AuthorityId | null, bytes: Uint8Array): Promise<StatementAnswer> {
  const file = readStatement(bytes)
  const sha256 = sha256Hex(bytes)
  const known = await suggestionOf(node.db, sha256)
  if (known !== undefined) return { ...standingOfSuggestion(known), ...(await letterStillWanted(node, known)) }
  const from = await peerOf(node, file.signed.from)
  if (from === null) throw new ComityError('statement-invalid', { values: { reason: 'seal' } })
  mustBeSaidBy(file, from.authority, node.world.clock.now())
  return inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    await mustBeTaken(ctx, { publisher, file, from: from.authority })
    await keepReceived(ctx, file, { sha256, bytes })
    return {
      state: 'received' as const,
      answer: null,
      ...(await letterStillWanted({ db: ctx.db }, { sha256, state: 'received' })),
    }
  })
}

/** Whether the letter that a statement commits to is still to be brought; of one that is decided nobody asks. */
async function letterStillWanted(
  { db }: Pick<Node, 'db'>,
  { sha256, state }: { readonly sha256: string; readonly state: string },
): Promise<{ wantsLetter?: true }> {
  const letter = (await lettersOf(db, [sha256])).get(sha256)
  const open = state === 'received' || state === 'taken-up'
  return open && letter !== undefined && !letter.held ? { wantsLetter: true } : {}
}

interface Arrival {
  readonly publisher: AuthorityId | null
  readonly file: StatementFile
  readonly from: Authority
}

async function mustBeTaken(ctx: Context, { publisher, file: { signed }, from }: Arrival): Promise<void> {
  const own = ctx.node.facts.authorityId
  const { whole, contents } = await wholeInForce(
    ctx.db,
    signed.role === 'entry' ? statesFor([signed.entry]) : new Set([stateOf(signed.about)]),
  )
  if (signed.role === 'correction') {
    if (publisher === null && signed.about !== own) throw new ComityError('not-allowed')
    if (entryIn(whole, signed.about) === null) throw new ComityError('authority-unknown', { values: { id: signed.about } })
    return
  }
  if (publisher === null) throw new ComityError('not-allowed')
  const withNode = new Set<string>(contents.authorities.map(({ id }) => id))
  // Whatever a pinned key would be good for, the entries are the listed authorities'.
  if (!withNode.has(from.id) || !mayKeep(from, signed.entry.id, withNode)) throw new ComityError('entry-not-own')
  const before = await latestStatement(ctx.db, signed.entry.id, from.id)
  // One that somebody kept and brings again later must not undo what was said since.
  if (before !== undefined && before.issued_at >= new Date(signed.issuedAt)) throw new ComityError('statement-older')
  mustBeOwnLetter(whole, signed.entry, from)
  mustHold(signed.entry, { register: whole.register, states: whole.states.map(({ code }) => code) })
}

async function keepReceived(
  ctx: Context,
  { signed }: StatementFile,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: Uint8Array },
): Promise<void> {
  const about = signed.role === 'entry' ? signed.entry.id : signed.about
  await addSuggestion(ctx.db, {
    sha256,
    kind: signed.role,
    authority_id: about,
    from_authority: signed.from,
    from_name: signed.by,
    issued_at: new Date(signed.issuedAt),
    received_at: ctx.now,
    file: bytes,
    written_by: null,
    state: 'received',
    proposal_id: null,
    decided_by_name: null,
    decided_at: null,
    answer: null,
  })
  if (signed.role === 'entry' && signed.entry.nomination !== undefined)
    await noteCommitment(ctx.db, sha256, signed.entry.nomination.sha256)
  if (signed.role === 'entry') await overtakeStatements(ctx.db, { sha256, authority_id: about, from_authority: signed.from })
  await record(ctx, {
    act: 'directory.statement-received',
    subject: { kind: 'directory-suggestion', id: sha256 },
    details: { authority: about, from: signed.from, kind: signed.role },
  })
}

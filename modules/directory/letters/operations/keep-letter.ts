import type { AuthorityId, Context, Node } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { AuthorityEntry, KeptLetter } from '../../contract.ts'
import { mustMay } from '../../must-may.ts'
import { readStatement } from '../../rules/statement.ts'
import { letterOf, mustBeLetter } from '../rules/letter.ts'
import { letterHeld, noteLetterHeld, statementsNaming } from '../store-letters.ts'

/**
 * Keeps a letter that a person of this authority uploads, for an entry that will commit to it.
 *
 * @throws ComityError `not-allowed`, `too-large`, `letter-not-pdf`
 */
export async function keepLetter(ctx: Context, bytes: Uint8Array): Promise<KeptLetter> {
  mustMay(ctx.actor, 'suggest', { publisher: null, proposedBy: null, own: ctx.node.facts.authorityId })
  const letter = letterOf(bytes)
  await ctx.node.files.put(bytes)
  await noteLetterHeld(ctx.db, letter, { at: ctx.now, by: ctx.actor.id })
  await record(ctx, {
    act: 'directory.letter-kept',
    subject: { kind: 'directory-letter', id: letter.sha256 },
    details: { bytes: letter.bytes },
  })
  return letter
}

/**
 * Takes a letter's bytes that anybody may bring: they count because a statement here that waits, sealed by its author, names their hash.
 *
 * @throws ComityError `not-found` where no statement does or this node publishes nothing, `letter-differs`, `letter-not-pdf`
 */
export async function receiveLetter(
  node: Node,
  publisher: AuthorityId | null,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: Uint8Array },
): Promise<void> {
  if (publisher === null) throw new ComityError('not-found')
  const [file] = await statementsNaming(node.db, sha256, ['received', 'taken-up'])
  const signed = file === undefined ? undefined : readStatement(file).signed
  if (signed?.role !== 'entry' || signed.entry.nomination === undefined) throw new ComityError('not-found')
  const letter = mustBeLetter(bytes, signed.entry.nomination)
  await node.files.put(bytes)
  await noteLetterHeld(node.db, letter, { at: node.world.clock.now(), by: null })
}

/**
 * Makes sure that the letter which an entry newly names is here, with the length that it says.
 *
 * @throws ComityError `letter-missing`, `letter-differs`
 */
export async function mustHoldLetter(db: Context['db'], entry: AuthorityEntry, before: AuthorityEntry | null): Promise<void> {
  const { nomination } = entry
  if (nomination === undefined || nomination.sha256 === before?.nomination?.sha256) return
  const held = await letterHeld(db, nomination.sha256)
  if (held === undefined) throw new ComityError('letter-missing')
  if (held.bytes !== nomination.bytes) throw new ComityError('letter-differs')
}

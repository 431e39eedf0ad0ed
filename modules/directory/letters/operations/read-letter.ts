import type { AuthorityId, Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { Viewer } from '@comity/http'
import { suggestionStates } from '../../contract.ts'
import { may } from '../../policy.ts'
import { mayRead, type Reader } from '../../rules/may-read.ts'
import { entriesNaming, letterHeld, statementsNaming } from '../store-letters.ts'

/** The bytes of a letter for a node that asks, or for a stranger (null). @throws ComityError `not-found`, also for one that it may not see */
export async function letterForPeer(node: Node, sha256: string, reader: Reader): Promise<Uint8Array> {
  const entries = await entriesNaming(node.db, sha256)
  if (!entries.some(({ authority, nomination }) => mayRead(nomination.visibility, authority, reader)))
    throw new ComityError('not-found')
  return bytesOf(node, sha256)
}

/**
 * The bytes of a letter for a person: who may see an entry that names it, and who may see what was suggested here.
 *
 * @throws ComityError `not-found`, also for one that they may not see
 */
export async function letterForPerson(
  node: Node,
  sha256: string,
  { viewer, publisher }: { readonly viewer: Pick<Viewer, 'actor'>; readonly publisher: AuthorityId | null },
): Promise<Uint8Array> {
  const own = node.facts.authorityId
  const { actor } = viewer
  const facts = { publisher, proposedBy: null, own }
  const seesSuggestions = may(actor, 'see-suggestions', facts) || may(actor, 'see-proposals', facts)
  if (seesSuggestions && (await statementsNaming(node.db, sha256, suggestionStates)).length > 0) return bytesOf(node, sha256)
  return letterForPeer(node, sha256, { authority: actor.authorityId, isMember: actor.authorityId === own, publisher })
}

async function bytesOf(node: Node, sha256: string): Promise<Uint8Array> {
  if ((await letterHeld(node.db, sha256)) === undefined) throw new ComityError('not-found')
  return node.files.get(sha256)
}

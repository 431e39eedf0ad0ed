import type { Actor, Node } from '@comity/accounts/contract'
import { anybody, type Reader } from '../rules/visible.ts'

/** As whom somebody reads the directory: a person of this node's authority as that authority; a guest as their own, which the network may not know. */
export function readerOf(node: Pick<Node, 'facts'>, actor: Actor): Reader {
  if (actor.authorityId === null || actor.kind === 'peer' || actor.kind === 'system') return anybody
  return { kind: actor.authorityId === node.facts.authorityId ? 'member' : 'guest', authorityId: actor.authorityId }
}

import { AuthorityId, type Node } from '@comity/accounts/contract'
import { peerOf } from '@comity/directory/server'
import { ComityError } from '@comity/errors'
import { roadOf, type Fetching, type Road, type Sending } from '../core/line.ts'
import { runtimeOf } from '../runtime.ts'
import { keptBack } from '../store/line-store.ts'
import { queuedPeers } from '../store/waiting-store.ts'

/** How long a decision or another directory may go unnoticed by the worker. */
const LOOK_AGAIN_MS = 500

/** Peers to whom nothing is sent now: paused, or left to fetch. */
export async function heldPeers(node: Node): Promise<readonly string[]> {
  const { lines } = runtimeOf(node)
  const nowMs = node.world.clock.monotonicMs()
  if (nowMs - lines.held.lookedMs < LOOK_AGAIN_MS) return lines.held.peers
  const decided = (await keptBack(node.db)).map(({ peer }) => peer)
  const unlisted: string[] = []
  for (const peer of await queuedPeers(node.db)) if (!(await listens(node, peer))) unlisted.push(peer)
  lines.held = { lookedMs: nowMs, peers: [...new Set([...decided, ...unlisted])] }
  return lines.held.peers
}

/** Makes the next look see what was decided just now. */
export function forgetHeld(node: Node): void {
  const { lines } = runtimeOf(node)
  lines.held = { ...lines.held, lookedMs: Number.NEGATIVE_INFINITY }
}

/** Whether the node of an authority takes connections, as far as the directory says; one that it does not list is tried. */
export async function listens(node: Node, authority: string): Promise<boolean> {
  try {
    return (await peerOf(node, AuthorityId.parse(authority)))?.authority.nodeOrigin !== ''
  } catch (error) {
    // The attempt itself will say that the directory has expired.
    if (error instanceof ComityError && error.code === 'directory-expired') return true
    throw error
  }
}

/** How the line to a peer runs. */
export async function roadTo(
  node: Node,
  peer: string,
  decided: { readonly sends: Sending; readonly fetches: Fetching } = { sends: 'automatic', fetches: 'automatic' },
): Promise<Road> {
  const { sends, fetches } = decided
  const [ownListens, peerListens] = [await listens(node, node.facts.authorityId), await listens(node, peer)]
  return roadOf({ ownListens, peerListens, sends, fetches })
}

import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { authorityInForce } from '../store.ts'

/** Peers called in one round: bounds how long it lasts. */
export const AT_ONCE = 20
const TIMEOUT_MS = 20_000
const MAX_ANSWER_BYTES = 10_000
const FIRST_RETRY_MS = 10_000
/** A peer that is away for long is asked this often. */
const LONGEST_RETRY_MS = 3_600_000

/** How long to wait after so many attempts that failed, in milliseconds. */
export function retryMs(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 12), LONGEST_RETRY_MS)
}

/** The peer takes no connection: its node fetches what waits for it (protocol 10 §10.9). */
export const TAKES_NO_CALLS = 'takes-no-calls'

interface PeerCall {
  readonly path: string
  readonly type: string
  readonly body: Uint8Array
  readonly timeoutMs?: number
}

/** What a peer's node answers; a code where it could not be asked. */
export async function callPeer(
  node: Node,
  peer: string,
  { path, type, body, timeoutMs = TIMEOUT_MS }: PeerCall,
): Promise<{ readonly status: number; readonly body: Uint8Array } | string> {
  const facts = await authorityInForce(node.db, peer)
  if (facts === null) return 'authority-unknown'
  const { nodeOrigin } = facts.authority
  if (nodeOrigin === '') return TAKES_NO_CALLS
  try {
    return await node.world.net.fetch({
      method: 'POST',
      url: `${nodeOrigin}${path}`,
      headers: { 'content-type': type },
      body,
      timeoutMs,
      maxAnswerBytes: MAX_ANSWER_BYTES,
    })
  } catch (error) {
    if (error instanceof ComityError) return error.code
    throw error
  }
}

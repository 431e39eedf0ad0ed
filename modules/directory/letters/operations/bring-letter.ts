import type { Node } from '@comity/accounts/contract'
import { callPeer } from '../../operations/call-peer.ts'
import { readStatement } from '../../rules/statement.ts'

/** A letter of two megabytes on a line of 400 kbit/s takes most of a minute. */
const TIMEOUT_MS = 300_000

/** Brings the letter that a statement commits to after it; null when it is there, else why it could not be brought. */
export async function bringLetter(node: Node, peer: string, file: Uint8Array): Promise<string | null> {
  const { signed } = readStatement(file)
  const sha256 = signed.role === 'entry' ? signed.entry.nomination?.sha256 : undefined
  // A file that was lost on the disk must not end the round of all others.
  if (sha256 === undefined || !(await node.files.has(sha256))) return 'letter-missing'
  const answer = await callPeer(node, peer, {
    path: `/api/directory/letters/${sha256}`,
    type: 'application/pdf',
    body: await node.files.get(sha256),
    timeoutMs: TIMEOUT_MS,
  })
  if (typeof answer === 'string') return answer
  return answer.status === 200 ? null : `letter-http-${answer.status}`
}

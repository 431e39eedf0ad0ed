import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { dueDeliveries, settleDelivery, type DueDelivery } from '../revocation-store.ts'
import { authorityInForce } from '../store.ts'

/** Peers told in one round: bounds how long it lasts. */
const AT_ONCE = 20
const TIMEOUT_MS = 20_000
const MAX_ANSWER_BYTES = 10_000
const FIRST_RETRY_MS = 10_000
/** A peer that is away for long is asked this often, for as long as the list counts. */
const LONGEST_RETRY_MS = 3_600_000

/** Tells peers of this node's own revocation lists: those that are due now. Gives how many were asked. */
export async function spreadRevocations(node: Node): Promise<number> {
  const due = await dueDeliveries(node.db, node.world.clock.now(), AT_ONCE)
  await Promise.all(due.map((one) => tellOne(node, one)))
  return due.length
}

async function tellOne(node: Node, due: DueDelivery): Promise<void> {
  const problem = await askPeer(node, due)
  const now = node.world.clock.now()
  const attempts = due.attempts + 1
  const retryMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(due.attempts, 12), LONGEST_RETRY_MS)
  await settleDelivery(node.db, due, {
    attempts,
    due_at: problem === null ? null : new Date(now.getTime() + retryMs),
    delivered_at: problem === null ? now : null,
    problem,
  })
}

/** Null when the peer has the list, or a later one. */
async function askPeer(node: Node, { peer, list }: DueDelivery): Promise<string | null> {
  const facts = await authorityInForce(node.db, peer)
  if (facts === null) return 'authority-unknown'
  // It takes no connection, and gets the list with what it fetches (protocol 10 §10.9).
  if (facts.authority.nodeOrigin === '') return null
  try {
    const { status } = await node.world.net.fetch({
      method: 'POST',
      url: `${facts.authority.nodeOrigin}/api/directory/revocations/${node.facts.authorityId}`,
      headers: { 'content-type': 'application/pkix-crl' },
      body: list,
      timeoutMs: TIMEOUT_MS,
      maxAnswerBytes: MAX_ANSWER_BYTES,
    })
    // 409: it holds a later one.
    return status === 204 || status === 409 ? null : `http-${status}`
  } catch (error) {
    if (error instanceof ComityError) return error.code
    throw error
  }
}

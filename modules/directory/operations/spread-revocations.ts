import type { Node } from '@comity/accounts/contract'
import { dueDeliveries, settleDelivery, type DueDelivery } from '../revocation-store.ts'
import { AT_ONCE, TAKES_NO_CALLS, callPeer, retryMs } from './call-peer.ts'

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
  await settleDelivery(node.db, due, {
    attempts,
    due_at: problem === null ? null : new Date(now.getTime() + retryMs(due.attempts)),
    delivered_at: problem === null ? now : null,
    problem,
  })
}

/** Null when the peer has the list, or a later one. */
async function askPeer(node: Node, { peer, list }: DueDelivery): Promise<string | null> {
  const answer = await callPeer(node, peer, {
    path: `/api/directory/revocations/${node.facts.authorityId}`,
    type: 'application/pkix-crl',
    body: list,
  })
  // It gets the list with what it fetches.
  if (typeof answer === 'string') return answer === TAKES_NO_CALLS ? null : answer
  // 409: it holds a later one.
  return answer.status === 204 || answer.status === 409 ? null : `http-${answer.status}`
}

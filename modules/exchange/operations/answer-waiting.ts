import type { AuthorityId, Node } from '@comity/accounts/contract'
import { base64, fromBase64 } from '@comity/crypto'
import { peerFacts } from '@comity/directory/server'
import { ComityError, type ErrorCode } from '@comity/errors'
import { COMITY_VERSION } from '../format/dossier.ts'
import {
  ANSWER_RECEIPT_BYTES,
  NAMED_AT_ONCE,
  RECEIPTS_AT_ONCE,
  SOFTWARE,
  type PingAnswer,
  type WaitingAnswer,
  type WaitingAsk,
} from '../format/fetching.ts'
import { lineOf } from '../store/line-store.ts'
import { countWaiting, receiptsFor, receiptsSettled, waitingFor } from '../store/waiting-store.ts'
import { listens } from './held-peers.ts'
import { type ArrivedReceipt, examineReceipt, takeReceipts } from './take-receipts.ts'

/** Takes the receipts that a peer brings with its call, and tells it what waits for it. */
export async function answerWaiting(node: Node, peer: AuthorityId, ask: WaitingAsk): Promise<WaitingAnswer> {
  const outcomes = await takeBrought(
    node,
    peer,
    ask.receipts.map((one) => fromBase64(one)),
  )
  await receiptsSettled(node.db, peer, ask.settled)
  const paused = ((await lineOf(node.db, peer))?.paused_at ?? null) !== null
  // Two offices that trust each other without a centre need not be listed anywhere.
  const own = await peerFacts(node.db, node.facts.authorityId)
  return {
    comity: COMITY_VERSION,
    authority: node.facts.authorityId,
    at: node.world.clock.now().toISOString(),
    software: SOFTWARE,
    paused,
    outcomes,
    waiting: paused ? [] : await waitingFor(node.db, peer, NAMED_AT_ONCE),
    receipts: paused ? [] : withinBudget(await receiptsFor(node.db, peer, RECEIPTS_AT_ONCE)),
    crl: own?.authority.crl ?? null,
  }
}

/** Answers a ping: who is here, since when it counts time, and how much waits. */
export async function answerPing(node: Node, peer: AuthorityId): Promise<PingAnswer> {
  return {
    comity: COMITY_VERSION,
    authority: node.facts.authorityId,
    at: node.world.clock.now().toISOString(),
    software: SOFTWARE,
    listens: await listens(node, node.facts.authorityId),
    waiting: await countWaiting(node.db, peer),
  }
}

/** One code, or null, for each. A receipt that cannot be taken is given again with the dossier, which stays where it is. */
async function takeBrought(node: Node, peer: AuthorityId, receipts: readonly Uint8Array[]): Promise<(ErrorCode | null)[]> {
  const outcomes: (ErrorCode | null)[] = receipts.map(() => null)
  const good: { readonly at: number; readonly arrived: ArrivedReceipt }[] = []
  for (const [at, receipt] of receipts.entries())
    await examineReceipt(node, peer, receipt).then(
      (arrived) => good.push({ at, arrived }),
      (error: unknown) => {
        outcomes[at] = codeOf(node, error)
      },
    )
  const taken = await takeReceipts(
    node,
    good.map(({ arrived }) => arrived),
  )
  for (const [index, outcome] of taken.entries()) {
    const at = good[index]?.at
    if (outcome.status === 'rejected' && at !== undefined) outcomes[at] = codeOf(node, outcome.reason)
  }
  return outcomes
}

function codeOf(node: Node, error: unknown): ErrorCode {
  if (error instanceof ComityError) return error.code
  node.log.error({ error }, 'a receipt could not be taken')
  return 'internal'
}

function withinBudget(receipts: readonly Uint8Array[]): string[] {
  const kept: string[] = []
  let bytes = 0
  for (const one of receipts) {
    bytes += one.length
    if (kept.length > 0 && bytes > ANSWER_RECEIPT_BYTES) break
    kept.push(base64(one))
  }
  return kept
}

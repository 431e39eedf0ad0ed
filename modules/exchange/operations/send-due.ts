import { AuthorityId, type Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { delayAfter, outbound } from '../core/outbound.ts'
import { mustHoldGoodKeys, type PeerTrust, trustOf } from '../runtime.ts'
import { type ClaimedDossier, type Outcome, saveOutcomes } from '../store/outbox-store.ts'
import { clockProblem } from '../transport/clock-problem.ts'
import { receiptNotSent, receiptSent } from '../store/receipt-store.ts'
import { askPeer, RECEIPT, retryAfterMs, SEALED } from '../transport/ask-peer.ts'
import { endDossiers } from './expire-overdue.ts'
import { noteFailed, noteReached } from './note-line.ts'
import { type ArrivedReceipt, examineReceipt, takeReceipts } from './take-receipts.ts'

/** Not tried: its addressee's node takes no connection and will fetch it. */
const KEPT = 'no-address'
/** After which the worker looks whether the directory lists an address now. */
const LOOK_AGAIN_MS = 60_000

export type Attempt =
  | { readonly ok: true; readonly claimed: ClaimedDossier; readonly arrived: ArrivedReceipt; readonly peer: PeerTrust }
  | { readonly ok: false; readonly claimed: ClaimedDossier; readonly problem: string; readonly retryAfterMs: number | null }

/** One attempt to bring a dossier to its addressee. Whatever happens is a result: only a receipt that holds is a success. */
export async function sendDossier(node: Node, claimed: ClaimedDossier): Promise<Attempt> {
  const addressee = AuthorityId.parse(claimed.addressee)
  try {
    await mustHoldGoodKeys(node)
    const peer = await trustOf(node, addressee, 'authority-unknown')
    const answer = await askPeer(node, peer, {
      method: 'POST',
      path: '/exchange/dossiers',
      body: claimed.sealed,
      contentType: SEALED,
    })
    if (answer.status !== 200)
      return {
        ok: false,
        claimed,
        problem: clockProblem(answer, node.world.clock.now()) ?? `http-${answer.status}`,
        retryAfterMs: retryAfterMs(answer),
      }
    const arrived = await examineReceipt(node, addressee, answer.body)
    const { sealedSha256, dossierId } = arrived.checked.receipt
    if (sealedSha256 !== claimed.sealed_sha256 || (dossierId ?? claimed.dossier_id) !== claimed.dossier_id)
      throw new ComityError('receipt-invalid')
    return { ok: true, claimed, arrived, peer }
  } catch (error) {
    if (error instanceof ComityError)
      return { ok: false, claimed, problem: String(error.values['reason'] ?? error.code), retryAfterMs: null }
    throw error
  }
}

/** Writes what became of many attempts in one transaction each for receipts and failures. A receipt that cannot be taken is a failure. */
export async function settleAttempts(node: Node, attempts: readonly Attempt[]): Promise<void> {
  const answered = attempts.filter((one) => one.ok)
  const taken = await takeReceipts(
    node,
    answered.map((one) => one.arrived),
  )
  const failed = attempts.filter((one) => !one.ok)
  for (const [at, { claimed }] of answered.entries()) {
    const outcome = taken[at]
    if (outcome?.status !== 'rejected') continue
    node.log.error({ error: outcome.reason, dossierId: claimed.dossier_id }, 'a receipt could not be taken')
    failed.push({
      ok: false,
      claimed,
      problem: outcome.reason instanceof ComityError ? outcome.reason.code : 'internal',
      retryAfterMs: null,
    })
  }
  await noteLines(node, attempts)
  if (failed.length === 0) return
  await inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const nowMs = ctx.now.getTime()
    const outcomes = failed.map(({ claimed, problem, retryAfterMs: wait }) => {
      if (problem === KEPT) return keptOutcome(claimed, nowMs)
      const sending = {
        at: 'sending',
        attempts: claimed.attempts + 1,
        expiresMs: claimed.expires_at.getTime(),
        problem: claimed.last_problem,
      } as const
      const { state } = outbound(sending, {
        is: 'failure',
        nowMs,
        problem,
        retryAfterMs: wait,
        fraction: node.world.chance.fraction(),
      })
      const dueAt = state.at === 'queued' ? new Date(state.dueMs) : null
      return {
        dossierId: claimed.dossier_id,
        state: dueAt === null ? ('expired' as const) : ('queued' as const),
        attempts: claimed.attempts + 1,
        dueAt,
        problem: problem.slice(0, 500),
      }
    })
    await saveOutcomes(ctx.db, outcomes)
    const expired = outcomes.filter((one) => one.state === 'expired').map((one) => one.dossierId)
    await endDossiers(ctx, expired)
  })
}

/** What the attempts tell of the lines they went over. */
async function noteLines(node: Node, attempts: readonly Attempt[]): Promise<void> {
  for (const [peer, of] of Map.groupBy(attempts, ({ claimed }) => claimed.addressee)) {
    const trust = of.find((one) => one.ok)?.peer
    if (trust !== undefined) await noteReached(node, trust)
    const failed = of.findLast((one) => !one.ok && one.problem !== KEPT)
    if (failed !== undefined && !failed.ok && trust === undefined) await noteFailed(node, peer, failed.problem)
  }
}

/** As it was: what is left to be fetched is no attempt, and its time runs on. */
function keptOutcome({ dossier_id: dossierId, attempts, expires_at: expiresAt }: ClaimedDossier, nowMs: number): Outcome {
  const dueAt = new Date(Math.min(nowMs + LOOK_AGAIN_MS, expiresAt.getTime()))
  return { dossierId, state: 'queued', attempts, dueAt, problem: null }
}

/** One attempt to bring a receipt to the peer that it is for. */
export async function sendReceipt(
  node: Node,
  due: { receipt_id: string; peer: string; attempts: number; container: Uint8Array },
): Promise<void> {
  try {
    const peer = await trustOf(node, AuthorityId.parse(due.peer), 'authority-unknown')
    const answer = await askPeer(node, peer, {
      method: 'POST',
      path: '/exchange/receipts',
      body: due.container,
      contentType: RECEIPT,
    })
    if (answer.status !== 204)
      throw new ComityError('peer-unreachable', {
        values: { reason: clockProblem(answer, node.world.clock.now()) ?? `http-${answer.status}` },
      })
    await receiptSent(node.db, due.receipt_id)
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    const problem = String(error.values['reason'] ?? error.code)
    if (problem !== KEPT) await noteFailed(node, due.peer, problem)
    const delayMs = delayAfter(due.attempts, null, node.world.chance.fraction())
    await receiptNotSent(node.db, due.receipt_id, {
      dueAt: new Date(node.world.clock.now().getTime() + delayMs),
      problem,
    })
  }
}

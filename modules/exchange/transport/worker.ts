import type { Node } from '@comity/accounts/contract'
import { runtimeOf } from '../runtime.ts'
import { claimDue, makeAllDue } from '../store/outbox-store.ts'
import { claimReceipts } from '../store/receipt-store.ts'
import { expireOverdue } from '../operations/expire-overdue.ts'
import { heldPeers } from '../operations/held-peers.ts'
import { issueOwed } from '../operations/issue-owed.ts'
import { type Attempt, sendDossier, sendReceipt, settleAttempts } from '../operations/send-due.ts'
import { batches } from './batches.ts'

export interface WorkerOptions {
  /** Dossiers on their way to one peer at a time. */
  readonly window: number
  /** How often to look without being woken: for retries, and for what other processes post. */
  readonly pollMs: number
}

/** Another process may take a dossier that this one has not brought home after so long. */
const LEASE_MS = 120_000
/** How long a busy worker gathers before it looks again. */
const GATHER_MS = 20
/** How often it is looked for what has run out of time. */
const END_EVERY_MS = 1_000

/** Sends what is due until it is stopped; the returned function waits for what is under way. */
export async function startWorker(node: Node, options: WorkerOptions): Promise<() => Promise<void>> {
  await makeAllDue(node.db, node.world.clock.now())
  const stop = new AbortController()
  const inFlight = new Map<string, string>()
  const settle = batches<Attempt, void>(200, async (attempts) => {
    await settleAttempts(node, attempts)
    return attempts.map(() => ({ status: 'fulfilled', value: undefined }))
  })
  const underWay = tracker()
  let woken = Promise.withResolvers<void>()
  const wake = (): void => woken.resolve()
  runtimeOf(node).wake = wake
  // Whether the last look had to leave something because enough was under way.
  let left = false
  let receiptsUnderWay = 0
  let endedMs = Number.NEGATIVE_INFINITY

  async function send(claimed: Awaited<ReturnType<typeof claimDue>>[number]): Promise<void> {
    try {
      await settle.add(await sendDossier(node, claimed))
    } catch (error) {
      node.log.error({ error, dossierId: claimed.dossier_id }, 'an attempt to send a dossier failed')
    } finally {
      inFlight.delete(claimed.dossier_id)
      if (left) wake()
    }
  }

  async function bring(receipt: Awaited<ReturnType<typeof claimReceipts>>[number]): Promise<void> {
    receiptsUnderWay += 1
    try {
      await sendReceipt(node, receipt)
    } catch (error) {
      node.log.error({ error, receiptId: receipt.receipt_id }, 'an attempt to send a receipt failed')
    } finally {
      receiptsUnderWay -= 1
      if (left) wake()
    }
  }

  async function look(): Promise<void> {
    const { window: limit } = options
    const now = node.world.clock.now()
    const leaseUntil = new Date(now.getTime() + LEASE_MS)
    if (node.world.clock.monotonicMs() - endedMs >= END_EVERY_MS) {
      endedMs = node.world.clock.monotonicMs()
      await expireOverdue(node)
    }
    await issueOwed(node)
    const held = await heldPeers(node)
    const receipts = receiptsUnderWay >= limit ? [] : await claimReceipts(node.db, { now, leaseUntil, limit, notTo: held })
    for (const one of receipts) underWay.track(bring(one))
    const busyPeers = [...Map.groupBy(inFlight.values(), (peer) => peer)]
      .filter(([, all]) => all.length >= limit)
      .map(([peer]) => peer)
    const claimed = await claimDue(node.db, {
      now,
      leaseUntil,
      limit,
      notTo: [...busyPeers, ...held],
      inFlight: [...inFlight.keys()],
    })
    for (const one of claimed) {
      inFlight.set(one.dossier_id, one.addressee)
      underWay.track(send(one))
    }
    left = busyPeers.length > 0 || claimed.length === limit || receipts.length === limit || receiptsUnderWay >= limit
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      woken = Promise.withResolvers<void>()
      await look().catch((error: unknown) => node.log.error({ error }, 'the exchange could not look for what is due'))
      const forget = node.world.timers.after(options.pollMs, wake)
      await woken.promise
      forget()
      // Under load it pays to let a few gather: one look, one stamp and one commit then serve them all.
      if (inFlight.size > options.window / 2) await node.world.timers.sleep(GATHER_MS, stop.signal)
    }
  }

  const running = run()
  return async () => {
    stop.abort()
    wake()
    await running
    await underWay.idle()
    await settle.idle()
  }
}

/** What was begun and not awaited, so that a stop can wait for it. */
function tracker(): { track(work: Promise<void>): void; idle(): Promise<void> } {
  const begun = new Set<Promise<void>>()
  return {
    track(work) {
      const tracked = work.finally(() => begun.delete(tracked))
      begun.add(tracked)
    },
    async idle() {
      await Promise.all(begun)
    },
  }
}

import type { Node } from '@comity/accounts/contract'
import { runtimeOf } from '../runtime.ts'
import { claimDue, makeAllDue } from '../store/outbox-store.ts'
import { claimReceipts } from '../store/receipt-store.ts'
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
const GATHER_MS = 5
/** A dossier posted inside a transaction shows after its commit: the first looks follow each other closely. */
const LOOKS_AFTER_WAKING_MS = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256]

/** Sends what is due until it is stopped; the returned function waits for what is under way. */
export async function startWorker(node: Node, options: WorkerOptions): Promise<() => Promise<void>> {
  await makeAllDue(node.db, node.world.clock.now())
  const stop = new AbortController()
  const inFlight = new Map<string, string>()
  const settle = batches<Attempt, void>(200, async (attempts) => {
    await settleAttempts(node, attempts)
    return attempts.map(() => ({ status: 'fulfilled', value: undefined }))
  })
  let woken = Promise.withResolvers<void>()
  let looks = 0
  const wake = (): void => {
    looks = 0
    woken.resolve()
  }
  runtimeOf(node).wake = wake

  async function send(claimed: Awaited<ReturnType<typeof claimDue>>[number]): Promise<void> {
    try {
      await settle.add(await sendDossier(node, claimed))
    } catch (error) {
      node.log.error({ error, dossierId: claimed.dossier_id }, 'an attempt to send a dossier failed')
    } finally {
      inFlight.delete(claimed.dossier_id)
      wake()
    }
  }

  async function look(): Promise<number> {
    const now = node.world.clock.now()
    const leaseUntil = new Date(now.getTime() + LEASE_MS)
    const issued = await issueOwed(node)
    const receipts = await claimReceipts(node.db, { now, leaseUntil, limit: options.window })
    await Promise.all(receipts.map((one) => sendReceipt(node, one)))
    const busyPeers = [...Map.groupBy(inFlight.values(), (peer) => peer)].filter(([, all]) => all.length >= options.window).map(([peer]) => peer)
    const claimed = await claimDue(node.db, { now, leaseUntil, limit: options.window, busyPeers, inFlight: [...inFlight.keys()] })
    for (const one of claimed) {
      inFlight.set(one.dossier_id, one.addressee)
      void send(one)
    }
    return issued + receipts.length + claimed.length
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const found = await look().catch((error: unknown) => {
        node.log.error({ error }, 'the exchange could not look for what is due')
        return 0
      })
      if (found > 0) {
        looks = 0
        // Under load it pays to let a few gather: one look, one stamp and one commit then serve them all.
        if (inFlight.size > options.window / 2) await node.world.timers.sleep(GATHER_MS, stop.signal)
        continue
      }
      const pause = LOOKS_AFTER_WAKING_MS[looks++] ?? options.pollMs
      await Promise.race([woken.promise, node.world.timers.sleep(pause, stop.signal)])
      woken = Promise.withResolvers<void>()
    }
  }

  const running = run()
  return async () => {
    stop.abort()
    wake()
    await running
    await settle.idle()
  }
}

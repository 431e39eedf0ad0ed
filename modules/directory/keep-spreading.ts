import type { Node } from '@comity/accounts/contract'
import { runErrands } from './operations/run-errands.ts'
import { spreadRevocations } from './operations/spread-revocations.ts'

/** How soon after a revocation the first peers are told. */
const LOOK_EVERY_MS = 2_000

/** Tells peers of own revocation lists, and brings own statements, for as long as the node runs; the returned function ends it after the round under way. */
export function keepSpreading(node: Node): () => Promise<void> {
  const stopping = new AbortController()
  async function rounds(): Promise<void> {
    while (!stopping.signal.aborted) {
      // The loop must outlive every failure of one round, also that of the database.
      await spreadRevocations(node).catch((error: unknown) => node.log.warn({ error }, 'revocations not told'))
      await runErrands(node).catch((error: unknown) => node.log.warn({ error }, 'statements not brought'))
      await node.world.timers.sleep(LOOK_EVERY_MS, stopping.signal)
    }
  }
  const running = rounds()
  return async () => {
    stopping.abort()
    await running
  }
}

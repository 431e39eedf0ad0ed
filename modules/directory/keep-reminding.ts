import type { Node } from '@comity/accounts/contract'
import type { DirectoryOptions } from './directory-options.ts'
import { remindDue } from './operations/remind-due.ts'

const EVERY_MS = 3_600_000

/** Looks every hour whether an entry is to be confirmed; whoever was told of one reminder is not told of it again. Gives what ends it. */
export function keepReminding(node: Node, options: DirectoryOptions): () => Promise<void> {
  const stopping = new AbortController()
  async function rounds(): Promise<void> {
    while (!stopping.signal.aborted) {
      // The loop must outlive every failure of one round, also that of the database.
      await remindDue(node, options).catch((error: unknown) =>
        node.log.warn({ error }, 'nobody was reminded of entries to confirm'),
      )
      await node.world.timers.sleep(EVERY_MS, stopping.signal)
    }
  }
  const running = rounds()
  return async () => {
    stopping.abort()
    await running
  }
}

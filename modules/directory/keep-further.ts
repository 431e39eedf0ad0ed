import type { Node } from '@comity/accounts/contract'
import { defaults, type DirectoryOptions } from './directory-options.ts'
import { fetchFurther } from './operations/fetch-further.ts'

/** Keeps the further directories current, apart from the first one: a secretariat that hangs holds only these rounds up. Gives what ends it. */
export function keepFurther(node: Node, options: DirectoryOptions): () => Promise<void> {
  const stopping = new AbortController()
  async function rounds(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await fetchFurther(node, { graceMs: options.graceMs ?? defaults.graceMs })
      } catch (error) {
        // The loop must outlive every failure of one round, also that of the database.
        node.log.warn({ error }, 'further directories not refreshed')
      }
      const everyMs = options.everyMs ?? defaults.everyMs
      await node.world.timers.sleep(everyMs * (0.9 + 0.2 * node.world.chance.fraction()), stopping.signal)
    }
  }
  const running = rounds()
  return async () => {
    stopping.abort()
    await running
  }
}

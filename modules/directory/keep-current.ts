import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { defaults, type DirectoryOptions } from './directory-options.ts'
import { fetchLetters } from './letters/operations/fetch-letters.ts'
import { fetchDirectory } from './operations/fetch-directory.ts'
import { refreshFreshness } from './operations/refresh-freshness.ts'

/** After a failure it is tried again this soon, then at doubled distance up to the usual one. */
const FIRST_RETRY_MS = 2_000

/**
 * Keeps the directory current: fetches it from the hub, or on the hub says anew that it is the latest. A failure is logged
 * and noted for the status; the copy in force serves on.
 *
 * @returns the function that ends it, after the round under way
 */
export function keepCurrent(node: Node, options: DirectoryOptions): () => Promise<void> {
  const everyMs = options.everyMs ?? defaults.everyMs
  const stopping = new AbortController()
  async function rounds(): Promise<void> {
    let retryMs = FIRST_RETRY_MS
    while (!stopping.signal.aborted) {
      const fine = await oneRound(node, options)
      const delayMs = fine ? everyMs : Math.min(retryMs, everyMs)
      retryMs = fine ? FIRST_RETRY_MS : retryMs * 2
      // Jitter: a network's nodes must not all call at the same second.
      await node.world.timers.sleep(delayMs * (0.9 + 0.2 * node.world.chance.fraction()), stopping.signal)
    }
  }
  const running = rounds()
  return async () => {
    stopping.abort()
    await running
  }
}

async function oneRound(node: Node, options: DirectoryOptions): Promise<boolean> {
  const install = { graceMs: options.graceMs ?? defaults.graceMs }
  try {
    const { outcome, version } =
      options.hubOrigin === null ? await refreshFreshness(node, install) : await fetchDirectory(node, options.hubOrigin, install)
    if (options.hubOrigin !== null) await fetchLetters(node, options.hubOrigin)
    if (outcome === 'installed') node.log.info({ version }, 'directory installed')
    return true
  } catch (error) {
    // The loop must outlive every failure of one round, also that of the database.
    node.log.warn({ error, code: error instanceof ComityError ? error.code : 'internal' }, 'directory not refreshed')
    return false
  }
}

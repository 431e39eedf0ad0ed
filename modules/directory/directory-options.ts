import type { AuthorityId, Node } from '@comity/accounts/contract'
import { graceMs } from './rules/verify-directory.ts'

/** How a node takes part in the directory. */
export interface DirectoryOptions {
  /** Where the directory is fetched, `https://host`; null on the node that publishes it. */
  readonly hubOrigin: string | null
  /** Milliseconds for which an expired directory still serves; 72 hours by default, at least 48. */
  readonly graceMs?: number
  /** Milliseconds between two fetches (or two new freshness files); five minutes by default, with a tenth of jitter. */
  readonly everyMs?: number
  /** Shows what is public to everybody, without sign-in; off unless the operator allows it. */
  readonly open?: boolean
}

export const defaults = { graceMs: graceMs.normal, everyMs: 5 * 60_000 } as const

/** The authority that publishes, as far as this node is concerned: itself or nobody. */
export function publisherOf(node: Node, options: DirectoryOptions): AuthorityId | null {
  return options.hubOrigin === null ? node.facts.authorityId : null
}

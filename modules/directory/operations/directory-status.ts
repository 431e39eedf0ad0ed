import type { Node } from '@comity/accounts/contract'
import { z } from 'zod'
import { KeyId, type DirectoryStatus } from '../contract.ts'
import { countsInForce, editionInForce, standing, type Standing } from '../store.ts'

/** How the node's copy of the directory stands at this instant; `source` as configured. */
export async function directoryStatus(node: Node, source: string | null): Promise<DirectoryStatus> {
  const row = await standing(node.db)
  const edition = await editionInForce(node.db)
  const counts = await countsInForce(node.db)
  return {
    network: row.network,
    version: row.version,
    rootVersion: row.root_version,
    standing: standingAt(row, node.world.clock.now()),
    validUntil: row.valid_until?.toISOString() ?? null,
    usableUntil: row.usable_until?.toISOString() ?? null,
    installedAt: edition?.installed_at.toISOString() ?? null,
    lastCheckedAt: row.checked_at?.toISOString() ?? null,
    lastProblem: row.problem,
    source,
    signedBy: z.array(KeyId).parse(row.signed_by),
    threshold: row.threshold,
    ...counts,
  }
}

/** How a directory stands at an instant. */
export function standingAt(
  { valid_until: validUntil, usable_until: usableUntil }: Standing,
  at: Date,
): DirectoryStatus['standing'] {
  if (validUntil === null || usableUntil === null) return 'none'
  if (at > usableUntil) return 'expired'
  return at > validUntil ? 'stale' : 'fresh'
}

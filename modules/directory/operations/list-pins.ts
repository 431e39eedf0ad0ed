import type { Node } from '@comity/accounts/contract'
import { z } from 'zod'
import { Authority, Pin, Warning } from '../contract.ts'
import { latestPins, type StoredPin } from '../pin-store.ts'
import { authorityInForce } from '../store.ts'

/** How many pins a list shows. */
const SHOWN = 200

/** The pinned keys of this node, newest first, each with what the directory says instead. */
export async function listPins(node: Node): Promise<Pin[]> {
  const pins = await latestPins(node.db, SHOWN)
  return Promise.all(
    pins.map(async (pin) => {
      const inForce = pin.state === 'pinned' || pin.state === 'ending'
      const facts = inForce ? await authorityInForce(node.db, pin.authority_id) : null
      return pinOf(pin, facts?.differs ?? null)
    }),
  )
}

/** A pin as it is shown. */
export function pinOf(row: StoredPin, directoryDiffers: string | null): Pin {
  const entry = Authority.parse(row.entry)
  return Pin.parse({
    id: row.id,
    authorityId: row.authority_id,
    state: row.state,
    names: entry.names,
    nodeOrigin: entry.nodeOrigin,
    fingerprint: row.fingerprint,
    compared: row.compared,
    warnings: z.array(Warning).parse(row.warnings),
    directoryDiffers,
    proposedBy: row.proposed_by,
    proposedByName: row.proposed_by_name,
    proposedAt: row.proposed_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    endingBy: row.ending_by,
    endingByName: row.ending_by_name,
  })
}

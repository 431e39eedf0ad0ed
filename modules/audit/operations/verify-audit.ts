import type { Db } from '@comity/database'
import { CHAIN_START, commitmentOf, nextLink } from '../rules/commitment.ts'
import { countUnlinked, linkedEntries, type LinkedEntry } from '../store.ts'

/** What a walk over the whole trail found. */
export interface AuditVerdict {
  readonly sound: boolean
  readonly linked: number
  /** Entries whose readable part was erased: their commitment still holds its place. */
  readonly erased: number
  /** Recorded but not chained yet. */
  readonly waiting: number
  /** The first entry that is not what was recorded, and how it differs. */
  readonly fault: { readonly sequence: number; readonly kind: 'entry-altered' | 'chain-broken' | 'position-missing' } | null
  /** The last link, in hex: note it elsewhere, and nobody can shorten the trail unseen. */
  readonly head: string
}

/** Re-computes every commitment and every link from the first entry on. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  let chain: Uint8Array = CHAIN_START
  let position = 0
  let erased = 0
  for (;;) {
    const entries = await linkedEntries(db, position, 1000)
    for (const entry of entries) {
      const kind = faultOf(entry, position, chain)
      if (kind !== null)
        return {
          sound: false,
          linked: position,
          erased,
          waiting: 0,
          fault: { sequence: entry.sequence, kind },
          head: hexOf(chain),
        }
      if (entry.details === null) erased += 1
      position = entry.position
      chain = entry.chain
    }
    if (entries.length < 1000) break
  }
  const waiting = await countUnlinked(db)
  return { sound: true, linked: position, erased, waiting, fault: null, head: hexOf(chain) }
}

function faultOf(
  entry: LinkedEntry,
  position: number,
  chain: Uint8Array,
): 'entry-altered' | 'chain-broken' | 'position-missing' | null {
  if (entry.position !== position + 1) return 'position-missing'
  if (!entry.chain.equals(nextLink(chain, entry.commitment))) return 'chain-broken'
  if (entry.details === null || entry.salt === null) return null
  const { act, at, details } = entry
  const subject = { kind: entry.subject_kind, id: entry.subject_id }
  const actor = { id: entry.actor_id, name: entry.actor_name, authorityId: entry.authority_id }
  return entry.commitment.equals(commitmentOf(entry.salt, { act, at, details, subject, actor })) ? null : 'entry-altered'
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

import type { Node } from '@comity/accounts/contract'
import { type Certificate, parseCertificate } from '@comity/crypto'
import type { Updateable } from 'kysely'
import { type PeerTrust, runtimeOf } from '../runtime.ts'
import { changeLine, noteFailure } from '../store/line-store.ts'
import type { LineRow } from '../tables.ts'

/** What an answer under the peer's signature tells. */
export interface Measured {
  readonly roundTripMs: number
  /** By how much the peer's clock is ahead of ours. */
  readonly clockOffMs: number
  readonly transportEnds: Date
  readonly software: string
  readonly protocol: number
}

/** The same news of one peer is written this often: a page needs no more, and under load a row must not be written for each dossier. */
const NOTE_EVERY_MS = 5_000

/** Whether it is time to write this again. */
function isDue(node: Node, key: string): boolean {
  const { noted } = runtimeOf(node).lines
  const nowMs = node.world.clock.monotonicMs()
  const before = noted.get(key)
  if (before !== undefined && nowMs - before < NOTE_EVERY_MS) return false
  noted.set(key, nowMs)
  return true
}

/** The peer was here: its signature on a request is good. */
export async function noteHeard(
  node: Node,
  peer: PeerTrust,
  by: 'dossier' | 'receipt' | 'fetch' | 'ping',
  told: { readonly leaf?: Certificate; readonly software?: string; readonly listens?: boolean } = {},
): Promise<void> {
  if (!isDue(node, `${by} ${peer.authority.id}`)) return
  const now = node.world.clock.now()
  await changeLine(node.db, peer.authority.id, {
    heard_at: now,
    heard_by: by,
    ...(by === 'fetch' ? { asked_at: now } : {}),
    ...(told.leaf === undefined ? {} : { transport_ends: told.leaf.notAfter }),
    ...(told.software === undefined ? {} : { software: told.software }),
    ...(told.listens === undefined ? {} : { listens: told.listens }),
    authority_ends: parseCertificate(peer.caDer).notAfter,
  })
}

/** The peer answered us with something that only it can have signed: what failed before is over. */
export async function noteReached(node: Node, peer: PeerTrust, measured: Measured | null = null): Promise<void> {
  const { noted } = runtimeOf(node).lines
  const hadFailed = noted.delete(`failed ${peer.authority.id}`)
  if (measured === null && !isDue(node, `reached ${peer.authority.id}`) && !hadFailed) return
  const now = node.world.clock.now()
  const change: Updateable<LineRow> = { reached_at: now, problem: null, failing_since: null }
  const told: Updateable<LineRow> =
    measured === null
      ? {}
      : {
          measured_at: now,
          clock_off_ms: measured.clockOffMs,
          round_trip_ms: measured.roundTripMs,
          transport_ends: measured.transportEnds,
          authority_ends: parseCertificate(peer.caDer).notAfter,
          software: measured.software,
          protocol: measured.protocol,
        }
  await changeLine(node.db, peer.authority.id, { ...change, ...told })
}

/** We did not reach the peer, or what answered was not the peer. */
export async function noteFailed(node: Node, peer: string, problem: string): Promise<void> {
  const { noted } = runtimeOf(node).lines
  noted.set(`failed ${peer}`, node.world.clock.monotonicMs())
  noted.delete(`reached ${peer}`)
  await noteFailure(node.db, peer, { at: node.world.clock.now(), problem: problem.slice(0, 500) })
}

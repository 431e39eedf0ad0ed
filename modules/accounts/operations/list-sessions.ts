import type { Node, Viewer } from '../contract.ts'
import type { OwnSession } from '../people-api.ts'
import { isAlive } from '../rules/session-life.ts'
import { sessionsOf } from '../session-store.ts'

/** One's own open sessions and tokens, never what opens them. */
export async function listSessions({ db, world }: Node, { actor, sessionId }: Viewer): Promise<OwnSession[]> {
  const now = world.clock.now()
  const open = await sessionsOf(db, actor.id, now)
  return open
    .filter((row) => isAlive({ kind: row.kind, expiresAt: row.expires_at, lastSeenAt: row.last_seen_at }, now))
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      label: row.label.slice(0, 200),
      startedAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      current: row.id === sessionId,
    }))
}

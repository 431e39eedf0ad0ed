import { record } from '@comity/audit/server'
import type { Actor, Context } from '../contract.ts'
import { expiryOf } from '../rules/session-life.ts'
import type { SessionKind } from '../rules/session-life.ts'
import { insertSession } from '../session-store.ts'
import { personOf } from '../store.ts'
import type { PersonRow } from '../store.ts'
import { hashOf, newToken } from '../tokens.ts'

export interface SessionWish {
  readonly kind: SessionKind
  /** What the browser or program calls itself. */
  readonly label: string
  readonly address: string
  /** How the person proved who they are. */
  readonly by: 'password' | 'demo-link'
}

export interface StartedSession {
  readonly token: string
  readonly expiresAt: Date
  readonly personId: string
}

/** The person as an actor. */
export function actorOf(row: PersonRow): Actor {
  const { id, name, authorityId, roles, units } = personOf(row)
  return { kind: 'person', id, name, authorityId, roles, units }
}

/** Starts a session with a token of its own; a token from before the sign-in is never taken over (ASVS V7.2.4). */
export async function startSession(ctx: Context, wish: SessionWish): Promise<StartedSession> {
  const { now, node, actor } = ctx
  const token = newToken(node.world.chance)
  const expires_at = expiryOf(wish.kind, now)
  const id = node.world.chance.uuid()
  const session = {
    id,
    kind: wish.kind,
    person_id: actor.id,
    label: wish.label.slice(0, 200),
    address: wish.address,
    created_at: now,
    last_seen_at: now,
    expires_at,
  }
  await insertSession(ctx.db, session, hashOf(token))
  await record(ctx, {
    act: 'session.started',
    subject: { kind: 'person', id: actor.id },
    details: { kind: wish.kind, by: wish.by },
  })
  return { token, expiresAt: expires_at, personId: actor.id }
}

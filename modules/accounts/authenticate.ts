import type { AppOptions } from '@comity/http'
import { AuthorityId, Role } from './contract.ts'
import type { Node } from './contract.ts'
import { isAlive, isToBeTouched } from './rules/session-life.ts'
import { openSession, touchSession } from './session-store.ts'
import { csrfOf, hashOf } from './tokens.ts'

/** For `createApp`: who holds this token. Asked anew at each request, so that disabling and revoking take effect at once. */
export function authenticate(node: Node): AppOptions['authenticate'] {
  return async ({ kind, token }) => {
    const session = await openSession(node.db, hashOf(token))
    const now = node.world.clock.now()
    // A stolen cookie is no bearer token, nor the other way round.
    if (!session || session.kind !== kind) return null
    if (!isAlive({ kind, expiresAt: session.expires_at, lastSeenAt: session.last_seen_at }, now)) return null
    if (isToBeTouched(session.last_seen_at, now)) await touchSession(node.db, session.id, now)
    const roles = session.roles.map((role) => Role.parse(role))
    const actor = {
      kind: 'person' as const,
      id: session.person_id,
      name: session.name,
      authorityId: AuthorityId.parse(session.authority_id),
      roles,
    }
    return { actor, csrf: kind === 'session' ? csrfOf(token) : '', sessionId: session.id }
  }
}

/** The name of the session cookie. `__Host-` binds it to this very host and to HTTPS, where browsers come that way. */
export function sessionCookieName({ facts }: Pick<Node, 'facts'>): string {
  return facts.origin.startsWith('https:') ? '__Host-comity' : `comity-${facts.name}`
}

import type { AppOptions } from '@comity/http'
import { AuthorityId, Role } from './contract.ts'
import type { Node, Viewer } from './contract.ts'
import { readAbsent } from './absence-store.ts'
import type { Absent } from './absence-store.ts'
import { actorHolding } from './operations/actor-for.ts'
import { memory } from './remember.ts'
import { isAlive, isToBeTouched } from './rules/session-life.ts'
import { openSession, touchSession } from './session-store.ts'
import type { OpenSession } from './session-store.ts'
import { csrfOf, hashOf } from './tokens.ts'

/** How the keys of machine accounts begin; no token of a session does. */
export const keyPrefix = 'comity_'

/** Finds the machine account behind a key; null where there is none that works now. */
export type KeyHolder = (node: Node, key: string) => Promise<Viewer | null>

/**
 * For `createApp`: who holds this token. What was asked a moment ago is remembered until a transaction of this node ends, so disabling and
 * revoking take effect at once; what depends on the time is worked out at each request. `keyHolder` knows the machine accounts; none unless given.
 */
export function authenticate(node: Node, keyHolder?: KeyHolder): AppOptions['authenticate'] {
  const sessions = memory<Known>()
  return async ({ kind, token }) => {
    if (keyHolder !== undefined && kind === 'bearer' && token.startsWith(keyPrefix)) return keyHolder(node, token)
    const hash = hashOf(token)
    const key = hash.toString('base64')
    const known = await sessions.recall(node, key, async () => knownOf(await openSession(node.db, hash)))
    const now = node.world.clock.now()
    // A stolen cookie is no bearer token, nor the other way round.
    if (!known || known.session.kind !== kind) return null
    const { session, person, absent } = known
    if (!isAlive({ kind, expiresAt: session.expires_at, lastSeenAt: session.last_seen_at }, now)) return null
    if (isToBeTouched(session.last_seen_at, now)) {
      sessions.forget(key)
      await touchSession(node.db, session.id, now)
    }
    const guestOf = session.authority_name
    return {
      actor: actorHolding(person, absent, now),
      csrf: kind === 'session' ? csrfOf(token) : '',
      sessionId: session.id,
      ...(session.time_zone === null ? {} : { timeZone: session.time_zone }),
      ...(guestOf === null ? {} : { guestOf }),
    }
  }
}

/** A session as the rest of the program knows it. */
interface Known {
  readonly session: OpenSession
  readonly person: ReturnType<typeof personOfSession>
  readonly absent: readonly Absent[]
}

function knownOf(session: OpenSession | undefined): Known | undefined {
  return session && { session, person: personOfSession(session), absent: readAbsent(session.absent) }
}

function personOfSession({ person_id, name, authority_id, roles, units }: OpenSession) {
  return {
    id: person_id,
    name,
    authorityId: AuthorityId.parse(authority_id),
    roles: roles.map((role) => Role.parse(role)),
    units: [...units],
  }
}

/** The name of the session cookie. `__Host-` binds it to this very host and to HTTPS, where browsers come that way. */
export function sessionCookieName({ facts }: Pick<Node, 'facts'>): string {
  return facts.origin.startsWith('https:') ? '__Host-comity' : `comity-${facts.name}`
}

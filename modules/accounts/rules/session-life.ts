/** A browser session or the token of a program. */
export type SessionKind = 'session' | 'bearer'

const HOUR_MS = 3_600_000

/** NIST SP 800-63B-4 section 2.2.3 (AAL2): idle at most an hour; 12 h in all is its bound for AAL3, kept here for all. */
export const idleMs = HOUR_MS
const sessionMs = 12 * HOUR_MS

/** Tokens of programs live longer, since nobody is there to sign in again; their owner sees and revokes them. */
const bearerMs = 30 * 24 * HOUR_MS

/** When a session that begins now ends whatever happens. */
export function expiryOf(kind: SessionKind, now: Date): Date {
  return new Date(now.getTime() + (kind === 'session' ? sessionMs : bearerMs))
}

/** Whether a session is still good: not past its end, and as a browser's not idle for too long. */
export function isAlive(
  session: { readonly kind: SessionKind; readonly expiresAt: Date; readonly lastSeenAt: Date },
  now: Date,
): boolean {
  if (now >= session.expiresAt) return false
  return session.kind === 'bearer' || now.getTime() - session.lastSeenAt.getTime() < idleMs
}

/** Whether it is time to note that the session is in use: not at each request, which would cost a write each. */
export function isToBeTouched(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= 60_000
}

/** Attempts to sign in from one place are counted over this window. */
export const windowMs = 15 * 60_000

/** Wrong passwords for one login from one network: guessing online stays hopeless, and a person's own mistakes have room. */
export const pairLimit = 10

/** Wrong passwords from one network: an office behind one address has room, spraying many accounts has little. */
export const networkLimit = 60

/** Attempts for one login from anywhere are counted over this window. */
export const loginWindowMs = 24 * 3_600_000

/** NIST SP 800-63B-4 section 3.2.2: no more than 100 wrong attempts in a row at one account; after them each one waits. */
export const loginLimit = 100

/** No wait is longer, so that a stranger who keeps guessing slows a login down, and never locks it. */
const longestWaitMs = 60_000

/** After how many whole seconds the window that began at `since` is over. */
export function secondsLeft(since: Date, now: Date, lengthMs = windowMs): number {
  return Math.max(1, Math.ceil((since.getTime() + lengthMs - now.getTime()) / 1000))
}

/** How long the next attempt at a login waits after the last one that was let through: it doubles with every ten. */
export function loginWaitMs(count: number): number {
  if (count < loginLimit) return 0
  return Math.min(longestWaitMs, 1000 * 2 ** Math.floor((count - loginLimit) / 10))
}

/**
 * What counts as one place: an IPv4 address; of IPv6 the /64, since one subscriber holds all addresses of it (RFC 6177).
 * IPv4 written as IPv6 (RFC 4291 section 2.5.5.2) is IPv4.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [before = '', after = ''] = address.replace(/%.*$/, '').toLowerCase().split('::')
  const [head, tail] = [before, after].map((part) => (part === '' ? [] : part.split(':')))
  const missing = Math.max(0, 8 - (head?.length ?? 0) - (tail?.length ?? 0))
  const groups = [...(head ?? []), ...Array.from({ length: missing }, () => '0'), ...(tail ?? [])]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

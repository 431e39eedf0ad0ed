/** Attempts to sign in are counted over this window. */
export const windowMs = 15 * 60_000

/** Wrong passwords for one account: guessing online stays hopeless, and a person's own mistakes have room. */
export const accountLimit = 10

/** Wrong passwords from one address: an office behind one address has room, spraying many accounts has little. */
export const addressLimit = 60

/** After how many whole seconds the window that began at `since` is over. */
export function secondsLeft(since: Date, now: Date): number {
  return Math.max(1, Math.ceil((since.getTime() + windowMs - now.getTime()) / 1000))
}

const SECOND_MS = 1000
const FIRST_PAUSE_MS = 10 * SECOND_MS
const LONGEST_PAUSE_MS = 6 * 3_600_000
/** A weekend: what nobody mended by then is given up, and can be replayed. */
const GIVE_UP_MS = 3 * 24 * 3_600_000

/**
 * When an event is tried again after so many attempts; null: it is given up. The pause doubles and is scattered by a quarter either way, so that
 * receivers which come back are not called by everyone at once. `chance` is in [0, 1).
 */
export function nextTry(
  delivery: { readonly attempts: number; readonly dueSince: Date },
  now: Date,
  chance: number,
): Date | null {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(delivery.attempts - 1, 20), LONGEST_PAUSE_MS)
  const next = new Date(now.getTime() + Math.round(pauseMs * (0.75 + chance / 2)))
  return next.getTime() - delivery.dueSince.getTime() > GIVE_UP_MS ? null : next
}

import type { NetAnswer } from '@comity/world'

/** protocol/10 section 3: what a transport signature allows a clock to be wrong by. */
const TOLERATED_MS = 60_000

/**
 * What a refused request says of the peer's clock: `clock-differs:S`, where S is by how many seconds the peer is ahead (negative: behind).
 * Null when its `Date` (RFC 9110 section 6.6.1) is near enough or missing.
 */
export function clockProblem(answer: NetAnswer, now: Date): string | null {
  const theirs = Date.parse(answer.headers['date'] ?? '')
  const aheadMs = theirs - now.getTime()
  return Math.abs(aheadMs) > TOLERATED_MS ? `clock-differs:${Math.round(aheadMs / 1000)}` : null
}

/** Seconds by which the peer is ahead, of a problem that `clockProblem` gave; null of any other. */
export function secondsAhead(problem: string): number | null {
  const found = /^clock-differs:(-?\d{1,12})$/.exec(problem)?.[1]
  return found === undefined ? null : Number(found)
}

/** How two nodes are connected, and how well: pure, so that a page, a program and the worker say the same. */

/** How our dossiers reach a peer. */
export const sendings = ['automatic', 'push', 'await'] as const
export type Sending = (typeof sendings)[number]

/** Whether we ask a peer for what waits for us. */
export const fetchings = ['automatic', 'always', 'never'] as const
export type Fetching = (typeof fetchings)[number]

/** What decides how a line runs. A node listens when its entry in the directory has an address (protocol/10 section 9). */
export interface LineFacts {
  readonly ownListens: boolean
  readonly peerListens: boolean
  readonly sends: Sending
  readonly fetches: Fetching
}

/** How a line runs. */
export interface Road {
  /** Pushed by us, or kept here until the peer fetches it. */
  readonly sends: 'push' | 'await'
  readonly fetches: boolean
  /** Neither node takes connections: nothing can pass, whatever is decided. */
  readonly impossible: boolean
}

/** The directory decides unless this office decided otherwise; nobody can push to, or fetch from, a node that does not listen. */
export function roadOf({ ownListens, peerListens, sends, fetches }: LineFacts): Road {
  return {
    sends: peerListens && sends !== 'await' ? 'push' : 'await',
    fetches: peerListens && (fetches === 'always' || (fetches === 'automatic' && !ownListens)),
    impossible: !ownListens && !peerListens,
  }
}

/** Worst first: the order in which a list of peers is read. */
export const lineStandings = [
  'impossible',
  'certificate-ended',
  'failing',
  'not-fetched',
  'clock-differs',
  'certificate-ending',
  'paused',
  'untried',
  'good',
] as const
export type LineStanding = (typeof lineStandings)[number]

/** What the standing of a line is judged by. Instants are milliseconds since 1970. */
export interface LineSigns {
  readonly road: Road
  readonly paused: boolean
  readonly problem: string | null
  readonly waiting: number
  readonly oldestMs: number | null
  /** When the peer last fetched from us. */
  readonly askedMs: number | null
  readonly contactMs: number | null
  readonly clockOffMs: number | null
  /** The first of its certificates to end. */
  readonly certificateEndsMs: number | null
  readonly nowMs: number
}

/** protocol/10 section 3: what a transport signature allows a clock to be wrong by. */
export const TOLERATED_CLOCK_MS = 60_000
/** A peer that fetches comes every half minute; one that has not come for so long is not there. */
const FETCH_SILENCE_MS = 3_600_000
/** Time enough to issue another certificate, and to have the directory published anew. */
const ENDING_MS = 30 * 86_400_000

/** How a line stands: the worst that is true of it. */
export function standingOf(signs: LineSigns): LineStanding {
  const { road, nowMs, certificateEndsMs } = signs
  const untilEnd = certificateEndsMs === null ? null : certificateEndsMs - nowMs
  if (road.impossible) return 'impossible'
  if (untilEnd !== null && untilEnd <= 0) return 'certificate-ended'
  // Whoever is paused is not tried: what failed before is no news.
  if (!signs.paused) {
    if (signs.problem !== null) return 'failing'
    if (isUnfetched(signs)) return 'not-fetched'
    if (signs.clockOffMs !== null && Math.abs(signs.clockOffMs) > TOLERATED_CLOCK_MS) return 'clock-differs'
  }
  if (untilEnd !== null && untilEnd < ENDING_MS) return 'certificate-ending'
  if (signs.paused) return 'paused'
  return signs.contactMs === null ? 'untried' : 'good'
}

function isUnfetched({ road, waiting, oldestMs, askedMs, nowMs }: LineSigns): boolean {
  if (road.sends !== 'await' || waiting === 0) return false
  return nowMs - Math.max(oldestMs ?? 0, askedMs ?? 0) > FETCH_SILENCE_MS
}

/** Worst first; among equals the fuller queue, then the older one, then by name. */
export function worstFirst(
  a: { readonly standing: LineStanding; readonly waiting: number; readonly oldestMs: number | null; readonly peer: string },
  b: { readonly standing: LineStanding; readonly waiting: number; readonly oldestMs: number | null; readonly peer: string },
): number {
  return (
    lineStandings.indexOf(a.standing) - lineStandings.indexOf(b.standing) ||
    b.waiting - a.waiting ||
    (a.oldestMs ?? Number.MAX_SAFE_INTEGER) - (b.oldestMs ?? Number.MAX_SAFE_INTEGER) ||
    (a.peer < b.peer ? -1 : Number(a.peer > b.peer))
  )
}

const SECOND = 1000
/** A peer that comes back is asked within a quarter of an hour. */
const LONGEST_FETCH_DELAY_MS = 900 * SECOND

/** Milliseconds until a peer is asked again: `everyMs` while it answers, doubled with each failure, spread so that nodes do not march in step. */
export function fetchDelay(failures: number, everyMs: number, fraction: number): number {
  const full = Math.min(everyMs * 2 ** Math.min(failures, 20), Math.max(everyMs, LONGEST_FETCH_DELAY_MS))
  return Math.ceil(full * (0.75 + fraction / 2))
}

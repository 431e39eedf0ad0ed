import type { KeyObject } from 'node:crypto'
import { ComityError } from '@comity/errors'
import { createCrl, mustBeListOf, type RevocationList } from '@comity/crypto'

/** What an authority revokes, and on what its new list builds. */
export interface RevocationPlan {
  readonly ca: { readonly certificateDer: Uint8Array; readonly privateKey: KeyObject }
  /** The list before, in DER; null for the first. What it names stays named. */
  readonly previous: Uint8Array | null
  /** Serial numbers in lower-case hex; none renews the list. */
  readonly revoke: readonly string[]
  readonly at: Date
  /** For how long the list counts: the CA is offline, and past this day nothing of the authority is believed. */
  readonly days: number
}

const SECOND_MS = 1000
const DAY_MS = 86_400_000

/**
 * An authority's next revocation list, in DER (protocol 02 §2.4). It names what the one before named, and is later than it even
 * when both are made within one second.
 *
 * @throws ComityError `revocation-list-invalid` when the list before is not this authority's
 */
export function makeRevocationList({ ca, previous, revoke, at, days }: RevocationPlan): Uint8Array<ArrayBuffer> {
  const before = previous === null ? null : mustBeListOf(ca.certificateDer, previous)
  const thisUpdate = new Date(Math.max(wholeSecond(at), (before?.thisUpdate.getTime() ?? 0) + SECOND_MS))
  const named = new Map(before?.revoked)
  for (const serial of revoke) if (!named.has(serial)) named.set(serial, thisUpdate)
  return createCrl({
    ca,
    // Grows with each list, without anybody having to remember the last number.
    number: thisUpdate.getTime() / SECOND_MS,
    thisUpdate,
    nextUpdate: new Date(thisUpdate.getTime() + days * DAY_MS),
    revoked: [...named].map(([serial, since]) => ({ serial, at: since })),
  })
}

function wholeSecond(at: Date): number {
  return Math.floor(at.getTime() / SECOND_MS) * SECOND_MS
}

/** A list that is dated further ahead would keep every later one out. */
const FURTHEST_AHEAD_MS = 48 * 3_600_000

/**
 * An offered list, believed: of this CA, counting now, and no step back from the known one (protocol 07 §12).
 *
 * @throws ComityError `revocation-list-invalid`, `revocation-older`
 */
export function judgeList(
  offered: Uint8Array,
  terms: { readonly caDer: Uint8Array; readonly known: RevocationList | null; readonly at: Date },
): RevocationList {
  const list = mustBeListOf(terms.caDer, offered)
  if (list.nextUpdate <= terms.at || list.thisUpdate.getTime() > terms.at.getTime() + FURTHEST_AHEAD_MS)
    throw new ComityError('revocation-list-invalid')
  if (!mayFollow(list, terms.known)) throw new ComityError('revocation-older')
  return list
}

function mayFollow(next: RevocationList, known: RevocationList | null): boolean {
  if (known === null) return true
  return next.thisUpdate > known.thisUpdate && [...known.revoked.keys()].every((serial) => next.revoked.has(serial))
}

import type { KeyObject } from 'node:crypto'
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

/** Whether a list may follow another: later, and without taking a revocation back. */
export function mayFollow(next: RevocationList, known: RevocationList | null): boolean {
  if (known === null) return true
  return next.thisUpdate > known.thisUpdate && [...known.revoked.keys()].every((serial) => next.revoked.has(serial))
}

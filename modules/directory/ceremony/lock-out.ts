import { ComityError } from '@comity/errors'
import { directoryRoles, type Root } from '../contract.ts'
import { LEAST_THRESHOLD } from '../rules/read-root.ts'

const DAY_MS = 86_400_000
/** Whoever signs a root needs time to carry it round before it ends, and to make the one after. */
const LEAST_DAYS = 30
/** A root that lives for ever is never practised, and its keys are never looked for. */
const MOST_DAYS = 5 * 366

/**
 * Refuses a root after which the directory could never be changed again, or soon not.
 *
 * @throws ComityError `root-would-lock-out` with `reason` `threshold`, `spare`, `keys`, `expires-soon` or `expires-late`
 */
export function mustNotLockOut(root: Root, at: Date): void {
  for (const role of directoryRoles) {
    const { keyIds, threshold } = root.roles[role]
    if (keyIds.length === 0) throw lockOut('keys', role)
    if (threshold < LEAST_THRESHOLD[role] || threshold > keyIds.length) throw lockOut('threshold', role)
  }
  // Where every root key must sign, the loss of one ends the directory.
  if (root.roles.root.keyIds.length <= root.roles.root.threshold) throw lockOut('spare', 'root')
  const days = (Date.parse(root.expires) - at.getTime()) / DAY_MS
  if (days < LEAST_DAYS) throw lockOut('expires-soon', 'root')
  if (days > MOST_DAYS) throw lockOut('expires-late', 'root')
}

/** Refuses a next root that the old one cannot lead to. @throws ComityError `root-would-lock-out` with `reason` `version` or `network` */
export function mustBeSignable(old: Root, next: Root): void {
  // Nodes walk one version at a time (protocol 07 §7).
  if (next.version !== old.version + 1) throw lockOut('version', 'root')
  if (next.network !== old.network) throw lockOut('network', 'root')
}

/**
 * A holder signs only what follows the root that they hold themselves; null for the first of a network.
 *
 * @throws ComityError `root-would-lock-out` with `reason` `version` or `network`
 */
export function mustBeSuccessor(held: Root | null, next: Root): void {
  if (held !== null) return mustBeSignable(held, next)
  if (next.version !== 1) throw lockOut('version', 'root')
}

/** @returns the refusal, for whoever publishes. */
export function lockOut(reason: string, role: string): ComityError {
  return new ComityError('root-would-lock-out', { values: { reason, role } })
}

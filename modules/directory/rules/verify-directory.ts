import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { FreshnessFile, directoryLimits, type Contents, type DirectoryFiles, type Freshness, type Root } from '../contract.ts'
import { readContents } from './read-contents.ts'
import { changedStates, type StandingHere } from './changed-states.ts'
import { readParts, type ReadParts } from './read-parts.ts'
import { followRoots, readRoot } from './read-root.ts'
import { mustBeSigned, readFileOf, signersOf } from './signed-file.ts'

/** How long a directory whose freshness ran out still serves: a centre that is down for a weekend stops nobody. */
export const graceMs = { least: 48 * 3_600_000, normal: 72 * 3_600_000, most: 31 * 86_400_000 } as const

/** The longest that one freshness may promise: a stolen freshness key cannot freeze the directory for longer. */
const MAX_FRESHNESS_MS = 31 * 86_400_000

/** What a node has installed before, against which a rollback shows. */
export interface KnownEdition {
  readonly version: number
  readonly contentsSha256: string
}

export interface OfferedDirectory extends DirectoryFiles {
  /** The pinned `root.json`. */
  readonly trustedRoot: Uint8Array
  /** Null on a node that has no directory yet. */
  readonly known: KnownEdition | null
  readonly at: Date
  /** Milliseconds after the expiry in which the directory still serves, as stale; at least 48 hours. */
  readonly graceMs?: number
  /** What stands here already: of States that it says the same of, no parts are read again. Left out: all are. */
  readonly here?: StandingHere | null
  /** Leaves the parts out: to see whether contents are genuine before anything that they name is fetched. */
  readonly partsLater?: true
}

/** A directory that may be believed, and for how long. */
export interface VerifiedDirectory {
  readonly root: Root
  readonly contents: Contents
  readonly freshness: Freshness
  readonly contentsSha256: string
  /** What the contents commit to besides, as far as it was offered; null where no parts were offered because those contents are in force. */
  readonly parts: ReadParts | null
  /** The States whose parts these are; null: all. What stands here of the others holds on. */
  readonly changed: ReadonlySet<string> | null
  /** Ids of the contents keys that signed. */
  readonly signedBy: readonly string[]
  /** `stale`: genuine and usable, but its freshness ran out and newer contents may exist. */
  readonly standing: 'fresh' | 'stale'
  readonly validUntil: Date
  readonly usableUntil: Date
}

/**
 * Verifies the three files against the pinned root (protocol 07 §6).
 *
 * @throws ComityError `directory-signature-invalid` when fewer different keys than the threshold have signed;
 * `directory-rollback` for anything older than what is known, or a second directory of a known version;
 * `directory-mismatch` when the files do not belong together; `directory-expired` after the grace; `directory-malformed`
 */
export function verifyDirectory(offered: OfferedDirectory): VerifiedDirectory {
  const pinned = readRoot(offered.trustedRoot)
  const root = followRoots(pinned, [...(offered.rootsBetween ?? []), offered.root]).signed
  const freshness = readFreshness(offered.freshness, root)
  const contentsSha256 = sha256Hex(offered.contents)
  if (freshness.contentsSha256 !== contentsSha256) throw mismatch('contents', 'sha256')
  const file = readContents(offered.contents, root)
  const contents = file.signed
  if (freshness.contentsVersion !== contents.version) throw mismatch('contents', 'version')
  if (!contentsKeysReplaced(pinned.signed, root)) mustNotGoBack(offered.known, { version: contents.version, contentsSha256 })
  const changed = changedStates(offered.here ?? null, contents)
  const signedBy = [...signersOf(file, root.keys, root.roles.contents)]
  return {
    root,
    contents,
    freshness,
    contentsSha256,
    parts:
      offered.parts === undefined && mayOmitParts(offered, contentsSha256)
        ? null
        : readParts(contents, offered.parts ?? [], changed),
    changed,
    signedBy,
    ...standingOf({ root, contents, freshness }, offered.at, offered.graceMs),
  }
}

/**
 * Whether the directory is fresh, stale or past its grace at an instant.
 *
 * @throws ComityError `directory-expired` past the grace
 */
export function standingOf(
  files: Pick<VerifiedDirectory, 'root' | 'contents' | 'freshness'>,
  at: Date,
  grace: number = graceMs.normal,
): Pick<VerifiedDirectory, 'standing' | 'validUntil' | 'usableUntil'> {
  const validUntil = new Date(Math.min(...[files.root, files.contents, files.freshness].map((file) => Date.parse(file.expires))))
  const usableUntil = new Date(validUntil.getTime() + clampGrace(grace))
  if (at > usableUntil)
    throw new ComityError('directory-expired', {
      values: { version: files.contents.version, usableUntil: usableUntil.toISOString() },
    })
  return { standing: at > validUntil ? 'stale' : 'fresh', validUntil, usableUntil }
}

/** The grace as configured, but never under 48 hours nor over 31 days. */
export function clampGrace(grace: number): number {
  return Math.min(Math.max(grace, graceMs.least), graceMs.most)
}

function readFreshness(bytes: Uint8Array, root: Root): Freshness {
  const file = readFileOf('freshness', bytes, FreshnessFile, directoryLimits.freshnessBytes)
  mustBeSigned('freshness', file, root.keys, root.roles.freshness)
  const lifetimeMs = Date.parse(file.signed.expires) - Date.parse(file.signed.issuedAt)
  if (lifetimeMs <= 0 || lifetimeMs > MAX_FRESHNESS_MS)
    throw new ComityError('directory-malformed', { values: { file: 'freshness', reason: 'expires' } })
  return file.signed
}

function mustNotGoBack(known: KnownEdition | null, found: KnownEdition): void {
  if (known === null || found.version > known.version) return
  if (found.version === known.version && found.contentsSha256 === known.contentsSha256) return
  throw new ComityError('directory-rollback', { values: { file: 'contents', known: known.version, found: found.version } })
}

/** The parts of contents that are in force were read when they came. */
function mayOmitParts({ known, partsLater }: OfferedDirectory, contentsSha256: string): boolean {
  return partsLater === true || known?.contentsSha256 === contentsSha256
}

/**
 * Whether a new root took the contents role out of the old hands, so that nothing signed before it can still count. Only
 * then may versions begin anew: it is the way back after a thief published a very high version.
 */
function contentsKeysReplaced(pinned: Root, root: Root): boolean {
  const kept = root.roles.contents.keyIds.filter((keyId) => pinned.roles.contents.keyIds.includes(keyId))
  return pinned.version !== root.version && kept.length < root.roles.contents.threshold
}

function mismatch(file: string, reason: string): ComityError {
  return new ComityError('directory-mismatch', { values: { file, reason } })
}

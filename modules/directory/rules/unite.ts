import { canonicalJson, certificateFromPem } from '@comity/crypto'
import type { Authority, Contents, DirectoryConflict, State } from '../contract.ts'
import { entryWarnings, skeleton } from './confusable.ts'
import { caSha256Of, listedRevocations, type HeldList, derOfList } from './effective.ts'
import { fingerprintOf } from './fingerprint.ts'
import { fold } from './fold.ts'

/** The name of the directory that this node had first, among those that it follows. */
export const HOME = 'home'

/** One directory that is followed, verified by itself. */
export interface FollowedContents {
  readonly id: string
  readonly contents: Pick<Contents, 'states' | 'authorities'>
}

/** Several directories as one. */
export interface United {
  readonly states: readonly State[]
  readonly authorities: readonly Authority[]
  /** By authority: the directories that say exactly what is believed. */
  readonly sources: ReadonlyMap<string, readonly string[]>
  /** By directory: where it says otherwise, and is not believed. */
  readonly conflicts: ReadonlyMap<string, readonly DirectoryConflict[]>
  /** Revocation lists in any of them, by the authority's CA: each counts. */
  readonly lists: readonly HeldList[]
  /** Through which directory each authority was first known. */
  readonly firstKnown: ReadonlyMap<string, string>
}

interface Names {
  readonly bySkeleton: Map<string, { readonly id: string; readonly state: string; readonly folded: string }[]>
}

/**
 * What several directories say together. Each authority belongs to the directory through which it was first known: another one can confirm
 * its entry and bring its revocations, never replace it. An authority that looks like another directory's is left out.
 */
export function uniteDirectories(
  directories: readonly FollowedContents[],
  before: ReadonlyMap<string, string>,
  { listed }: { readonly listed: ReadonlySet<string> },
): United {
  const firstKnown = new Map(before)
  // Also what the first directory lists without a node is its own.
  for (const id of listed) if (!firstKnown.has(id)) firstKnown.set(id, HOME)
  for (const { id: directory, contents } of directories) {
    // Of two unknown ones the earlier joined directory is believed first.
    for (const { id } of contents.authorities) if (!firstKnown.has(id)) firstKnown.set(id, directory)
  }
  const believed = new Map<string, Authority>()
  const conflicts = new Map<string, DirectoryConflict[]>()
  const names: Names = { bySkeleton: new Map() }
  for (const { id: directory, contents } of directories)
    for (const entry of contents.authorities.filter(({ id }) => firstKnown.get(id) === directory)) {
      if (directory !== HOME && looksLikeAnother(entry, names)) note(conflicts, directory, conflictOf(entry, ['looks-like']))
      else {
        believed.set(entry.id, entry)
        if (directories.length > 1) remember(entry, names)
      }
    }
  const sources = new Map<string, string[]>()
  for (const { id: directory, contents } of directories)
    for (const entry of contents.authorities) {
      const own = believed.get(entry.id)
      const differing = own === undefined || own === entry ? [] : differences(own, entry)
      if (own !== undefined && differing.length === 0) sources.set(entry.id, [...(sources.get(entry.id) ?? []), directory])
      else if (own !== undefined) note(conflicts, directory, conflictOf(entry, differing))
      else if (firstKnown.get(entry.id) !== directory) note(conflicts, directory, conflictOf(entry, ['belongs-to-another']))
    }
  return {
    states: statesOf(directories),
    authorities: [...believed.values()],
    sources,
    conflicts,
    lists: directories.filter(({ id }) => id !== HOME).flatMap(({ contents }) => contents.authorities.flatMap(listOf)),
    firstKnown,
  }
}

function statesOf(directories: readonly FollowedContents[]): State[] {
  const states = new Map<string, State>()
  for (const { contents } of directories)
    for (const state of contents.states) if (!states.has(state.code)) states.set(state.code, state)
  return [...states.values()]
}

function differences(own: Authority, other: Authority): DirectoryConflict['differs'][number][] {
  const name = (one: Authority): string => canonicalJson(one.names)
  return [
    ...(caSha256Of(own) === caSha256Of(other) ? [] : (['key'] as const)),
    ...(own.sealRecipient === other.sealRecipient ? [] : (['recipient'] as const)),
    ...(own.nodeOrigin === other.nodeOrigin && own.hostedBy === other.hostedBy ? [] : (['node'] as const)),
    ...(name(own) === name(other) ? [] : (['name'] as const)),
  ]
}

function conflictOf(entry: Authority, differs: DirectoryConflict['differs']): DirectoryConflict {
  const { id, names, nodeOrigin } = entry
  return { authorityId: id, names, nodeOrigin, fingerprint: fingerprintOf(certificateFromPem(entry.caCertificate)), differs }
}

function note(conflicts: Map<string, DirectoryConflict[]>, directory: string, conflict: DirectoryConflict): void {
  conflicts.set(directory, [...(conflicts.get(directory) ?? []), conflict])
}

function textsOf({ id, names }: Authority): string[] {
  return [id, ...Object.values(names)].filter((text) => text !== undefined)
}

function remember(entry: Authority, { bySkeleton }: Names): void {
  for (const text of textsOf(entry)) {
    const key = skeleton(text)
    bySkeleton.set(key, [...(bySkeleton.get(key) ?? []), { id: entry.id, state: entry.state, folded: fold(text) }])
  }
}

/** As when an authority is admitted (protocol 07 §9), but here nobody gives a reason. */
function looksLikeAnother(entry: Authority, { bySkeleton }: Names): boolean {
  if (entryWarnings(entry, []).length > 0) return true
  return textsOf(entry).some((text) =>
    (bySkeleton.get(skeleton(text)) ?? []).some(
      (one) => one.id !== entry.id && (one.state === entry.state || one.folded !== fold(text)),
    ),
  )
}

function listOf(authority: Authority): HeldList[] {
  const list = listedRevocations(authority)
  if (list === null || authority.crl === undefined) return []
  const { id: authorityId, crl } = authority
  return [{ authorityId, caSha256: caSha256Of(authority), thisUpdate: list.thisUpdate, der: derOfList(crl) }]
}

import type { Actor, AuthorityId, Node } from '@comity/accounts/contract'
import { canonicalJson } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { ContentsFile, FreshnessFile, PouchFile, RootFile, directoryLimits } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { readRoot } from '../rules/read-root.ts'
import { editionInForce, rootInForce, rootsAfter, standing } from '../store.ts'
import { readPinnedRoot } from './create-directory-roots.ts'
import { installDirectory, type Installed, type InstallOptions } from './install-directory.ts'
import { freshnessKeyHere } from './role-keys.ts'
import { rootOfFile } from './root-of-file.ts'
import { signFreshness } from './sign-freshness.ts'

const DAY_MS = 86_400_000

/**
 * The directory in force as one file for carriage where no line leads; on the secretariat's node, by one of its people, with a
 * freshness that lasts the journey.
 *
 * @throws ComityError `unavailable` while no directory is installed; `not-allowed`, `directory-key-missing` for a longer freshness
 */
export async function packPouch(
  node: Node,
  longer: { readonly actor: Actor; readonly publisher: AuthorityId | null; readonly days: number } | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  const [edition, root, row] = await Promise.all([editionInForce(node.db), rootInForce(node.db), standing(node.db)])
  if (edition === undefined || root === undefined || row.freshness === null) throw new ComityError('unavailable')
  const freshness = longer === null ? row.freshness : await lastingFreshness(node, { edition, root: root.bytes, longer })
  const roots = await rootsAfter(node.db, 1)
  const pouch: PouchFile = {
    comity: 'directory-pouch',
    // Whoever pinned an older root walks all the way.
    roots: roots.filter(({ version }) => version < root.version).map(({ bytes }) => RootFile.parse(jsonOf(bytes))),
    root: RootFile.parse(jsonOf(root.bytes)),
    contents: ContentsFile.parse(jsonOf(edition.contents)),
    freshness: FreshnessFile.parse(jsonOf(freshness)),
  }
  return new TextEncoder().encode(canonicalJson(pouch))
}

async function lastingFreshness(
  node: Node,
  about: {
    readonly edition: { readonly contents: Uint8Array; readonly version: number }
    readonly root: Uint8Array
    readonly longer: { readonly actor: Actor; readonly publisher: AuthorityId | null; readonly days: number }
  },
): Promise<Uint8Array> {
  const { actor, publisher, days } = about.longer
  mustMay(actor, 'propose', { publisher, proposedBy: null })
  const key = await freshnessKeyHere(node.world, node.folder, rootOfFile(about.root))
  return signFreshness(key, { ...about.edition, at: node.world.clock.now(), lifetimeMs: days * DAY_MS })
}

/**
 * Installs a directory that was carried here, verified as if it had been fetched.
 *
 * @throws ComityError `not-allowed`, and all that `installDirectory` refuses
 */
export async function importPouch(node: Node, actor: Actor, pouch: PouchFile, options: InstallOptions = {}): Promise<Installed> {
  mustMay(actor, 'import', { publisher: null, proposedBy: null })
  const bytes = (file: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(file))
  const pinned = readRoot(await readPinnedRoot(node.world, node.folder)).signed.version
  const rootsBetween = pouch.roots.filter(({ signed }) => signed.version > pinned).map(bytes)
  const files = { root: bytes(pouch.root), rootsBetween, contents: bytes(pouch.contents), freshness: bytes(pouch.freshness) }
  return installDirectory(node, files, options)
}

/** Reads an uploaded file. @throws ComityError `directory-malformed` */
export function readPouch(bytes: Uint8Array): PouchFile {
  if (bytes.byteLength > directoryLimits.pouchBytes) throw new ComityError('directory-malformed', { values: { file: 'pouch' } })
  try {
    return PouchFile.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    throw new ComityError('directory-malformed', { values: { file: 'pouch' }, cause })
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes))
}

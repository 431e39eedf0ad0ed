import type { Actor, AuthorityId, Node } from '@comity/accounts/contract'
import { canonicalJson, parseSealIdentity, parseSealRecipient, seal, sha256Hex, unseal, type SealIdentity } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { ContentsFile, FreshnessFile, Part, PouchFile, RootFile, SealedParts, directoryLimits } from '../contract.ts'
import { mustMay } from '../must-may.ts'
import { partsOfEdition } from '../part-store.ts'
import { mayReadPart } from '../rules/may-read.ts'
import { readRoot } from '../rules/read-root.ts'
import { authorityInForce, editionInForce, rootInForce, rootsAfter, standing } from '../store.ts'
import { readPinnedRoot } from './create-directory-roots.ts'
import { installDirectory, type Installed, type InstallOptions } from './install-directory.ts'
import { loadNodeKeys } from './load-node-keys.ts'
import { freshnessKeyHere } from './role-keys.ts'
import { rootOfFile } from './root-of-file.ts'
import { signFreshness } from './sign-freshness.ts'

const DAY_MS = 86_400_000

/** A pouch for a long way, packed by a person of the secretariat. */
interface Longer {
  readonly actor: Actor
  readonly publisher: AuthorityId | null
  readonly days: number
  /** Authorities for each of which what only it may read is sealed and carried too. */
  readonly to?: readonly AuthorityId[] | undefined
}

/**
 * The directory in force as one file for carriage where no line leads; on the secretariat's node, by one of its people, with a
 * freshness that lasts the journey.
 *
 * @throws ComityError `unavailable` while no directory is installed; `not-allowed`, `directory-key-missing` for a longer freshness
 */
export async function packPouch(node: Node, longer: Longer | null = null): Promise<Uint8Array<ArrayBuffer>> {
  const [edition, root, row] = await Promise.all([editionInForce(node.db), rootInForce(node.db), standing(node.db)])
  if (edition === undefined || root === undefined || row.freshness === null) throw new ComityError('unavailable')
  const freshness = longer === null ? row.freshness : await lastingFreshness(node, { edition, root: root.bytes, longer })
  const roots = await rootsAfter(node.db, 1)
  const contents = ContentsFile.parse(jsonOf(edition.contents))
  const carried = contents.signed.parts === undefined ? {} : await carriedParts(node, edition.contents_sha256, longer?.to ?? [])
  const pouch: PouchFile = {
    comity: 'directory-pouch',
    // Whoever pinned an older root walks all the way.
    roots: roots.filter(({ version }) => version < root.version).map(({ bytes }) => RootFile.parse(jsonOf(bytes))),
    root: RootFile.parse(jsonOf(root.bytes)),
    contents,
    freshness: FreshnessFile.parse(jsonOf(freshness)),
    ...carried,
  }
  return new TextEncoder().encode(canonicalJson(pouch))
}

async function carriedParts(
  node: Node,
  contentsSha256: string,
  to: readonly AuthorityId[],
): Promise<Pick<PouchFile, 'parts' | 'sealed'>> {
  const rows = await partsOfEdition(node.db, contentsSha256)
  const parts = rows.filter(({ audience }) => audience === 'public').map(({ bytes }) => Part.parse(jsonOf(bytes)))
  const sealed: string[] = []
  for (const authority of to) {
    const facts = await authorityInForce(node.db, authority)
    if (facts === null) throw new ComityError('authority-unknown', { values: { id: authority } })
    const own = rows.filter((row) => row.audience !== 'public' && mayReadPart(row, authority))
    const file: SealedParts = {
      comity: 'directory-parts',
      contentsSha256,
      parts: own.map(({ bytes }) => Part.parse(jsonOf(bytes))),
    }
    const recipient = parseSealRecipient(facts.authority.sealRecipient)
    sealed.push(
      Buffer.from(seal(new TextEncoder().encode(canonicalJson(file)), [recipient], node.world.chance)).toString('base64'),
    )
  }
  return sealed.length === 0 ? { parts } : { parts, sealed }
}

/** What was sealed to this node, of these contents; the rest is others'. */
async function openedParts(node: Node, sealed: readonly string[], contentsSha256: string): Promise<Part[]> {
  if (sealed.length === 0) return []
  const identity = parseSealIdentity((await loadNodeKeys(node)).sealIdentity)
  return sealed.flatMap((one) => {
    const opened = openedOne(Buffer.from(one, 'base64'), identity)
    return opened !== null && opened.contentsSha256 === contentsSha256 ? opened.parts : []
  })
}

function openedOne(file: Uint8Array, identity: SealIdentity): SealedParts | null {
  try {
    return SealedParts.parse(jsonOf(unseal(file, identity)))
  } catch (error) {
    if (error instanceof ComityError) return null
    throw error
  }
}

async function lastingFreshness(
  node: Node,
  about: {
    readonly edition: { readonly contents: Uint8Array; readonly version: number }
    readonly root: Uint8Array
    readonly longer: Longer
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
  return installPouch(node, pouch, options)
}

/** The same for whoever carries it: it proves itself from the root pinned here on, whoever brought it. */
export async function installPouch(node: Node, pouch: PouchFile, options: InstallOptions = {}): Promise<Installed> {
  const bytes = (file: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(file))
  const pinned = readRoot(await readPinnedRoot(node.world, node.folder)).signed.version
  const rootsBetween = pouch.roots.filter(({ signed }) => signed.version > pinned).map(bytes)
  const contents = bytes(pouch.contents)
  const files = { root: bytes(pouch.root), rootsBetween, contents, freshness: bytes(pouch.freshness) }
  const own = await openedParts(node, pouch.sealed ?? [], sha256Hex(contents))
  const parts = [...(pouch.parts ?? []), ...own].map(bytes)
  return installDirectory(node, parts.length === 0 ? files : { ...files, parts }, options)
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

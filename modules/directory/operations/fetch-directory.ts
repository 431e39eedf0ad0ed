import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { FreshnessFile, RootFile, directoryLimits, type DirectoryFiles } from '../contract.ts'
import { readRoot } from '../rules/read-root.ts'
import { readFileOf } from '../rules/signed-file.ts'
import { verifyDirectory, type VerifiedDirectory } from '../rules/verify-directory.ts'
import { editionInForce, noteProblem, standing } from '../store.ts'
import { readPinnedRoot } from './create-directory-roots.ts'
import { fetchFile } from './fetch-file.ts'
import { fetchParts } from './fetch-parts.ts'
import { standingHere } from './standing-here.ts'
import { installDirectory, type InstallOptions, type Installed } from './install-directory.ts'

/** A node that slept through more root changes than this is set up anew by hand. */
const MAX_ROOT_STEPS = 64

/**
 * Fetches the directory from a node that serves it (the secretariat's, or any other: what counts is the signatures), verifies
 * and installs it. Contents that are in force already are not fetched again.
 *
 * @throws ComityError `directory-unreachable`, and all that `installDirectory` refuses; the reason is kept for the status
 */
export async function fetchDirectory(node: Node, origin: string, options: InstallOptions = {}): Promise<Installed> {
  try {
    return await installDirectory(node, await fetchFiles(node, origin), options)
  } catch (error) {
    if (error instanceof ComityError) await noteProblem(node.db, error.code, node.world.clock.now())
    throw error
  }
}

async function fetchFiles(node: Node, origin: string): Promise<DirectoryFiles> {
  const { rootBytes, contentsBytes, freshnessBytes } = directoryLimits
  const freshness = await fetchFile(node, `${origin}/api/directory/freshness.json`, freshnessBytes)
  const root = await fetchFile(node, `${origin}/api/directory/root.json`, rootBytes)
  const rootsBetween = await fetchRootsBetween(node, origin, root)
  const wanted = readFileOf('freshness', freshness, FreshnessFile, freshnessBytes).signed.contentsSha256
  const contents =
    (await contentsAtHand(node, wanted)) ?? (await fetchFile(node, `${origin}/api/directory/contents.json`, contentsBytes))
  const files = { root, rootsBetween, contents, freshness }
  if (await nothingMissing(node, wanted)) return files
  return { ...files, parts: await fetchParts(node, origin, await genuineContents(node, files)) }
}

/** Whether these contents are in force with all their parts that this node may read. */
async function nothingMissing(node: Node, sha256: string): Promise<boolean> {
  const row = await standing(node.db)
  return row.contents_sha256 === sha256 && row.parts_missing === 0
}

/** What contents announce is fetched only when they are signed: a lying server could announce without end. */
async function genuineContents(node: Node, files: DirectoryFiles): Promise<VerifiedDirectory> {
  const trustedRoot = await readPinnedRoot(node.world, node.folder)
  // Whether they are the latest and in time, the installation decides.
  const at = new Date(FreshnessFile.parse(JSON.parse(new TextDecoder().decode(files.freshness))).signed.issuedAt)
  const here = await standingHere(node.db, node.facts.authorityId)
  return verifyDirectory({ ...files, trustedRoot, known: null, at, here, partsLater: true })
}

async function contentsAtHand(node: Node, sha256: string): Promise<Uint8Array | null> {
  const edition = await editionInForce(node.db)
  return edition?.contents_sha256 === sha256 ? edition.contents : null
}

async function fetchRootsBetween(node: Node, origin: string, root: Uint8Array): Promise<Uint8Array[]> {
  const pinned = readRoot(await readPinnedRoot(node.world, node.folder)).signed.version
  const offered = readFileOf('root', root, RootFile, directoryLimits.rootBytes).signed.version
  if (offered - pinned > MAX_ROOT_STEPS)
    throw new ComityError('directory-mismatch', { values: { file: 'root', known: pinned, found: offered } })
  const between: Uint8Array[] = []
  for (let version = pinned + 1; version < offered; version++)
    between.push(await fetchFile(node, `${origin}/api/directory/roots/${version}.json`, directoryLimits.rootBytes))
  return between
}

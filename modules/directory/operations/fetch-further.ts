import type { Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { sha256Hex } from '@comity/crypto'
import { ComityError } from '@comity/errors'
import { FreshnessFile, RootFile, directoryLimits, type DirectoryFiles } from '../contract.ts'
import { changeFurther, furtherForUpdate, furtherInForce, type StoredFurther } from '../further-store.ts'
import { readRoot } from '../rules/read-root.ts'
import { readFileOf } from '../rules/signed-file.ts'
import { verifyDirectory } from '../rules/verify-directory.ts'
import { noteRevision, standingForUpdate } from '../store.ts'
import { fetchFile } from './fetch-file.ts'
import type { InstallOptions } from './install-directory.ts'
import { forgetPeers } from './peer-facts.ts'
import { rebuildRows } from './rebuild-rows.ts'

/** A node that slept through more root changes than this joins anew. */
const MAX_ROOT_STEPS = 64

/** Fetches every further directory, each by itself: what one refuses or withholds is noted on it and touches no other. */
export async function fetchFurther(node: Node, options: InstallOptions = {}): Promise<void> {
  for (const row of await furtherInForce(node.db))
    try {
      await installFurther(node, row.id, await fetchFiles(node, row), options)
    } catch (error) {
      const code = error instanceof ComityError ? error.code : 'internal'
      node.log.warn({ error, code, network: row.network }, 'further directory not refreshed')
      await changeFurther(node.db, row.id, { problem: code, problem_at: node.world.clock.now() })
    }
}

/**
 * Verifies a further directory against its own pinned root and its own last version, and puts it in force beside the others.
 *
 * @throws ComityError as `verifyDirectory`; `not-found` where it is not followed
 */
export async function installFurther(
  node: Node,
  id: string,
  files: DirectoryFiles,
  { graceMs }: InstallOptions = {},
): Promise<void> {
  await inContext(node, systemActor(node.facts.authorityId), async ({ db, now }) => {
    await standingForUpdate(db)
    const row = await furtherForUpdate(db, id)
    if (row === undefined || (row.state !== 'followed' && row.state !== 'leaving')) throw new ComityError('not-found')
    const { version, contents_sha256: contentsSha256 } = row
    const verified = verifyDirectory({
      ...files,
      trustedRoot: row.root,
      known: version === null || contentsSha256 === null ? null : { version, contentsSha256 },
      at: now,
      partsLater: true,
      ...(graceMs === undefined ? {} : { graceMs }),
    })
    // A secretariat cannot pass for another one by renaming itself.
    if (verified.root.network !== row.network)
      throw new ComityError('directory-mismatch', { values: { file: 'root', known: row.network, found: verified.root.network } })
    await changeFurther(db, id, {
      root: files.root,
      contents: files.contents,
      freshness: files.freshness,
      version: verified.contents.version,
      contents_sha256: verified.contentsSha256,
      valid_until: verified.validUntil,
      usable_until: verified.usableUntil,
      checked_at: now,
      problem: null,
      problem_at: null,
    })
    if (contentsSha256 === verified.contentsSha256) await noteRevision(db)
    else await rebuildRows(db, null, null)
  })
  forgetPeers(node)
}

async function fetchFiles(node: Node, row: StoredFurther): Promise<DirectoryFiles> {
  const { rootBytes, contentsBytes, freshnessBytes } = directoryLimits
  const at = `${row.origin}/api/directory`
  const freshness = await fetchFile(node, `${at}/freshness.json`, freshnessBytes)
  const root = await fetchFile(node, `${at}/root.json`, rootBytes)
  const pinned = readRoot(row.root).signed.version
  const offered = readFileOf('root', root, RootFile, rootBytes).signed.version
  if (offered - pinned > MAX_ROOT_STEPS)
    throw new ComityError('directory-mismatch', { values: { file: 'root', known: pinned, found: offered } })
  const rootsBetween: Uint8Array[] = []
  for (let version = pinned + 1; version < offered; version++)
    rootsBetween.push(await fetchFile(node, `${at}/roots/${version}.json`, rootBytes))
  const wanted = readFileOf('freshness', freshness, FreshnessFile, freshnessBytes).signed.contentsSha256
  const contents =
    row.contents !== null && sha256Hex(row.contents) === wanted
      ? row.contents
      : await fetchFile(node, `${at}/contents.json`, contentsBytes)
  return { root, rootsBetween, contents, freshness }
}

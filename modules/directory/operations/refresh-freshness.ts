import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { standing, editionOf, rootOf } from '../store.ts'
import { readSecretariatKey, secretariatKeys } from './create-directory-roots.ts'
import { installDirectory, type InstallOptions, type Installed } from './install-directory.ts'
import { signFreshness } from './sign-freshness.ts'

export interface RefreshOptions extends InstallOptions {
  /** For how long the new freshness vouches; 24 hours by default, at most 31 days (for carrying it where no line leads). */
  readonly lifetimeMs?: number
}

/**
 * On the secretariat's node: says anew that the directory in force is the latest.
 *
 * @throws ComityError `unavailable` while nothing is published; `directory-key-missing`
 */
export async function refreshFreshness(node: Node, options: RefreshOptions = {}): Promise<Installed> {
  const { version, root_version: rootVersion } = await standing(node.db)
  const edition = version === null ? undefined : await editionOf(node.db, version)
  const root = rootVersion === null ? undefined : await rootOf(node.db, rootVersion)
  if (edition === undefined || root === undefined) throw new ComityError('unavailable')
  const key = await readSecretariatKey(node.world, node.folder, secretariatKeys.freshness[0])
  const about = { contents: edition.contents, version: edition.version, at: node.world.clock.now() }
  const freshness = signFreshness(key, options.lifetimeMs === undefined ? about : { ...about, lifetimeMs: options.lifetimeMs })
  return installDirectory(node, { root: root.bytes, contents: edition.contents, freshness }, options)
}

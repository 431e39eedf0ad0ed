import type { Node } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { editionInForce, rootInForce } from '../store.ts'
import { installDirectory, type InstallOptions, type Installed } from './install-directory.ts'
import { freshnessKeyHere } from './role-keys.ts'
import { rootOfFile } from './root-of-file.ts'
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
  const edition = await editionInForce(node.db)
  const root = await rootInForce(node.db)
  if (edition === undefined || root === undefined) throw new ComityError('unavailable')
  const signed = rootOfFile(root.bytes)
  const key = await freshnessKeyHere(node.world, node.folder, signed)
  const about = { contents: edition.contents, version: edition.version, at: node.world.clock.now() }
  const freshness = signFreshness(key, options.lifetimeMs === undefined ? about : { ...about, lifetimeMs: options.lifetimeMs })
  return installDirectory(node, { root: root.bytes, contents: edition.contents, freshness }, options)
}

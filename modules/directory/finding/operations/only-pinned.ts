import { contentsInForce } from '../../operations/rebuild-rows.ts'
import type { Db } from '@comity/database'
import type { Reader } from '../rules/visible.ts'
import { pinnedHeld } from '../store-finding.ts'

/**
 * Authorities that stand in no directory and are only pinned here: whom this office trusts without a centre is its own business, so that they do not exist
 * for whoever is not of it.
 */
export async function hiddenFrom(db: Db, reader: Reader): Promise<ReadonlySet<string>> {
  if (reader.kind === 'member') return new Set()
  const pinned = await pinnedHeld(db)
  if (pinned.length === 0) return new Set()
  const listed = new Set<string>((await contentsInForce(db))?.authorities.map(({ id }) => id))
  return new Set(pinned.filter((id) => !listed.has(id)))
}

import type { Db } from '@comity/database'
import { sightOf } from '@comity/requests/server'
import type { AssetFilter, AssetPage } from '../contract.ts'
import { officeFor } from '../policy.ts'
import { fromCursor, toCursor } from '../rules/cursor.ts'
import { assetRows } from '../store/list-store.ts'
import { toRow } from '../stored-asset.ts'
import type { Reader } from './get-asset.ts'

/** Assets of the viewer's office that the viewer may see, those whose freeze ends soonest first. @throws ComityError `not-allowed`. */
export async function listAssets(db: Db, { actor }: Reader, { after, ...filter }: AssetFilter): Promise<AssetPage> {
  const sight = { ownAuthority: officeFor(actor, 'read'), tokens: sightOf(actor) }
  const rows = await assetRows(db, sight, filter, after === undefined ? null : fromCursor(after))
  const shown = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? shown.at(-1) : undefined
  return { rows: shown.map(toRow), next: last === undefined ? null : toCursor({ key: last.ends_on, id: last.id }) }
}

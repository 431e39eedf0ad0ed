import type { Db } from '@comity/database'
import type { MatterFilter, MatterRow, Page } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { matterRows } from '../matters/store-matter-rows.ts'

/** Matters of the viewer's office, last changed first. @throws ComityError `not-allowed`. */
export async function listMatters(db: Db, viewer: Reader, filter: MatterFilter): Promise<Page<MatterRow>> {
  return matterRows(db, sightFor(viewer.actor), filter)
}

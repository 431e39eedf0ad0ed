import type { Db } from '@comity/database'
import type { Dashboard } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { openCounts } from '../store-open-counts.ts'

/** What waits for the viewer's office, each count to one more than `WORK_COUNTED_TO`. @throws ComityError `not-allowed`. */
export async function dashboard(db: Db, viewer: Reader): Promise<Dashboard> {
  return openCounts(db, sightFor(viewer.actor))
}

import type { Db } from '@comity/database'
import type { TriageRow } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { unassignedArrivals } from './store-chosen.ts'

/** Incoming requests that nobody has yet, newest first. @throws ComityError `not-allowed`; `bad-input` for a foreign `after`. */
export async function listTriage(
  db: Db,
  viewer: Reader,
  place: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly rows: TriageRow[]; readonly next: string | null }> {
  return unassignedArrivals(db, sightFor(viewer.actor), { after: place.after, limit: place.limit })
}

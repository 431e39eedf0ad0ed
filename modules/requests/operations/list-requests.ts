import type { Db } from '@comity/database'
import type { Page, RequestFilter, RequestRow } from '../contract.ts'
import { isGuestAt, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { ownersOf } from '../store.ts'
import { requestRows } from '../store-lists.ts'

/** Requests of the viewer's office, paged by key. @throws ComityError `not-allowed`; `bad-input` for a foreign `after`. */
export async function listRequests(db: Db, viewer: Reader, filter: RequestFilter): Promise<Page<RequestRow>> {
  const page = await requestRows(db, sightFor(viewer.actor), filter)
  return { ...page, rows: await withoutHouseOf(db, viewer, page.rows) }
}

/** The rows as a guest reads them: not in which matter the office has them, nor who. */
async function withoutHouseOf(db: Db, { actor }: Reader, rows: readonly RequestRow[]): Promise<RequestRow[]> {
  if (sightFor(actor).office !== null) return [...rows]
  const owners = await ownersOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) =>
    isGuestAt(actor, owners.get(row.id) ?? '') ? { ...row, matterId: null, assignee: null, unit: null } : row,
  )
}

import type { Db } from '@comity/database'
import type { Page, RequestFilter, RequestRow } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { requestRows } from '../store-lists.ts'

/** Requests of the viewer's office, paged by key. @throws ComityError `not-allowed`; `bad-input` for a foreign `after`. */
export async function listRequests(db: Db, viewer: Reader, filter: RequestFilter): Promise<Page<RequestRow>> {
  return requestRows(db, sightFor(viewer.actor), filter)
}

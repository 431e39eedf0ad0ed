import type { Db } from '@comity/database'
import type { StandingItem } from '../contract.ts'
import type { Reader } from '../policy.ts'
import { standingFor } from '../rules/standing-for.ts'
import { getRequest } from './get-request.ts'
import { timelineOf } from './timeline-of.ts'

/**
 * What stands in law between the two sides of a request on a day (`YYYY-MM-DD`), what is owed first, with the acts by which the viewer may
 * answer each.
 *
 * @throws ComityError `request-not-found`, `not-allowed`.
 */
export async function recordOf(db: Db, viewer: Reader, requestId: string, today: string): Promise<StandingItem[]> {
  const request = await getRequest(db, viewer, requestId, today)
  return standingFor(request, await timelineOf(db, viewer, requestId))
}

import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { TimelineEntry } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { requestExists } from '../store.ts'
import { timelineEntries } from '../store-timeline.ts'

/** What happened to a request, oldest first. @throws ComityError `request-not-found`, `not-allowed`. */
export async function timelineOf(db: Db, viewer: Reader, requestId: string): Promise<TimelineEntry[]> {
  if (!(await requestExists(db, requestId, sightFor(viewer.actor).tokens))) throw new ComityError('request-not-found')
  return timelineEntries(db, requestId)
}

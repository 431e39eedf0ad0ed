import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { TimelineEntry } from '../contract.ts'
import { sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { timelineSeen } from '../store-timeline.ts'

/** What happened to a request, oldest first; a guest sees what passed between the States, what was passed on to them, and their own notes. One statement. @throws ComityError `request-not-found`, `not-allowed`. */
export async function timelineOf(db: Db, { actor }: Reader, requestId: string): Promise<TimelineEntry[]> {
  const entries = await timelineSeen(db, requestId, { ...actor, tokens: sightFor(actor).tokens })
  if (entries === null) throw new ComityError('request-not-found')
  return entries
}

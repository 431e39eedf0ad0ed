import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { TimelineEntry } from '../contract.ts'
import { isGuestAt, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { ownerOf } from '../store.ts'
import { timelineEntries } from '../store-timeline.ts'

/** What happened to a request, oldest first; a guest sees what passed between the States, what was passed on to them, and their own notes. @throws ComityError `request-not-found`, `not-allowed`. */
export async function timelineOf(db: Db, viewer: Reader, requestId: string): Promise<TimelineEntry[]> {
  const owner = await ownerOf(db, requestId, sightFor(viewer.actor).tokens)
  if (owner === null) throw new ComityError('request-not-found')
  return timelineEntries(db, requestId, isGuestAt(viewer.actor, owner) ? viewer.actor.id : null)
}

import type { TimelineEntry } from '@comity/requests/contract'
import assert from 'node:assert/strict'
import type { Played } from './play.ts'

/**
 * Checks that both offices read the same story: the same steps in the same order, each with the same words, files and dossier, `ours`
 * where the other side says `theirs`. Internal entries never travel and are left out.
 *
 * @returns the steps
 */
export async function timelinesAgree({ cast, sent, received }: Played): Promise<string[]> {
  const { entries: ours } = await cast.amara.requests.timelineOf({ params: { id: sent } })
  const { entries: theirs } = await cast.nadia.requests.timelineOf({ params: { id: received } })
  const told = ours.filter((entry) => !entry.internal)
  assert.deepEqual(
    told.map(substance),
    theirs.filter((entry) => !entry.internal).map((entry) => substance(mirrored(entry))),
  )
  return told.map(({ act }) => act)
}

function mirrored(entry: TimelineEntry): TimelineEntry {
  return { ...entry, side: entry.side === 'ours' ? 'theirs' : 'ours' }
}

function substance({ side, act, body, attachments, dossierId }: TimelineEntry): object {
  return { side, act, body, attachments, dossierId }
}

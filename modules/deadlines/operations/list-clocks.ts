import type { Actor } from '@comity/accounts/contract'
import { sightOf } from '@comity/requests/server'
import type { Clock, ClockEntry, ClockFilter } from '../contract.ts'
import { ComityError } from '@comity/errors'
import { officeFor } from '../policy.ts'
import { presentClocks, presentOne } from '../present-clock.ts'
import type { Reading } from '../present-clock.ts'
import { fromCursor, toCursor } from '../rules/cursor.ts'
import { clockById, clockRows, entriesOf, overdueOf } from '../store.ts'
import type { ClockSight } from '../store.ts'

export type { Reading } from '../present-clock.ts'

function sightFor(actor: Actor): ClockSight {
  return { office: officeFor(actor, 'read'), tokens: sightOf(actor), personId: actor.id }
}

/**
 * Clocks of requests that the viewer may see, what is due first at the head; those of one request with the met and ended ones.
 *
 * @throws ComityError `not-allowed`; `bad-input` for a cursor of elsewhere.
 */
export async function listClocks(reading: Reading, filter: ClockFilter): Promise<{ clocks: Clock[]; next: string | null }> {
  const { db, actor, now } = reading
  const after = filter.after === undefined ? null : fromCursor(filter.after)
  const rows = await clockRows(db, sightFor(actor), filter, { after, now })
  const shown = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? shown.at(-1) : undefined
  return {
    clocks: await presentClocks(reading, shown),
    next: last === undefined ? null : toCursor({ dueAt: last.due_at, id: last.id }),
  }
}

/** How many clocks are overdue, by who owes; a thousand at most are counted. @throws ComityError `not-allowed`. */
export function overdueCounts({ db, actor, now }: Reading): Promise<{ us: number; them: number }> {
  return overdueOf(db, sightFor(actor), now)
}

/** One clock with its history. @throws ComityError `clock-not-found`, also where it is not for this person to see; `not-allowed`. */
export async function getClock(reading: Reading, id: string): Promise<{ clock: Clock; history: ClockEntry[] }> {
  const { db, actor } = reading
  const row = await clockById(db, id, sightFor(actor))
  if (row === null) throw new ComityError('clock-not-found')
  return { clock: await presentOne(reading, row), history: await entriesOf(db, id) }
}

import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import { deskHeaps, type HeapOnDesk } from '../contract.ts'
import { may, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { heapsFor } from '../rules/desk.ts'
import { heapsOnDesk } from '../store-desk.ts'

// The desk shows the most urgent few of each heap; the lists show all.
const shownRows = 5

/**
 * The viewer's desk on a day (`YYYY-MM-DD`): what this person can do now, heap by heap, then what colleagues and the other State owe;
 * empty heaps are left out. One statement.
 *
 * @throws ComityError `not-allowed`.
 */
export async function deskOf(db: Db, viewer: Reader, today: string): Promise<HeapOnDesk[]> {
  const sight = sightFor(viewer.actor)
  const ownAuthority = viewer.actor.authorityId
  assert(ownAuthority, 'whoever reads belongs to an authority')
  const heaps = heapsFor((act) => may(viewer.actor, act, { ownAuthority }))
  const found = await heapsOnDesk(db, { sight, readerId: viewer.actor.id, today, heaps, limit: shownRows })
  return found.sort((a, b) => deskHeaps.indexOf(a.heap) - deskHeaps.indexOf(b.heap))
}

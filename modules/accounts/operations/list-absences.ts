import type { Db } from '@comity/database'
import { absenceFrom, absencesSince, placesSince } from '../absence-store.ts'
import type { Absence, Actor } from '../contract.ts'
import { dayIn } from '../rules/deputising.ts'
import { seePerson } from './see-person.ts'

/** When a person is away from today on, and whose place they hold themselves. @throws ComityError `not-found`. */
export async function listAbsences(
  db: Db,
  actor: Actor,
  of: { readonly id: string; readonly now: Date },
): Promise<{ away: Absence[]; holds: Absence[] }> {
  const person = await seePerson(db, actor, of.id)
  const today = dayIn(of.now, person.timeZone)
  const [away, holds] = [await absencesSince(db, person.id, today), await placesSince(db, person.id, today)]
  return { away: away.map(absenceFrom), holds: holds.map(absenceFrom) }
}

import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Actor, Person, Unit } from '../contract.ts'
import { maySeeUnits } from '../policy.ts'
import { membersOfUnit, unitRow, unitsOfAuthority } from '../unit-store.ts'

/** Units of one's own authority. @throws ComityError `not-allowed` for guests and whoever is no person. */
export async function listUnits(db: Db, actor: Actor): Promise<Unit[]> {
  if (actor.kind !== 'person' || actor.authorityId === null) throw new ComityError('not-allowed')
  return unitsOfAuthority(db, actor.authorityId)
}

/** One unit with its members. @throws ComityError `not-found`, `not-allowed`. */
export async function seeUnit(db: Db, actor: Actor, id: string): Promise<{ unit: Unit; members: Person[] }> {
  if (!maySeeUnits(actor)) throw new ComityError('not-allowed')
  const unit = await unitRow(db, id)
  if (!unit || unit.authorityId !== actor.authorityId) throw new ComityError('not-found')
  return { unit, members: await membersOfUnit(db, id) }
}

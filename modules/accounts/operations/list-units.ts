import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Actor, Person, Unit } from '../contract.ts'
import { maySeeUnits } from '../policy.ts'
import { membersOfUnit, unitRow, unitsOfAuthority, wishesAbout } from '../unit-store.ts'

/** Units of one's own authority. @throws ComityError `not-allowed` for guests and whoever is no person. */
export async function listUnits(db: Db, actor: Actor): Promise<Unit[]> {
  if (actor.kind !== 'person' || actor.authorityId === null) throw new ComityError('not-allowed')
  return unitsOfAuthority(db, actor.authorityId)
}

export interface SeenUnit {
  readonly unit: Unit
  readonly members: Person[]
  readonly waiting: Person[]
}

/** One unit with its members, and those of whom it waits that they join or leave it. @throws ComityError `not-found`, `not-allowed`. */
export async function seeUnit(db: Db, actor: Actor, id: string): Promise<SeenUnit> {
  if (!maySeeUnits(actor)) throw new ComityError('not-allowed')
  const unit = await unitRow(db, id)
  if (!unit || unit.authorityId !== actor.authorityId) throw new ComityError('not-found')
  const [members, waiting] = await Promise.all([membersOfUnit(db, id), wishesAbout(db, id)])
  return { unit, members, waiting }
}

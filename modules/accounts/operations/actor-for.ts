import type { Db } from '@comity/database'
import { absentOf, readAbsent } from '../absence-store.ts'
import type { Absent } from '../absence-store.ts'
import type { Actor, Person } from '../contract.ts'
import { holdsAt, placesHeld } from '../rules/deputising.ts'

/** A person as an actor, with the places they hold at an instant: as a session of theirs would act. */
export async function actorFor(db: Db, person: Person, at: Date): Promise<Actor> {
  return actorHolding(person, readAbsent(await absentOf(db, person.id)), at)
}

/** The same from the list that came with a session. */
export function actorHolding(
  person: Pick<Person, 'id' | 'name' | 'authorityId' | 'roles' | 'units'>,
  absent: readonly Absent[],
  at: Date,
): Actor {
  const away = absent.filter((each) => holdsAt(each, at, each.timeZone))
  const { roles, places } = placesHeld(
    person.roles,
    away.map(({ personId, roles: held, units }) => ({ personId, roles: held, units })),
  )
  const { id, name, authorityId, units } = person
  const held = places.length === 0 ? {} : { deputyFor: places.map(({ personId }) => personId), places, ownRoles: person.roles }
  return { kind: 'person', id, name, authorityId, roles, units, ...held }
}

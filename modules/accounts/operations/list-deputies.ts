import type { Db } from '@comity/database'
import type { Person } from '../contract.ts'
import { mayStandIn } from '../rules/deputising.ts'
import { peopleAfter } from '../store.ts'

/** Who could hold a person's place when this one names them, by login. */
export async function listDeputies(db: Db, person: Person, namedBy: string): Promise<Person[]> {
  const people = await peopleAfter(db, { authorityId: person.authorityId, after: '', limit: 200 })
  return people.filter((deputy) => mayStandIn(deputy, person, namedBy))
}

import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Actor, Person } from '../contract.ts'
import { may } from '../policy.ts'
import { personOf, personRow } from '../store.ts'

/** One person. @throws ComityError `not-found`, also for people whom the actor may not see. */
export async function seePerson(db: Db, actor: Actor, id: string): Promise<Person> {
  const row = await personRow(db, id)
  if (!row || !may(actor, 'see', personOf(row))) throw new ComityError('not-found')
  return personOf(row)
}

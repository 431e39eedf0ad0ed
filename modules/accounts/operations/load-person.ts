import { ComityError } from '@comity/errors'
import type { Context } from '../contract.ts'
import { isNear, mustBeAllowed } from '../policy.ts'
import type { PersonAct } from '../policy.ts'
import { lockPerson, personOf } from '../store.ts'
import type { PersonRow } from '../store.ts'

/** Loads a person for an act. @throws ComityError `not-found`, also for people of other authorities; `not-allowed`, `own-roles`. */
export async function loadPersonFor(ctx: Context, act: PersonAct, id: string): Promise<PersonRow> {
  const row = await lockPerson(ctx.db, id)
  if (!row) throw new ComityError('not-found')
  const person = personOf(row)
  if (!isNear(ctx.actor, person)) throw new ComityError('not-found')
  mustBeAllowed(ctx.actor, act, person)
  return row
}

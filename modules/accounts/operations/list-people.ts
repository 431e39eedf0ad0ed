import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { Actor, Person } from '../contract.ts'
import { may } from '../policy.ts'
import { stateOf } from '../rules/role-pairs.ts'
import { peopleOnNode } from '../store.ts'

/** People of the actor's authority and its guests, by login. @throws ComityError `not-allowed`. */
export async function listPeople(
  db: Db,
  actor: Actor,
  list: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ people: Person[]; next: string | null }> {
  const { authorityId } = actor
  if (authorityId === null || !may(actor, 'see', { id: '', authorityId, authorityName: null }))
    throw new ComityError('not-allowed')
  const found = await peopleOnNode(db, { state: stateOf(authorityId), after: list.after ?? '', limit: list.limit + 1 })
  const people = found.slice(0, list.limit)
  return { people, next: found.length > list.limit ? (people.at(-1)?.login ?? null) : null }
}

import type { Db } from '@comity/database'
import type { Actor, Person, Role } from '../contract.ts'
import { may, mayGive, mayLetIn, mayMove } from '../policy.ts'
import { openResetOf } from '../reset-store.ts'
import { personOf, personRow } from '../store.ts'
import { givenIn } from './confirm-person.ts'

/** What waits for a second person at somebody, and whether the viewer is that second person. */
export interface Waiting {
  readonly roles: readonly Role[] | null
  /** All units of the person as wished. */
  readonly units: Person['proposedUnits']
  readonly link: boolean
  readonly mayConfirm: boolean
}

/** What waits at a person. */
export async function seeWaiting(db: Db, actor: Actor, of: { readonly id: string; readonly now: Date }): Promise<Waiting> {
  const row = await personRow(db, of.id)
  const link = await openResetOf(db, of.id, of.now)
  if (!row) return { roles: null, units: null, link: false, mayConfirm: false }
  const person = personOf(row)
  const isOthers = (by: string | null | undefined): boolean => by !== null && by !== undefined && by !== actor.id
  const lets =
    (isOthers(row.proposed_by) && mayGive(actor, givenIn(person), person)) ||
    (isOthers(row.units_by) && mayMove(actor, person, person.proposedUnits ?? [])) ||
    (isOthers(link?.made_by) && mayLetIn(actor, person))
  return {
    roles: person.proposedRoles,
    units: person.proposedUnits,
    link: link !== undefined,
    mayConfirm: lets && may(actor, 'confirm', person),
  }
}

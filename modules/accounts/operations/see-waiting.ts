import type { Db } from '@comity/database'
import type { Actor, Role } from '../contract.ts'
import { may, mayGive } from '../policy.ts'
import { openResetOf } from '../reset-store.ts'
import { personOf, personRow } from '../store.ts'
import { givenIn } from './confirm-person.ts'

/** What waits for a second person at somebody, and whether the viewer is that second person. */
export interface Waiting {
  readonly roles: readonly Role[] | null
  readonly link: boolean
  readonly mayConfirm: boolean
}

/** What waits at a person. */
export async function seeWaiting(db: Db, actor: Actor, of: { readonly id: string; readonly now: Date }): Promise<Waiting> {
  const row = await personRow(db, of.id)
  const link = await openResetOf(db, of.id, of.now)
  if (!row) return { roles: null, link: false, mayConfirm: false }
  const person = personOf(row)
  const roles = row.proposed_by !== null && row.proposed_by !== actor.id && mayGive(actor, givenIn(person), person)
  const mayConfirm = (roles || (link !== undefined && link.made_by !== actor.id)) && may(actor, 'confirm', person)
  return { roles: person.proposedRoles, link: link !== undefined, mayConfirm }
}

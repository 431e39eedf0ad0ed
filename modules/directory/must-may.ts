import type { Actor } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { may, type DirectoryAct, type DirectoryFacts } from './policy.ts'

/** @throws ComityError `proposal-own` where only a second person is missing, else `not-allowed` */
export function mustMay(actor: Actor, act: DirectoryAct, facts: DirectoryFacts): void {
  if (may(actor, act, facts)) return
  const aSecondPersonMight =
    act === 'approve' && facts.proposedBy === actor.id && may({ ...actor, id: `not ${actor.id}` }, act, facts)
  throw new ComityError(aSecondPersonMight ? 'proposal-own' : 'not-allowed')
}

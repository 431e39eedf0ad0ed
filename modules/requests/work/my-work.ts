import assert from 'node:assert/strict'
import type { Db } from '@comity/database'
import type { WorkFilter, WorkPile } from '../contract.ts'
import { may, sightFor, table } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { answersOwedBy, owedBy } from '../rules/desk.ts'
import type { OwnAct } from '../rules/lifecycle.ts'
import { workPiles } from './store-work.ts'

/**
 * What waits for the viewer on a day (`YYYY-MM-DD`), in piles by when it is owed; empty piles are left out. An answer that the other side
 * waits for goes before what the state of the request asks. Whoever has a request owes what its
 * officer does; what only other roles do (to review, to approve, to decide) waits for all who hold them. One statement.
 *
 * @throws ComityError `not-allowed`; `bad-input` for a foreign `after`.
 */
export async function myWork(db: Db, viewer: Reader, filter: WorkFilter, today: string): Promise<WorkPile[]> {
  const { actor } = viewer
  const sight = sightFor(actor)
  const ownAuthority = actor.authorityId
  assert(ownAuthority, 'whoever reads belongs to an authority')
  const isOfficers = (act: OwnAct) => table[act].includes('case-officer')
  const who = {
    isOfficers,
    allowed: (act: OwnAct) => may(actor, act, { ownAuthority }),
    // An executing authority has what was passed on to it, whoever has it in the central authority.
    byHolder: (act: OwnAct) => sight.office !== null && isOfficers(act),
  }
  // A registrar sends the letters of the whole office; an officer those of their own requests.
  const sends = may(actor, 'note-rendition', { ownAuthority })
  const letters = !sends || sight.office === null ? 'none' : actor.roles.includes('registrar') ? 'all' : 'held'
  const answers = answersOwedBy(who)
  return workPiles(db, { sight, readerId: actor.id, today, owed: owedBy(who), answers, letters, ...filter })
}

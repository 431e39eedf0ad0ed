import type { Actor, Node, Person } from '../contract.ts'
import { listAbsences } from '../operations/list-absences.ts'
import { listDeputies } from '../operations/list-deputies.ts'
import { may } from '../policy.ts'
import type { AbsenceView } from './absence-section.tsx'

/** What the section about a person's absences shows this viewer. */
export async function absenceView(node: Node, actor: Actor, person: Person): Promise<AbsenceView> {
  const absences = await listAbsences(node.db, actor, { id: person.id, now: node.world.clock.now() })
  const mayName = may(actor, 'name-deputy', person) && !person.disabled
  return { ...absences, deputies: mayName ? await listDeputies(node.db, person, actor.id) : null }
}

import { z } from 'zod'
import { IncomingState, MAX_NAMED, OutgoingState } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'

/** Internal acts that their doer may take back while nothing else has happened: nothing of them has left the house. */
export const undoableActs = ['note', 'assign', 'triage', 'discard'] as const
export type UndoableAct = (typeof undoableActs)[number]

const State = z.union([OutgoingState, IncomingState])

/** What the last act changed, as it was before. */
export const Undo = z.strictObject({
  act: z.enum(undoableActs),
  by: z.string(),
  before: z.strictObject({
    state: State.optional(),
    returnsTo: State.nullable().optional(),
    authenticated: z.string().nullable().optional(),
    assignee: z.string().nullable().optional(),
    unit: z.uuid().nullable().optional(),
    named: z.array(z.string()).max(MAX_NAMED).optional(),
  }),
})
export type Undo = z.output<typeof Undo>

/** What an act leaves to be taken back; null for every act that is not internal alone. */
export function undoOf(before: StoredRequest, act: string, by: string): Undo | null {
  const { state, returnsTo, authenticated, assignee, unit, named } = before
  switch (act) {
    case 'note':
      return { act, by, before: {} }
    case 'assign':
      return { act, by, before: { assignee, unit, named: [...named] } }
    case 'triage':
      return { act, by, before: { state, returnsTo, authenticated } }
    case 'discard':
      return { act, by, before: { state, returnsTo } }
    default:
      return null
  }
}

/** The name under which each stands in the timeline. */
export const notedAs: Readonly<Record<UndoableAct, string>> = {
  note: 'noted',
  assign: 'assigned',
  triage: 'triaged',
  discard: 'discarded',
}

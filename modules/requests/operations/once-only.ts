import type { Context } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { ActName } from '../contract.ts'
import { holdRequest } from '../request-steps.ts'
import { linesOf } from '../rules/lines-of-act.ts'
import { hasWritten } from '../store-timeline.ts'

/** A form that was opened when the timeline of its request ended with this line, and the acts that it does. */
export interface OpenedForm {
  readonly requestId: string
  readonly acts: readonly ActName[]
  readonly seen: number
}

/** Whether this person has sent that form already: a second press of the button, or the way back and once more. */
export function isSentAlready(db: Db, actorId: string, { requestId, acts, seen }: OpenedForm): Promise<boolean> {
  return hasWritten(db, requestId, { actorId, after: seen, acts: acts.flatMap(linesOf) })
}

/**
 * Lets what a form does be done once. Holds the request until the transaction ends, so that of two presses at the same time one waits for the other.
 *
 * @throws ComityError `done-already`.
 */
export async function onceOnly(ctx: Context, form: OpenedForm): Promise<void> {
  await holdRequest(ctx, form.requestId)
  if (await isSentAlready(ctx.db, ctx.actor.id, form)) throw new ComityError('done-already')
}

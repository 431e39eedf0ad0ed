import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { OfRequest, Request } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { mustBelongHere } from './must-belong-here.ts'
import { loadForUpdate, note, recorded } from '../request-steps.ts'
import { notedAs } from '../rules/undo.ts'
import { updateRequest } from '../store.ts'
import { isClosedMatter } from '../store-matter.ts'
import type { StoredRequest } from '../stored-request.ts'
import { lastOwnEntry } from '../store-timeline.ts'

/**
 * Takes back one's own last internal act (a note, an assignment, the start of the assessment, a given-up draft) while nothing else has happened.
 * The timeline keeps both: it only grows.
 *
 * @throws ComityError `request-not-found`, `not-allowed`; `step-not-possible` where there is nothing of one's own to take back; `matter-closed` where a draft was given up whose
 *   matter is closed since; `holder-gone` where whoever had the request before works here no longer.
 */
export async function undoLast(ctx: Context, { requestId }: OfRequest): Promise<Request> {
  const request = await loadForUpdate(ctx, requestId)
  const { undo } = request
  mustBeAllowed(ctx.actor, undo?.act ?? 'note', request)
  if (undo === null || undo.by !== ctx.actor.id)
    throw new ComityError('step-not-possible', { values: { state: request.state, act: 'undo' } })
  // A closed matter has no open request; who may not see the matter is told no more than that.
  if (undo.act === 'discard' && request.matterId !== null && (await isClosedMatter(ctx.db, request.matterId)))
    throw new ComityError('matter-closed')
  const { state, returnsTo, authenticated, assignee, unit, named } = undo.before
  const after = {
    ...request,
    ...(state === undefined ? {} : { state }),
    ...(returnsTo === undefined ? {} : { returnsTo }),
    ...(authenticated === undefined ? {} : { authenticated }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(unit === undefined ? {} : { unit }),
    ...(named === undefined ? {} : { named }),
    undo: null,
    changedAt: ctx.now,
  }
  if (undo.act === 'assign') await mustStillBelong(ctx, after)
  const line = await lastOwnEntry(ctx.db, requestId, { act: notedAs[undo.act], actorId: ctx.actor.id })
  await updateRequest(ctx.db, after)
  await note(ctx, after, 'undone', { undoneAct: undo.act, undoneLine: line })
  return recorded(ctx, `${undo.act}-undone`, after)
}

/** @throws ComityError `holder-gone`: a request is not given back to a person or unit that is here no longer. */
async function mustStillBelong(ctx: Context, { ownAuthority, assignee, unit }: StoredRequest): Promise<void> {
  try {
    await mustBelongHere(ctx, { ownAuthority, assignee, unit, named: [] })
  } catch (cause) {
    throw cause instanceof ComityError && cause.code === 'bad-input' ? new ComityError('holder-gone', { cause }) : cause
  }
}

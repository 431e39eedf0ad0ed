import type { Context } from '@comity/accounts/contract'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import type { DraftEdit, HistoryPage, OfRequest, Request, RestoreEdit } from '../contract.ts'
import { saveDraft } from '../operations/save-draft.ts'
import { mustBeAllowed, sightFor } from '../policy.ts'
import type { Reader } from '../policy.ts'
import { loadForUpdate, stepped } from '../request-steps.ts'
import { restored } from '../rules/draft-history.ts'
import { requestById } from '../store.ts'
import { editOf, editsOf } from './store-history.ts'

/**
 * Who changed what in the draft of a request, newest first, for those of its own office who may see the request; also after it has left.
 *
 * @throws ComityError `request-not-found`, `not-allowed`.
 */
export async function draftHistory(
  db: Db,
  viewer: Reader,
  requestId: string,
  { before, limit }: HistoryPage,
): Promise<{ readonly edits: DraftEdit[]; readonly next: number | null }> {
  const request = await requestById(db, requestId, sightFor(viewer.actor).tokens)
  // A guest sees what was passed on to it, not how it came about.
  if (!request || request.ownAuthority !== viewer.actor.authorityId) throw new ComityError('request-not-found')
  const edits = await editsOf(db, requestId, { before: before ?? null, limit: limit + 1 })
  const shown = edits.slice(0, limit).map(({ revision, personName, beganAt, at, changes }) => ({
    revision,
    personName,
    beganAt: beganAt.toISOString(),
    at: at.toISOString(),
    changes: [...changes],
  }))
  return { edits: shown, next: edits.length > limit ? (shown.at(-1)?.revision ?? null) : null }
}

/**
 * Brings back into the draft what one change replaced; what stands there now is in the history in its turn.
 *
 * @throws ComityError `request-not-found`, `not-allowed`, `step-not-possible`; `edit-not-found` when it is no longer kept.
 */
export async function restoreEdit(ctx: Context, { requestId, revision, change: at }: OfRequest & RestoreEdit): Promise<Request> {
  const draft = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, 'save', draft)
  stepped(draft, 'save', ctx.now)
  const change = (await editOf(ctx.db, requestId, revision))?.changes[at]
  if (change === undefined) throw new ComityError('edit-not-found')
  const { content, counterpart } = restored(draft, change)
  return saveDraft(ctx, { requestId, revision: draft.revision, content, counterpart })
}

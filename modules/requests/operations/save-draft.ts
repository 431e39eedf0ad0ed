import type { Context } from '@comity/accounts/contract'
import type { OfRequest, Request, SaveDraft } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, recorded, stepped } from '../request-steps.ts'
import { DraftContent } from '../contract.ts'
import { withContributor } from '../rules/contributors.ts'
import { mustBeAbroad } from '../rules/draft.ts'
import { keepEdit } from '../drafting/keep-edit.ts'
import { mergedDraft } from '../rules/merge-draft.ts'
import { withSources } from '../rules/translation.ts'
import { draftVersion, keepDraftVersion, updateRequest } from '../store.ts'

/**
 * Saves a draft. Where someone else saved meanwhile, both writings are kept field by field.
 *
 * @throws ComityError `request-changed-meanwhile`, naming the fields that both changed differently and the present `revision`.
 */
export async function saveDraft(ctx: Context, input: OfRequest & SaveDraft): Promise<Request> {
  const draft = await loadForUpdate(ctx, input.requestId)
  mustBeAllowed(ctx.actor, 'save', draft)
  mustBeAbroad(draft.ownAuthority, input.counterpart)
  const base =
    input.revision === draft.revision
      ? draft.content
      : DraftContent.nullable().parse(await draftVersion(ctx.db, draft.id, input.revision))
  const merged = mergedDraft({ base, mine: input.content, theirs: draft.content }, draft.revision)
  const content = withSources(draft.content, merged)
  const saved = {
    ...withContributor(stepped(draft, 'save', ctx.now), ctx.actor.id),
    content,
    counterpart: input.counterpart,
    revision: draft.revision + 1,
    changedAt: ctx.now,
  }
  await keepDraftVersion(ctx.db, draft)
  await keepEdit(ctx, { id: draft.id, before: draft, after: saved })
  await updateRequest(ctx.db, saved)
  return recorded(ctx, 'draft-saved', saved)
}

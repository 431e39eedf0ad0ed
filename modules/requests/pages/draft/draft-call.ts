import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import type { DraftContent, OnDraft, Request } from '../../contract.ts'
import { getRequest, saveDraft, seenOnDraft } from '../../server.ts'

export const OfRequestParams = z.strictObject({ id: z.uuid() })

/** A draft that somebody has open, and who else has. */
export interface OpenDraft extends Request {
  readonly others: readonly OnDraft[]
}

/** A draft that its writer may change, who from now on counts as being on it. @throws ComityError `step-not-possible` when it is no draft, or not this viewer's to write. */
export async function draftToEdit(node: Node, viewer: Viewer, id: string): Promise<OpenDraft> {
  const request = await getRequest(node.db, viewer, id)
  if (!request.nextSteps.some((step) => step.act === 'save'))
    throw new ComityError('step-not-possible', { values: { state: request.state, act: 'save' } })
  return { ...request, others: await seenOnDraft(node, viewer.actor, id) }
}

/** What the check knows of a draft besides its content. */
export function ownOf({ attachments }: Pick<Request, 'attachments'>): { readonly files: readonly string[] } {
  return { files: attachments.map(({ name }) => name) }
}

/** Saves a changed content over the revision that was read. */
export function saveContent(node: Node, viewer: Viewer, draft: Request, content: DraftContent): Promise<Request> {
  return inContext(node, viewer.actor, (ctx) =>
    saveDraft(ctx, { requestId: draft.id, revision: draft.revision, content, counterpart: draft.counterpart }),
  )
}

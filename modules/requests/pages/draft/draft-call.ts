import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { z } from 'zod'
import type { DraftContent, Request } from '../../contract.ts'
import { getRequest, saveDraft } from '../../server.ts'

export const OfRequestParams = z.strictObject({ id: z.uuid() })

/** A draft that its writer may change. @throws ComityError `step-not-possible` when it is no draft, or not this viewer's to write. */
export async function draftToEdit(node: Node, viewer: Viewer, id: string): Promise<Request> {
  const request = await getRequest(node.db, viewer, id)
  if (!request.nextSteps.some((step) => step.act === 'save'))
    throw new ComityError('step-not-possible', { values: { state: request.state, act: 'save' } })
  return request
}

/** Saves a changed content over the revision that was read. */
export function saveContent(node: Node, viewer: Viewer, draft: Request, content: DraftContent): Promise<Request> {
  return inContext(node, viewer.actor, (ctx) =>
    saveDraft(ctx, { requestId: draft.id, revision: draft.revision, content, counterpart: draft.counterpart }),
  )
}

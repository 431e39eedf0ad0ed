import assert from 'node:assert/strict'
import type { AuthorityId, Context } from '@comity/accounts/contract'
import { dossierFile, post } from '@comity/exchange/server'
import type { Attachment } from '@comity/exchange/contract'
import { renderDocument } from '../rules/render-document.ts'
import { mustBeComplete } from '../rules/must-be-complete.ts'
import { ORIGINAL_REQUEST } from '../contract.ts'
import type { StoredRequest } from '../stored-request.ts'
import { dossierOfArrival } from '../store-timeline.ts'

/**
 * Passes a misdirected request on to the competent authority of the own State, in the request's own thread, with the sender's signed container
 * attached: who takes it over can check that nothing was changed (E30 18).
 */
export async function passToCompetent(
  ctx: Context,
  request: StoredRequest,
  { to, reasons }: { readonly to: AuthorityId; readonly reasons: string },
): Promise<void> {
  assert(request.counterpart, 'a request that arrived has a counterpart')
  const requestDossier = await dossierOfArrival(ctx.db, request.id)
  assert(requestDossier, 'a request that arrived by the network has its dossier')
  const body = {
    form: request.form,
    reference: request.counterpartReference ?? request.ownReference,
    content: mustBeComplete(request),
    requestingAuthority: request.counterpart,
    requestDossier,
    reasons,
    ...(request.supplements === null ? {} : { supplements: request.supplements }),
  }
  const attachments = [...request.attachments, await originalContainer(ctx, requestDossier)]
  const language = request.content.language ?? 'en'
  const document = renderDocument({
    kind: 'forwarded-request',
    body,
    language,
    sender: request.ownAuthority,
    addressee: to,
    senderReference: request.ownReference,
    addresseeReference: null,
    writtenAt: ctx.now,
    attachments,
  })
  await post(ctx, { kind: 'forwarded-request', addressee: to, thread: request.thread, body, attachments, document, language })
}

async function originalContainer(ctx: Context, dossierId: string): Promise<Attachment> {
  const bytes = await dossierFile(ctx.db, dossierId, 'container')
  assert(bytes, 'the container of an applied dossier is kept')
  const sha256 = await ctx.node.files.put(bytes)
  return { name: ORIGINAL_REQUEST, mediaType: 'application/vnd.etsi.asic-e+zip', bytes: bytes.length, sha256 }
}

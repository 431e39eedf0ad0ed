import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { pdfOf } from '@comity/documents'
import { dossiersOf } from '@comity/exchange/server'
import type { Lang } from '@comity/i18n'
import { getRequest } from '../operations/get-request.ts'
import { timelineOf } from '../operations/timeline-of.ts'
import { authorityName } from '../pages/authorities.ts'
import { fileDocument, type FileVariant } from './file-document.ts'

export interface PrintFile {
  readonly requestId: string
  readonly variant: FileVariant
  readonly lang: Lang
}

/** A PDF and the name to save it under. */
export interface PrintedFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Prints the file of one request as this person sees it; the outward variant has nothing internal in it. One entry in the audit.
 *
 * @throws ComityError `request-not-found`, `not-allowed`, `document-too-large`, `document-not-made`.
 */
export async function printFile(node: Node, viewer: Viewer, { requestId, variant, lang }: PrintFile): Promise<PrintedFile> {
  const input = await inContext(node, viewer.actor, async (ctx) => {
    const request = await getRequest(ctx.db, viewer, requestId)
    const [timeline, dossiers] = [await timelineOf(ctx.db, viewer, requestId), await dossiersOf(ctx.db, request.thread)]
    await record(ctx, {
      act: 'request.file-printed',
      subject: { kind: 'request', id: request.id },
      details: { reference: request.ownReference, variant },
    })
    return { request, timeline, dossiers, madeAt: ctx.now }
  })
  const { request } = input
  const names = await namesIn(node, lang, [request.ownAuthority, request.counterpart, request.record, input.timeline])
  const nameOf = (id: string) => names.get(id) ?? id
  const ownName = nameOf(request.ownAuthority)
  const theirName = request.counterpart === null ? (request.counterpartName ?? '–') : nameOf(request.counterpart)
  const document = fileDocument({ ...input, ownName, theirName, names, madeBy: viewer.actor.name, variant, lang })
  return { name: `${request.ownReference.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')}.pdf`, bytes: await pdfOf(document) }
}

/** The names of all authorities whose ids stand in these parts of the file. */
async function namesIn(node: Node, lang: Lang, parts: unknown): Promise<ReadonlyMap<string, string>> {
  const ids = new Set([...JSON.stringify(parts).matchAll(/"([a-z]{2}\.[a-z0-9]+(?:-[a-z0-9]+)*)"/g)].map(([, id = '']) => id))
  return new Map(await Promise.all([...ids].map(async (id) => [id, await authorityName(node, lang, id)] as const)))
}

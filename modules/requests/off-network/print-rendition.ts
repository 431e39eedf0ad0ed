import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { pdfOf, type Section } from '@comity/documents'
import { ComityError } from '@comity/errors'
import { directionOf, formatBytes, formatDate, isLang, type Lang } from '@comity/i18n'
import type { Request, TimelineEntry } from '../contract.ts'
import { factsOf } from '../export/body-facts.ts'
import type { PrintedFile } from '../export/print-file.ts'
import { sayOfExport } from '../export/texts.ts'
import { getRequest } from '../operations/get-request.ts'
import { timelineOf } from '../operations/timeline-of.ts'
import { authorityName } from '../pages/authorities.ts'
import { sayIn, sayOr } from '../pages/texts.ts'

/** Which line of which request's timeline is printed, signed by hand and sent. */
export interface PrintRendition {
  readonly requestId: string
  readonly sequence: number
}

/**
 * Prints one thing that this office said to a counterpart outside the network, in the language of the request. One entry in the audit.
 *
 * @throws ComityError `request-not-found`, `not-allowed`; `file-not-found` for a line of the timeline that is no rendition; `document-not-made`.
 */
export async function printRendition(node: Node, viewer: Viewer, { requestId, sequence }: PrintRendition): Promise<PrintedFile> {
  const { request, entry } = await inContext(node, viewer.actor, async (ctx) => {
    const found = await getRequest(ctx.db, viewer, requestId)
    const said = (await timelineOf(ctx.db, viewer, requestId)).find((one) => one.sequence === sequence)
    if (said === undefined || !isRendition(found, said)) throw new ComityError('file-not-found', { values: { sequence } })
    await record(ctx, {
      act: 'request.rendition-printed',
      subject: { kind: 'request', id: requestId },
      details: { reference: found.ownReference, kind: said.act },
    })
    return { request: found, entry: said }
  })
  const { language = 'en' } = request.content
  const lang = isLang(language) ? language : 'en'
  const [ownName, theirName] = await Promise.all([
    authorityName(node, lang, request.ownAuthority),
    request.counterpart === null ? (request.counterpartName ?? '') : authorityName(node, lang, request.counterpart),
  ])
  const name = `${request.ownReference}-${sequence}`.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')
  return { name: `${name}.pdf`, bytes: await pdfOf(rendition({ request, entry, lang, ownName, theirName })) }
}

/** Whether a line of the timeline is something that this office said outside the network. */
export function isRendition(request: Pick<Request, 'channel'>, entry: TimelineEntry): boolean {
  return request.channel !== 'network' && entry.side === 'ours' && !entry.internal
}

interface RenditionInput {
  readonly request: Request
  readonly entry: TimelineEntry
  readonly lang: Lang
  readonly ownName: string
  readonly theirName: string
}

function rendition({ request, entry, lang, ownName, theirName }: RenditionInput) {
  const say = sayIn(lang)
  const own = sayOfExport(lang)
  const at = formatDate(lang, entry.at.slice(0, 10))
  const measures = new Map(
    (request.content.measures ?? []).map(({ id, kind }, index) => [id, `${index + 1}. ${say(`measure.${kind}`)}`]),
  )
  const files: Section[] =
    entry.attachments.length === 0
      ? []
      : [
          {
            heading: own('file.documents'),
            blocks: [
              {
                kind: 'table',
                columns: [own('file.name'), own('file.size'), own('file.sha256')],
                rows: entry.attachments.map((file) => [file.name, formatBytes(lang, file.bytes), file.sha256]),
              },
            ],
          },
        ]
  const title = sayOr(say, `act.${entry.act}`, entry.act)
  return {
    title,
    language: lang,
    direction: directionOf(lang),
    author: ownName,
    createdAt: new Date(entry.at),
    subtitle: request.content.subject ?? '',
    facts: [
      { label: own(request.direction === 'outgoing' ? 'side.requesting' : 'side.requested'), value: ownName },
      { label: say('field.counterpart'), value: theirName },
      { label: say('field.ownReference'), value: request.ownReference },
      { label: say('field.counterpartReference'), value: request.counterpartReference ?? '' },
      { label: own('file.at'), value: at },
      { label: own('file.channel'), value: own(`channel.${request.channel}`) },
    ].filter(({ value }) => value !== ''),
    sections: [{ heading: title, blocks: [{ kind: 'facts' as const, facts: factsOf(entry.body, lang, measures) }] }, ...files],
    runningHead: `${request.ownReference} · ${ownName}`,
    footer: `${entry.actorName} · ${at}`,
    pageLabel: own('file.page', { page: '{page}', pages: '{pages}' }),
  }
}

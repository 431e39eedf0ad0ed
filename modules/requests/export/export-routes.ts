import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext, peopleOf, unitsOf } from '@comity/accounts/server'
import { writeXlsx } from '@comity/documents'
import { ComityError } from '@comity/errors'
import { download, pageRoute, rawRoute, type App, type RawCall } from '@comity/http'
import { directionOf, type Lang } from '@comity/i18n'
import { z } from 'zod'
import { RequestFilter } from '../contract.ts'
import { authorityNames } from '../pages/authorities.ts'
import { csvOf, exportFormats, exportRequests, type ExportFilter, type ExportFormat } from './export-requests.ts'
import { fileVariants } from './file-document.ts'
import { printRendition } from '../off-network/print-rendition.ts'
import { printFile } from './print-file.ts'
import { sayOfExport } from './texts.ts'

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** What a list's address says goes along; words that no filter has are left out. */
const AnyQuery = z.record(z.string().max(40), z.union([z.string().max(500), z.array(z.string().max(500))]))
const OfId = z.strictObject({ id: z.uuid() })
const OfRendition = z.strictObject({ id: z.uuid(), sequence: z.coerce.number().int().positive() })
const Variant = z.strictObject({ variant: z.enum(fileVariants).default('outward') })

/** Lists as CSV and XLSX, the file of a request as PDF: as pages and, with the same bytes, by the API. */
export function addExports(app: App, node: Node): void {
  addLetters(app, node)
  for (const format of exportFormats) {
    pageRoute(app, { method: 'GET', url: `/requests/export.${format}`, query: AnyQuery }, async ({ query, viewer, lang }) =>
      download({
        name: `requests.${format}`,
        mediaType: mediaTypes[format],
        bytes: await listBytes(node, { query, viewer, lang, format }),
      }),
    )
    rawRoute(app, { method: 'GET', url: `/api/requests/export.${format}`, bodyLimit: 1, signedIn: true }, async (call) => {
      const bytes = await listBytes(node, { query: call.query, viewer: signedIn(call), lang: call.lang, format })
      return { status: 200, headers: { 'content-type': mediaTypes[format], ...saved(`requests.${format}`) }, bytes }
    })
  }
  pageRoute(app, { method: 'GET', url: '/requests/:id/file.pdf', params: OfId, query: Variant }, async (call) => {
    const { variant } = call.query
    const { name, bytes } = await printFile(node, call.viewer, { requestId: call.params.id, variant, lang: call.lang })
    return download({ name, mediaType: 'application/pdf', bytes })
  })
  pageRoute(app, { method: 'GET', url: '/requests/:id/renditions/:sequence', params: OfRendition }, async (call) => {
    const { id, sequence } = call.params
    const { name, bytes } = await printRendition(node, call.viewer, { requestId: id, sequence })
    return download({ name, mediaType: 'application/pdf', bytes })
  })
  rawRoute(app, { method: 'GET', url: '/api/requests/:id/file.pdf', bodyLimit: 1, signedIn: true }, async (call) => {
    const asked = z.strictObject({ ...OfId.shape, ...Variant.shape }).safeParse({ ...call.params, ...call.query })
    if (!asked.success) throw new ComityError('bad-input')
    const { id, variant } = asked.data
    const { name, bytes } = await printFile(node, signedIn(call), { requestId: id, variant, lang: call.lang })
    return { status: 200, headers: { 'content-type': 'application/pdf', ...saved(name) }, bytes }
  })
}

/** A line of the timeline as a letter, for programs. */
function addLetters(app: App, node: Node): void {
  const url = '/api/requests/:id/renditions/:sequence'
  rawRoute(app, { method: 'GET', url, bodyLimit: 1, signedIn: true }, async (call) => {
    const asked = OfRendition.safeParse(call.params)
    if (!asked.success) throw new ComityError('request-not-found')
    const { id, sequence } = asked.data
    const { name, bytes } = await printRendition(node, signedIn(call), { requestId: id, sequence })
    return { status: 200, headers: { 'content-type': 'application/pdf', ...saved(name) }, bytes }
  })
}

interface ListCall {
  readonly query: z.output<typeof AnyQuery>
  readonly viewer: Viewer
  readonly lang: Lang
  readonly format: ExportFormat
}

async function listBytes(node: Node, { query, viewer, lang, format }: ListCall): Promise<Uint8Array<ArrayBuffer>> {
  const office = viewer.actor.authorityId ?? node.facts.authorityId
  const [names, people, units] = await Promise.all([
    authorityNames(node, lang),
    peopleOf(node.db, office),
    unitsOf(node.db, office),
  ])
  const staff = new Map([...people, ...units].map(({ id, name }) => [id, name]))
  const words = { lang, names, staff, origin: node.facts.origin }
  const list = await inContext(node, viewer.actor, (ctx) => exportRequests(ctx, { filter: filterOf(query), format, words }))
  if (format === 'csv') return csvOf(list)
  return writeXlsx([{ name: sayOfExport(lang)('sheet'), ...list, rightToLeft: directionOf(lang) === 'rtl' }])
}

/** The filter that the address of a list means, without its place in the list. */
function filterOf(query: z.output<typeof AnyQuery>): ExportFilter {
  // A chosen one that is misspelt must not become the whole list.
  if (query['ids'] !== undefined && !RequestFilter.safeParse({ ids: query['ids'] }).success) throw new ComityError('bad-input')
  const wanted = Object.entries(query).filter(
    ([name, value]) => name in RequestFilter.shape && value !== '' && RequestFilter.safeParse({ [name]: value }).success,
  )
  const { after: _place, limit: _size, ...filter } = RequestFilter.parse(Object.fromEntries(wanted))
  return filter
}

function signedIn(call: RawCall): Viewer {
  if (!call.viewer) throw new ComityError('not-signed-in')
  return call.viewer
}

function saved(name: string): Record<string, string> {
  return {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
  }
}

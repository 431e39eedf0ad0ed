import type { Context, Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { tableLimits, writeXlsx } from '@comity/documents'
import { ComityError } from '@comity/errors'
import { download, pageRoute, rawRoute, type App } from '@comity/http'
import { directionOf, type Lang } from '@comity/i18n'
import { z } from 'zod'
import { MatterFilter } from '../contract.ts'
import { csvOf, exportFormats, type ExportFormat } from '../export/export-requests.ts'
import { sightFor } from '../policy.ts'
import { addressed, downloadHeaders, signedIn } from '../raw-calls.ts'
import { matterRows } from './store-matter-rows.ts'
import { authorityNames } from '../pages/authorities.ts'
import { staffFor } from '../pages/lists/people.ts'
import { listSheet, surveySheets, type Sheet, type SheetWords } from './matter-sheets.ts'
import { getMatter } from '../operations/get-matter.ts'
import { wholeSurvey } from './survey.ts'

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const AnyQuery = z.record(z.string().max(40), z.union([z.string().max(500), z.array(z.string().max(500))]))
const OfId = z.strictObject({ id: z.uuid() })
const PAGE_ROWS = 1_000

/** The list of matters, and what was sent where of one, as CSV and XLSX: as pages and, with the same bytes, by the API. */
export function addMatterExports(app: App, node: Node): void {
  for (const format of exportFormats) {
    pageRoute(app, { method: 'GET', url: `/matters/export.${format}`, query: AnyQuery }, async (call) =>
      download(await listFile(node, { ...call, format })),
    )
    pageRoute(app, { method: 'GET', url: `/matters/:id/survey.${format}`, params: OfId }, async (call) =>
      download(await surveyFile(node, { ...call, format, matterId: call.params.id })),
    )
  }
}

/** The same files by the API. */
export function addMatterExportRoutes(app: App, node: Node): void {
  for (const format of exportFormats) {
    rawRoute(app, { method: 'GET', url: `/api/matters/export.${format}`, bodyLimit: 1, signedIn: true }, async (call) => {
      const file = await listFile(node, { query: call.query, viewer: signedIn(call), lang: call.lang, format })
      return { status: 200, headers: downloadHeaders(file), bytes: file.bytes }
    })
    rawRoute(app, { method: 'GET', url: `/api/matters/:id/survey.${format}`, bodyLimit: 1, signedIn: true }, async (call) => {
      const { id: matterId } = addressed(OfId, call)
      const file = await surveyFile(node, { viewer: signedIn(call), lang: call.lang, format, matterId })
      return { status: 200, headers: downloadHeaders(file), bytes: file.bytes }
    })
  }
}

interface Call {
  readonly viewer: Viewer
  readonly lang: Lang
  readonly format: ExportFormat
}

interface SavedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

async function listFile(node: Node, call: Call & { readonly query: z.output<typeof AnyQuery> }): Promise<SavedFile> {
  const words = await wordsFor(node, call)
  const filter = filterOf(call.query)
  const sheet = await inContext(node, call.viewer.actor, (ctx) => readList(ctx, { filter, words, format: call.format }))
  return fileOf('matters', call, [sheet])
}

async function readList(
  ctx: Context,
  { filter, words, format }: { readonly filter: MatterFilter; readonly words: SheetWords; readonly format: ExportFormat },
): Promise<Sheet> {
  const rows = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await matterRows(ctx.db, sightFor(ctx.actor), { ...filter, after, limit: PAGE_ROWS })
    rows.push(...page.rows)
    if (rows.length > tableLimits.rows)
      throw new ComityError('table-too-large', { values: { rows: tableLimits.rows, columns: 9 } })
    after = page.next
  }
  const { after: _, limit: __, ...said } = filter
  await record(ctx, {
    act: 'matters.exported',
    subject: { kind: 'authority', id: ctx.actor.authorityId ?? ctx.node.facts.authorityId },
    details: {
      ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
      format,
      rows: rows.length,
    },
  })
  return listSheet(rows, words)
}

async function surveyFile(node: Node, call: Call & { readonly matterId: string }): Promise<SavedFile> {
  const words = await wordsFor(node, call)
  const sheets = await inContext(node, call.viewer.actor, async (ctx) => {
    const matter = await getMatter(ctx.db, call.viewer, call.matterId)
    const survey = await wholeSurvey(ctx.db, call.viewer, call.matterId)
    await record(ctx, {
      act: 'matter.exported',
      subject: { kind: 'matter', id: matter.id },
      details: { reference: matter.reference, format: call.format, requests: survey.requests.length },
    })
    return surveySheets(survey, words)
  })
  return fileOf('survey', call, sheets)
}

async function wordsFor(node: Node, { viewer, lang }: Call): Promise<SheetWords> {
  const [names, staff] = await Promise.all([authorityNames(node, lang), staffFor(node, viewer)])
  return { lang, names, people: staff.names, origin: node.facts.origin }
}

/** A workbook has every table; a text file has the first, then an empty line and the next. */
async function fileOf(name: string, { lang, format }: Call, sheets: readonly Sheet[]): Promise<SavedFile> {
  const [first] = sheets
  const rightToLeft = directionOf(lang) === 'rtl'
  const bytes =
    format === 'xlsx'
      ? await writeXlsx(sheets.map((sheet) => ({ ...sheet, rightToLeft })))
      : await csvOf({ header: first?.header ?? [], rows: [...(first?.rows ?? []), ...sheets.slice(1).flatMap(below)] })
  return { name: `${name}.${format}`, mediaType: mediaTypes[format], bytes }
}

function below({ header, rows }: Sheet): (readonly string[])[] {
  return [[], header, ...rows]
}

/** The filter that the address of a list means, without its place in the list. */
function filterOf(query: z.output<typeof AnyQuery>): MatterFilter {
  const { after: _place, limit: _size, ...wanted } = query
  const known = Object.entries(wanted).filter(
    ([name, value]) => value !== '' && MatterFilter.safeParse({ [name]: value }).success,
  )
  return MatterFilter.parse(Object.fromEntries(known))
}

import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { tableLimits } from '@comity/documents'
import { ComityError, type Problem } from '@comity/errors'
import { download, pageRoute, redirect, show, type App, type PageAnswer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { ImportMapping, type Import } from '../../contract.ts'
import { badRowWords, faultTold } from '../../import/import-routes.ts'
import { badRows, getImport, listImports, mapImport, runImport, undoImport, uploadImport } from '../../import/imports.ts'
import { sayOfImport } from '../../import/texts.ts'
import { FormBody, typedIn, type Typed } from '../form/read-fields.ts'
import { ImportList } from './import-list.tsx'
import { ImportPage } from './import-page.tsx'
import { MappingForm } from './mapping-form.tsx'

const OfImport = z.strictObject({ id: z.uuid() })
const Query = z.strictObject({ map: z.literal('1').optional() })
const upload = { files: 1, fileBytes: tableLimits.bytes, filesBytes: tableLimits.bytes }
const home = '/requests/import'

/** A backlog of old requests: upload, the meaning of its columns, a trial run, the import, and the way back. */
export function addImportPages(app: App, node: Node): void {
  const list = async (call: { lang: Lang; viewer: Viewer }, problem?: string): Promise<PageAnswer> =>
    show({
      title: sayOfImport(call.lang)('title'),
      current: home,
      ...(problem === undefined ? {} : { status: 422 }),
      body: (
        <ImportList
          zone={call.viewer.timeZone ?? 'UTC'}
          lang={call.lang}
          csrf={call.viewer.csrf}
          imports={await listImports(node.db, call.viewer)}
          problem={problem}
        />
      ),
    })
  pageRoute(app, { method: 'GET', url: home }, (call) => list(call))
  pageRoute(app, { method: 'POST', url: home, body: FormBody, upload }, async (call) => {
    const [file] = call.files
    const say = sayOfImport(call.lang)
    if (file === undefined) return list(call, `${say('choose')}: ${say('file')}`)
    const { id } = await uploadImport(node, call.viewer, { name: file.name, bytes: file.bytes })
    return redirect(`${home}/${id}`)
  })
  pageRoute(app, { method: 'GET', url: `${home}/:id`, params: OfImport, query: Query }, async (call) => {
    const shown = await getImport(node.db, call.viewer, call.params.id)
    if (shown.state === 'uploaded' || (shown.state === 'checked' && call.query.map === '1')) return mappingPage(call, shown, [])
    return page(call, shown, <ImportPage lang={call.lang} csrf={call.viewer.csrf} shown={shown} />)
  })
  pageRoute(app, { method: 'POST', url: `${home}/:id/mapping`, params: OfImport, body: FormBody, again: true }, async (call) => {
    const { id } = call.params
    const shown = await getImport(node.db, call.viewer, id)
    const mapping = ImportMapping.safeParse(mappingIn(typedIn(call.body), shown))
    if (!mapping.success)
      return mappingPage(
        call,
        shown,
        mapping.error.issues.map((issue) => ({ path: fieldAt(issue.path), message: sayOfImport(call.lang)('choose') })),
      )
    const twice = await refusalOf(() => inContext(node, call.viewer.actor, (ctx) => mapImport(ctx, { ...mapping.data, id })))
    return twice === null
      ? redirect(`${home}/${id}`)
      : mappingPage(call, { ...shown, mapping: mapping.data }, twiceProblems(call.lang, mapping.data))
  })
  addActs(app, node)
}

function addActs(app: App, node: Node): void {
  pageRoute(app, { method: 'POST', url: `${home}/:id/run`, params: OfImport }, async (call) => {
    await runImport(node, call.viewer, call.params.id)
    return redirect(`${home}/${call.params.id}`)
  })
  pageRoute(app, { method: 'POST', url: `${home}/:id/undo`, params: OfImport }, async (call) => {
    await inContext(node, call.viewer.actor, (ctx) => undoImport(ctx, call.params.id))
    return redirect(`${home}/${call.params.id}`)
  })
  pageRoute(app, { method: 'GET', url: `${home}/:id/bad-rows.csv`, params: OfImport }, async (call) =>
    download({
      name: 'bad-rows.csv',
      mediaType: 'text/csv; charset=utf-8',
      bytes: await badRows(node.db, call.viewer, {
        id: call.params.id,
        told: faultTold(call.lang),
        words: badRowWords(call.lang),
      }),
    }),
  )
}

interface Call {
  readonly lang: Lang
  readonly viewer: Viewer
}

function page({ lang }: Call, shown: Import, body: ReturnType<typeof ImportPage>, status?: number): PageAnswer {
  return show({
    title: shown.fileName,
    current: home,
    breadcrumbs: [{ text: sayOfImport(lang)('title'), href: home }],
    body,
    ...(status === undefined ? {} : { status }),
  })
}

function mappingPage(call: Call, shown: Import, problems: readonly Problem[]): PageAnswer {
  const { lang, viewer } = call
  const body = <MappingForm lang={lang} csrf={viewer.csrf} shown={shown} problems={problems} />
  return page(call, shown, body, problems.length === 0 ? undefined : 422)
}

/** What the form says, as the mapping: a column left at "choose" is not taken, a default left empty is none. */
function mappingIn(typed: Typed, { header }: Import): unknown {
  const given = (name: string) => (typed[name] === undefined || typed[name] === '' ? null : typed[name])
  return {
    columns: header.map((_, at) => given(`column-${at}`)),
    dateOrder: given('dateOrder'),
    direction: given('direction'),
    channel: given('channel'),
    counterpartState: given('counterpartState')?.toUpperCase() ?? null,
    counterpartName: given('counterpartName'),
    language: given('language'),
  }
}

function fieldAt(path: readonly PropertyKey[]): string {
  return path[0] === 'columns' ? `column-${String(path[1])}` : String(path[0])
}

async function refusalOf(act: () => Promise<unknown>): Promise<ComityError | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (error instanceof ComityError && error.code === 'import-mapping') return error
    throw error
  }
}

/** Every column whose field an earlier one has already. */
function twiceProblems(lang: Lang, { columns }: ImportMapping): Problem[] {
  const say = sayOfImport(lang)
  return columns.flatMap((field, at) =>
    field !== null && columns.indexOf(field) < at
      ? [{ path: `column-${at}`, message: `${say(`field.${field}`)}: ${say('twice')}` }]
      : [],
  )
}

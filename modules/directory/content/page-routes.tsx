import { AuthorityId, type Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { download, pageRoute, redirect, show, type App, type PageAnswer, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { MAX_LETTER_BYTES, MAX_TABLE_CHARACTERS, Sha256, StateCode, ConfirmationQuery, type ImportReport } from '../contract.ts'
import { publisherOf, type DirectoryOptions } from '../directory-options.ts'
import { addNewAuthorityPage, proposableStates } from '../letters/forms/new-authority-routes.tsx'
import { letterOfUpload } from '../letters/letter-form.ts'
import { problemText } from '../letters/problem-text.ts'
import { directoryText } from '../messages.ts'
import { mustMay } from '../must-may.ts'
import { importStatus } from '../operations/import-status.ts'
import { listStates } from '../operations/peer-facts.ts'
import { confirmations, entryDetail, entryHistory, register, stateDetail, wholeEntry } from '../operations/read-entries.ts'
import { suggestCorrection, suggestEntry } from '../operations/suggest-entry.ts'
import { answerSuggestion, listSuggestions, takeUpSuggestions } from '../operations/suggestions.ts'
import { may } from '../policy.ts'
import { nameIn } from '../pages/words.ts'
import { confirmationsCsv, pointsCsv } from '../rules/export-csv.ts'
import { everyState } from '../rules/reference.ts'
import { uploaded } from '../trust/refusal.ts'
import { EditPage, MAX_POINTS_BYTES } from './edit-page.tsx'
import { entryOfForm } from './entry-form.ts'
import { ConfirmationsPage } from './confirmations-page.tsx'
import { CorrectPage, HistoryPage, ImportStatusPage } from './other-pages.tsx'
import { problemWords } from './problem-texts.ts'
import { StatePage, StatesPage } from './state-pages.tsx'
import { SuggestionsPage } from './suggestions-page.tsx'
import { contentText } from './texts.ts'

const Id = z.strictObject({ id: AuthorityId })
const Fields = z.record(z.string().max(80), z.union([z.string().max(5000), z.array(z.string().max(200)).max(200)]))

function page(lang: Lang, title: string, body: Parameters<typeof show>[0]['body'], status: 200 | 422 = 200): PageAnswer {
  return show({
    title,
    current: '/directory',
    breadcrumbs: [{ text: directoryText(lang)('directory'), href: '/directory' }],
    body,
    status,
  })
}

/** Adds the pages of States and entries, and of how they are kept. */
export function addContentPages(app: App, node: Node, options: DirectoryOptions): void {
  addStatePages(app, node)
  addSuggestionPages(app, node, options)
  addImportPage(app, node, options)
  addEntryPages(app, node, options)
  addEditPages(app, node, options)
  addNewAuthorityPage(app, node, options)
}

function addStatePages(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/directory/states' }, async ({ lang }) => {
    const listed = await listStates(node.db)
    const codes = new Set(listed.map(({ code }) => code))
    return page(lang, contentText(lang)('states'), <StatesPage lang={lang} states={everyState(listed)} listed={codes} />)
  })
  const params = z.strictObject({ code: StateCode })
  pageRoute(app, { method: 'GET', url: '/directory/states/:code', params }, async ({ lang, params: { code } }) => {
    const state = await stateDetail(node.db, code)
    const { partOf } = state.facts
    const whole = partOf === undefined ? null : await stateDetail(node.db, partOf)
    const body = (
      <StatePage
        lang={lang}
        state={state}
        register={await register(node.db)}
        partOf={whole === null ? null : nameIn(lang, whole.names)}
        at={node.world.clock.now()}
      />
    )
    return page(lang, nameIn(lang, state.names), body)
  })
  addConfirmations(app, node)
}

function addConfirmations(app: App, node: Node): void {
  const query = ConfirmationQuery.extend({ skip: z.coerce.number().int().min(0).max(1_000_000).default(0) })
  pageRoute(
    app,
    { method: 'GET', url: '/directory/confirmations', query },
    async ({ lang, query: { standing, state, skip } }) => {
      const [all, states] = await Promise.all([confirmations(node, { state }), listStates(node.db)])
      const body = <ConfirmationsPage {...{ lang, all, states, skip }} filter={{ standing, state }} />
      return page(lang, contentText(lang)('confirmations'), body)
    },
  )
  const file = { method: 'GET', url: '/directory/confirmations.csv', query: ConfirmationQuery } as const
  pageRoute(app, file, async ({ query: wanted }) =>
    download({
      name: 'confirmations.csv',
      mediaType: 'text/csv; charset=utf-8',
      bytes: new TextEncoder().encode(confirmationsCsv(await confirmations(node, wanted))),
    }),
  )
}

function addSuggestionPages(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  const own = node.facts.authorityId
  pageRoute(app, { method: 'GET', url: '/directory/suggestions' }, async ({ lang, viewer }) => {
    mustMay(viewer.actor, 'see-suggestions', { publisher, proposedBy: null, own })
    const decides = may(viewer.actor, 'propose', { publisher, proposedBy: null })
    const suggestions = await listSuggestions(node.db)
    const mayAdd = may(viewer.actor, 'suggest', { publisher, proposedBy: null, own })
    const proposes = mayAdd && (await proposableStates(node, options)).length > 0
    return page(lang, contentText(lang)('suggestions'), <SuggestionsPage {...{ lang, viewer, suggestions, decides, proposes }} />)
  })
  const Chosen = z.strictObject({
    sha256: z.union([Sha256.transform((one) => [one]), z.array(Sha256).max(200)]),
    reason: z.string().trim().max(500).optional(),
  })
  pageRoute(app, { method: 'POST', url: '/directory/suggestions/take-up', body: Chosen }, async ({ lang, viewer, body }) => {
    const reason = body.reason === undefined || body.reason === '' ? undefined : body.reason
    await inContext(node, viewer.actor, (ctx) => takeUpSuggestions(ctx, publisher, { sha256s: body.sha256, reason }))
    return redirect('/directory/publish', { notice: contentText(lang)('taken-up-done') })
  })
  const Answer = z.strictObject({ answer: z.string().trim().min(10).max(1000), outcome: z.enum(['published', 'declined']) })
  const one = {
    method: 'POST',
    url: '/directory/suggestions/:sha256/answer',
    params: z.strictObject({ sha256: Sha256 }),
    body: Answer,
  } as const
  pageRoute(app, one, async ({ lang, viewer, params, body }) => {
    await inContext(node, viewer.actor, (ctx) => answerSuggestion(ctx, publisher, { ...params, ...body }))
    return redirect('/directory/suggestions', { notice: contentText(lang)('answered') })
  })
}

function addImportPage(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  const shown = (lang: Lang, viewer: Viewer, report: ImportReport | null): PageAnswer => {
    mustMay(viewer.actor, 'propose', { publisher, proposedBy: null })
    return page(lang, contentText(lang)('import'), <ImportStatusPage lang={lang} viewer={viewer} report={report} />)
  }
  pageRoute(app, { method: 'GET', url: '/directory/import-status' }, async ({ lang, viewer }) => shown(lang, viewer, null))
  const body = z.strictObject({ how: z.enum(['dry', 'propose']) })
  const upload = { files: 1, fileBytes: MAX_TABLE_CHARACTERS, filesBytes: MAX_TABLE_CHARACTERS }
  pageRoute(
    app,
    { method: 'POST', url: '/directory/import-status', body, upload },
    async ({ lang, viewer, body: { how }, files }) => {
      const table = new TextDecoder().decode(uploaded(files, 'table') ?? new Uint8Array())
      const dry = await inContext(node, viewer.actor, (ctx) => importStatus(ctx, publisher, { table, dryRun: true }))
      if (how === 'dry' || dry.problems.length > 0 || dry.changed === 0) return shown(lang, viewer, dry)
      await inContext(node, viewer.actor, (ctx) => importStatus(ctx, publisher, { table, dryRun: false }))
      return redirect('/directory/publish', { notice: contentText(lang)('taken-up-done') })
    },
  )
}

function addEntryPages(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  pageRoute(app, { method: 'GET', url: '/directory/:id/history', params: Id }, async ({ lang, viewer, params: { id } }) => {
    const { entry } = await entryDetail(node, id, { viewer, publisher })
    const versions = await entryHistory(node, id, { viewer, publisher })
    return page(lang, contentText(lang)('history'), <HistoryPage lang={lang} names={entry.names} versions={versions} />)
  })
  pageRoute(app, { method: 'GET', url: '/directory/:id/contact-points.csv', params: Id }, async ({ viewer, params: { id } }) => {
    const { entry } = await entryDetail(node, id, { viewer, publisher })
    return download({
      name: `${id}.csv`,
      mediaType: 'text/csv; charset=utf-8',
      bytes: Buffer.from(pointsCsv(entry.contactPoints)),
    })
  })
  pageRoute(app, { method: 'GET', url: '/directory/:id/correct', params: Id }, async ({ lang, viewer, params: { id } }) => {
    const { entry } = await entryDetail(node, id, { viewer, publisher })
    return page(lang, contentText(lang)('correct-title'), <CorrectPage lang={lang} viewer={viewer} id={id} names={entry.names} />)
  })
  const body = z.strictObject({ text: z.string().trim().min(10).max(2000), reason: z.string().trim().min(10).max(1000) })
  pageRoute(
    app,
    { method: 'POST', url: '/directory/:id/correct', params: Id, body },
    async ({ lang, viewer, params: { id }, body: said }) => {
      await inContext(node, viewer.actor, (ctx) => suggestCorrection(ctx, { about: id, ...said }))
      return redirect(`/directory/${id}`, { notice: contentText(lang)('correct-sent') })
    },
  )
}

function addEditPages(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  const own = node.facts.authorityId
  async function edit(lang: Lang, viewer: Viewer, id: AuthorityId, wrong: readonly string[] = []): Promise<PageAnswer> {
    mustMay(viewer.actor, 'suggest', { publisher, proposedBy: null, own })
    const detail = await entryDetail(node, id, { viewer, publisher })
    if (!detail.mayKeep) throw new ComityError('entry-not-own')
    const problems = wrong.map((path) => ({ path, message: problemText(lang, path) }))
    const at = node.world.clock.now()
    const body = <EditPage {...{ lang, viewer, detail, at, problems }} />
    return page(lang, contentText(lang)('edit'), body, wrong.length === 0 ? 200 : 422)
  }
  pageRoute(app, { method: 'GET', url: '/directory/:id/edit', params: Id }, ({ lang, viewer, params: { id } }) =>
    edit(lang, viewer, id),
  )
  const upload = { files: 2, fileBytes: MAX_LETTER_BYTES, filesBytes: MAX_LETTER_BYTES + MAX_POINTS_BYTES }
  pageRoute(app, { method: 'POST', url: '/directory/:id/edit', params: Id, body: Fields, upload }, async (call) => {
    const { lang, viewer, params, body, files } = call
    mustMay(viewer.actor, 'suggest', { publisher, proposedBy: null, own })
    const before = await wholeEntry(node.db, params.id)
    const on = node.world.clock.now().toISOString().slice(0, 10)
    const table = uploaded(files, 'table')
    if (table !== null && table.byteLength > MAX_POINTS_BYTES) return edit(lang, viewer, params.id, ['table'])
    const sent = await letterOfUpload(node, viewer, files)
    if ('wrong' in sent) return edit(lang, viewer, params.id, sent.wrong)
    const read = entryOfForm(before, body, { table, on, letter: sent.letter })
    if ('wrong' in read) return edit(lang, viewer, params.id, read.wrong)
    const remarks = typeof body['remarks'] === 'string' && body['remarks'].trim() !== '' ? body['remarks'].trim() : undefined
    try {
      await inContext(node, viewer.actor, (ctx) => suggestEntry(ctx, { entry: read.entry, remarks }))
    } catch (error) {
      if (!(error instanceof ComityError) || error.code !== 'entry-invalid') throw error
      return edit(
        lang,
        viewer,
        params.id,
        error.problems.map(({ path, message }) => `${path}. ${problemWords(lang, message)}`),
      )
    }
    return redirect('/directory/suggestions', { notice: contentText(lang)('sent') })
  })
  pageRoute(app, { method: 'POST', url: '/directory/:id/confirm', params: Id }, async ({ lang, viewer, params: { id } }) => {
    await inContext(node, viewer.actor, async (ctx) => suggestEntry(ctx, { entry: await wholeEntry(ctx.db, id) }))
    return redirect('/directory/suggestions', { notice: contentText(lang)('sent') })
  })
}

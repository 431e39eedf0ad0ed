import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { download, pageRoute, redirect, show, type App, type UploadedFile } from '@comity/http'
import { z } from 'zod'
import { FileAddress, MAX_ATTACHMENT_BYTES, NewExhibit, SaveExhibit, type Exhibit } from '../../contract.ts'
import { attachExhibit, readExhibitFile, takeableDocuments } from '../../matters/exhibit-files.ts'
import { addExhibit, fileExhibit, removeExhibit, restoreExhibit, saveExhibit } from '../../matters/exhibits.ts'
import { laggardsOfMatter } from '../../matters/reconcile.ts'
import { mustBeOpen } from '../../rules/open-matter.ts'
import { authorityNames } from '../authorities.ts'
import { FormBody, typedIn, type Typed } from '../form/read-fields.ts'
import { refusalText } from '../texts.ts'
import { ExhibitForm } from './exhibit-form.tsx'
import { ExhibitList } from './exhibit-list.tsx'
import { matterCrumbs } from './matter-pages.tsx'
import { matterScene, OfMatter, type MatterScene } from './matter-scene.ts'

const OfExhibit = z.strictObject({ id: z.uuid(), exhibitId: z.uuid() })
const upload = { files: 1, fileBytes: MAX_ATTACHMENT_BYTES, filesBytes: MAX_ATTACHMENT_BYTES }
const Taken = z.strictObject({ requestId: z.uuid().optional(), sha256: z.string().max(64).optional() })

/** Exhibits of a matter: listed, added, changed, taken away and brought back, made of what came with requests, and attached to drafts. */
export function addExhibitPages(app: App, node: Node): void {
  addList(app, node)
  addNewForm(app, node)
  addChangeForm(app, node)
  addActs(app, node)
}

function addList(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/matters/:id/exhibits', params: OfMatter }, async (call) => {
    const scene = await matterScene(node, call)
    const { id } = call.params
    const [takeable, drafts, names] = await Promise.all([
      takeableDocuments(node.db, call.viewer, id),
      laggardsOfMatter(node.db, call.viewer, id),
      authorityNames(node, call.lang),
    ])
    return show({
      ...frame(scene),
      title: scene.t('exhibits'),
      body: <ExhibitList {...scene} takeable={takeable} drafts={drafts} names={names} />,
    })
  })
  pageRoute(app, { method: 'GET', url: '/matters/:id/files/:sha256', params: FileAddress }, async (call) =>
    download(await readExhibitFile(node, call.viewer, { matterId: call.params.id, sha256: call.params.sha256 })),
  )
}

function addNewForm(app: App, node: Node): void {
  const url = '/matters/:id/exhibits/new'
  pageRoute(app, { method: 'GET', url, params: OfMatter, query: Taken }, async (call) => {
    const scene = await writableScene(await matterScene(node, call))
    const { requestId = '', sha256 = '' } = call.query
    return formPage(scene, { kind: 'document', ...(sha256 === '' ? {} : { requestId, sha256 }) }, [], null)
  })
  pageRoute(app, { method: 'POST', url, params: OfMatter, body: FormBody, upload }, async (call) => {
    const scene = await matterScene(node, call)
    const typed = typedIn(call.body)
    const { requestId, sha256 } = typed
    const takenFrom = requestId === undefined || sha256 === undefined ? {} : { takenFrom: { requestId, sha256 } }
    const parsed = NewExhibit.safeParse({ ...saidIn(typed), ...takenFrom })
    if (!parsed.success) return formPage(scene, typed, problemsIn(scene, parsed.error), null)
    const file = fileIn(call.files)
    const problems = await refusedAs(scene, async () => {
      await inContext(node, call.viewer.actor, (ctx) =>
        addExhibit(ctx, { ...parsed.data, matterId: call.params.id, ...(file === null ? {} : { file }) }),
      )
    })
    if (problems !== null) return formPage(scene, typed, problems, null)
    return redirect(`/matters/${call.params.id}/exhibits`, { notice: scene.t('notice.exhibitSaved') })
  })
}

function addChangeForm(app: App, node: Node): void {
  const url = '/matters/:id/exhibits/:exhibitId'
  pageRoute(app, { method: 'GET', url, params: OfExhibit }, async (call) => {
    const scene = await writableScene(await matterScene(node, call))
    const exhibit = exhibitIn(scene, call.params.exhibitId)
    return formPage(scene, textsOf(exhibit), [], exhibit)
  })
  pageRoute(app, { method: 'POST', url, params: OfExhibit, body: FormBody, upload, again: true }, async (call) => {
    const scene = await matterScene(node, call)
    const exhibit = exhibitIn(scene, call.params.exhibitId)
    const typed = typedIn(call.body)
    const parsed = SaveExhibit.safeParse({ label: exhibit.label, ...saidIn(typed), revision: Number(typed['revision']) })
    if (!parsed.success) return formPage(scene, typed, problemsIn(scene, parsed.error), exhibit)
    const file = fileIn(call.files)
    const of = { matterId: call.params.id, exhibitId: exhibit.id }
    const problems = await refusedAs(scene, () =>
      inContext(node, call.viewer.actor, async (ctx) => {
        await saveExhibit(ctx, { ...parsed.data, ...of })
        if (file !== null) await fileExhibit(ctx, { ...of, file })
      }),
    )
    // Somebody saved meanwhile: what they wrote is told, and the next saving goes over it knowingly.
    if (problems !== null) return formPage(scene, { ...typed, revision: String(exhibit.revision) }, problems, exhibit)
    return redirect(`/matters/${call.params.id}/exhibits`, { notice: scene.t('notice.exhibitSaved') })
  })
}

function addActs(app: App, node: Node): void {
  const back = (id: string, notice: string) => redirect(`/matters/${id}/exhibits`, { notice })
  const url = '/matters/:id/exhibits/:exhibitId'
  const acts = [
    ['remove', removeExhibit, 'notice.exhibitRemoved'],
    ['restore', restoreExhibit, 'notice.exhibitRestored'],
  ] as const
  for (const [name, act, notice] of acts)
    pageRoute(app, { method: 'POST', url: `${url}/${name}`, params: OfExhibit, body: FormBody }, async (call) => {
      const { id: matterId, exhibitId } = call.params
      await inContext(node, call.viewer.actor, (ctx) => act(ctx, { matterId, exhibitId }))
      return back(matterId, (await matterScene(node, call)).t(notice))
    })
  pageRoute(app, { method: 'POST', url: `${url}/attach`, params: OfExhibit, body: FormBody }, async (call) => {
    const { id: matterId, exhibitId } = call.params
    const requestId = z.uuid().safeParse(typedIn(call.body)[`to-${exhibitId}`]).data
    if (requestId === undefined) throw new ComityError('request-not-found')
    const { ownReference } = await inContext(node, call.viewer.actor, (ctx) =>
      attachExhibit(ctx, { matterId, exhibitId, requestId }),
    )
    return back(matterId, (await matterScene(node, call)).t('notice.exhibitAttached', { reference: ownReference }))
  })
}

/** @throws ComityError `matter-closed`, `not-allowed`, before anything is typed. */
async function writableScene(scene: MatterScene): Promise<MatterScene> {
  mustBeOpen(scene.matter)
  if (!scene.writes) throw new ComityError('not-allowed')
  return scene
}

function exhibitIn({ matter }: MatterScene, id: string): Exhibit {
  const exhibit = matter.exhibits.find((one) => one.id === id && one.removedAt === undefined)
  if (!exhibit) throw new ComityError('exhibit-not-found')
  return exhibit
}

/** Not a field: somebody else saved meanwhile. */
const MEANWHILE = 'revision'

const words = ['label', 'kind', 'description', 'datedOn', 'heldBy', 'receivedFrom'] as const

function textsOf(exhibit: Exhibit): Typed {
  const said = words.map((name) => [name, exhibit[name] ?? ''] as const)
  return { ...Object.fromEntries(said), revision: String(exhibit.revision) }
}

function saidIn(typed: Typed): Record<string, string> {
  const said = words.map((name) => [name, typed[name] ?? ''] as const)
  return { description: '', ...Object.fromEntries(said.filter(([, text]) => text !== '')) }
}

function fileIn(files: readonly UploadedFile[]) {
  const given = files.find(({ name, bytes }) => name !== '' && bytes.length > 0)
  return given === undefined ? null : { name: given.name, mediaType: given.mediaType, bytes: given.bytes }
}

function problemsIn({ t, view: { say } }: MatterScene, error: z.ZodError): Problem[] {
  return error.issues.map(({ path, code }) => {
    const name = String(path[0] ?? '')
    if (name === 'description' && code === 'too_small') return { path: name, message: t('exhibit.need') }
    if (name === 'datedOn') return { path: name, message: t('exhibit.dateBad') }
    const word = words.find((one) => one === name) ?? 'description'
    return { path: name, message: say('problem.invalid', { label: t(`exhibit.${word}`) }) }
  })
}

/** What is wrong in the words of the form, where a person can mend it there; null when all went well. */
async function refusedAs({ t, view: { lang } }: MatterScene, act: () => Promise<void>): Promise<Problem[] | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    const { code } = error
    if (code === 'conflict') return [{ path: 'label', message: t('exhibit.labelTaken') }]
    if (code === 'attachment-kind' || code === 'attachment-too-large')
      return [{ path: 'files', message: refusalText(lang, code) }]
    if (code === 'request-changed-meanwhile') return [{ path: MEANWHILE, message: refusalText(lang, code) }]
    throw error
  }
}

function formPage(scene: MatterScene, typed: Typed, problems: readonly Problem[], exhibit: Exhibit | null) {
  const { t, matter } = scene
  const title = t(exhibit === null ? 'exhibit.add' : 'exhibit.edit')
  const action = `/matters/${matter.id}/exhibits/${exhibit?.id ?? 'new'}`
  const taken = typed['sha256'] !== undefined
  return show({
    ...frame(scene),
    breadcrumbs: [...matterCrumbs(scene.view, matter), { text: t('exhibits'), href: `/matters/${matter.id}/exhibits` }],
    title,
    body: (
      <ExhibitForm
        {...scene}
        title={title}
        action={action}
        typed={typed}
        problems={problems}
        taken={taken}
        filed={exhibit?.file !== undefined}
        theirs={problems.some(({ path }) => path === MEANWHILE) ? exhibit : null}
      />
    ),
    status: problems.length > 0 ? 422 : 200,
  })
}

function frame({ view, matter }: MatterScene) {
  return { current: '/matters', breadcrumbs: matterCrumbs(view, matter) }
}

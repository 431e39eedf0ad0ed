import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { download, pageRoute, rawRoute, redirect, show, type App, type PageAnswer, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { FurtherProposal, RootFile, directoryLimits } from '../contract.ts'
import type { DirectoryOptions } from '../directory-options.ts'
import { directoryText } from '../messages.ts'
import { directoryStatus } from '../operations/directory-status.ts'
import { confirmFurther, leaveFurther, listFurther, maySeeFurther, proposeFurther, rejectFurther } from '../operations/further.ts'
import { furtherAnchor } from '../operations/trust-anchor.ts'
import { may } from '../policy.ts'
import { NetworksPage, type NetworksPageProps } from './networks-page.tsx'
import { notChosen, problemOf, uploaded, type FieldProblem } from './refusal.ts'
import { trustText } from './texts.ts'

const Given = z.strictObject({
  origin: z.string().trim().max(300).default(''),
  fingerprint: z.string().max(2000).default(''),
  compared: z.string().max(2000).default(''),
})

/** `/directory/networks`: further directories beside the first one. */
export function addNetworkPages(app: App, node: Node, options: DirectoryOptions): void {
  const own = { publisher: null, proposedBy: null, own: node.facts.authorityId }
  async function networks(
    { viewer, lang }: { readonly viewer: Viewer; readonly lang: Lang },
    problems: readonly FieldProblem[] = [],
    given: NetworksPageProps['given'] = {},
  ): Promise<PageAnswer> {
    maySeeFurther(node, viewer.actor)
    const [status, all] = await Promise.all([directoryStatus(node, options.hubOrigin), listFurther(node.db)])
    const mayDecide = may(viewer.actor, 'pin', own)
    const now = node.world.clock.now()
    const body = <NetworksPage {...{ lang, viewer, status, networks: all, now, mayDecide, problems, given }} />
    const breadcrumbs = [{ text: directoryText(lang)('directory'), href: '/directory' }]
    const code = problems.length === 0 ? 200 : 422
    return show({ title: trustText(lang)('net-title'), current: '/directory', breadcrumbs, body, status: code })
  }
  pageRoute(app, { method: 'GET', url: '/directory/networks' }, (call) => networks(call))
  const bytes = directoryLimits.rootBytes
  const proposing = { body: Given, upload: { files: 1, fileBytes: bytes, filesBytes: bytes } } as const
  pageRoute(app, { method: 'POST', url: '/directory/networks', ...proposing }, async ({ viewer, lang, body, files }) => {
    const root = uploaded(files, 'root')
    if (root === null) return networks({ viewer, lang }, [notChosen(lang, 'root')], body)
    const read = FurtherProposal.safeParse({ root: rootIn(root), ...body })
    if (!read.success) return networks({ viewer, lang }, problemsOf(lang, read.error), body)
    try {
      await inContext(node, viewer.actor, (ctx) => proposeFurther(ctx, read.data))
    } catch (error) {
      return networks({ viewer, lang }, [refusalOf(error, lang)], body)
    }
    return redirect('/directory/networks', { notice: trustText(lang)('done-net-proposed') })
  })
  addActs(app, node)
  addAnchors(app, node)
}

/** What `comity verify` needs for files of authorities that only this network lists; served to whoever may see the networks. */
function addAnchors(app: App, node: Node): void {
  const params = z.strictObject({ id: z.uuid() })
  pageRoute(app, { method: 'GET', url: '/directory/networks/:id/anchor.json', params }, async ({ viewer, params: { id } }) => {
    maySeeFurther(node, viewer.actor)
    return download({ name: 'trust-anchor.json', mediaType: 'application/json', bytes: await furtherAnchor(node, id) })
  })
  const route = { method: 'GET', url: '/api/directory/further/:id/anchor.json', bodyLimit: 1, signedIn: true } as const
  rawRoute(app, route, async ({ viewer, params: { id } }) => {
    if (viewer === null) throw new ComityError('not-signed-in')
    maySeeFurther(node, viewer.actor)
    const bytes = await furtherAnchor(node, z.uuid().catch('').parse(id))
    return { status: 200, headers: { 'content-type': 'application/json' }, bytes }
  })
}

function addActs(app: App, node: Node): void {
  const params = z.strictObject({ id: z.uuid() })
  const acts = [
    { name: 'confirm', act: confirmFurther, done: 'done-net-confirmed' },
    { name: 'reject', act: rejectFurther, done: 'done-net-rejected' },
    { name: 'leave', act: leaveFurther, done: 'done-net-leaving' },
  ] as const
  for (const { name, act, done } of acts)
    pageRoute(
      app,
      { method: 'POST', url: `/directory/networks/:id/${name}`, params },
      async ({ viewer, lang, params: { id } }) => {
        await inContext(node, viewer.actor, (ctx) => act(ctx, id))
        return redirect('/directory/networks', { notice: trustText(lang)(done) })
      },
    )
}

function rootIn(bytes: Uint8Array): unknown {
  try {
    return RootFile.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return null
  }
}

/** Which field is not as it must be: its hint says how it must. */
function problemsOf(lang: Lang, error: z.ZodError): FieldProblem[] {
  const t = trustText(lang)
  const hints = {
    root: t('net-root-hint'),
    origin: t('net-address-hint'),
    fingerprint: t('net-fingerprint-hint'),
    compared: t('pin-compared-hint'),
  }
  const paths = new Set(error.issues.map(({ path: [first] }) => String(first)))
  return Object.entries(hints).flatMap(([name, message]) => (paths.has(name) ? [{ path: name, message }] : []))
}

function refusalOf(error: unknown, lang: Lang): FieldProblem {
  if (!(error instanceof ComityError)) throw error
  if (error.code === 'bad-input') return { path: 'origin', message: trustText(lang)('net-address-hint') }
  if (error.code === 'conflict') return { path: 'root', message: trustText(lang)('net-known') }
  return problemOf(error, lang, error.code === 'fingerprint-differs' ? 'fingerprint' : 'root')
}

import path from 'node:path'
import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App, type PageAnswer, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { ApplicationFile, MAX_LIST_BYTES, PinProposal, directoryLimits } from '../contract.ts'
import { publisherOf, type DirectoryOptions } from '../directory-options.ts'
import { directoryText } from '../messages.ts'
import { mustMay } from '../must-may.ts'
import { directoryStatus } from '../operations/directory-status.ts'
import { keysIn, readCertificate } from '../operations/key-folder.ts'
import { listPins } from '../operations/list-pins.ts'
import { ownRevocationStatus } from '../operations/own-revocations.ts'
import { confirmPin, endPin, proposePin, rejectPin } from '../operations/pin-key.ts'
import { importPouch, readPouch } from '../operations/pouch.ts'
import { revokeOwn } from '../operations/take-revocation.ts'
import { may } from '../policy.ts'
import { fingerprintOf } from '../rules/fingerprint.ts'
import { ImportPage } from './import-page.tsx'
import { addNetworkPages } from './networks-routes.tsx'
import { PinsPage, type PinsPageProps } from './pins-page.tsx'
import { notChosen, problemOf, uploaded, type FieldProblem } from './refusal.ts'
import { RevocationsPage } from './revocations-page.tsx'
import { trustText } from './texts.ts'

/** Adds the pages of trust: pinned keys, revocation, import by pouch. */
export function addTrustPages(app: App, node: Node, options: DirectoryOptions): void {
  addPinPages(app, node)
  addRevocationPages(app, node)
  addImportPages(app, node, options)
  addNetworkPages(app, node, options)
}

const oneFile = (bytes: number) => ({ files: 1, fileBytes: bytes, filesBytes: bytes })

function page(
  lang: Lang,
  title: string,
  body: Parameters<typeof show>[0]['body'],
  problems: readonly FieldProblem[],
): PageAnswer {
  const breadcrumbs = [{ text: directoryText(lang)('directory'), href: '/directory' }]
  return show({ title, current: '/directory', breadcrumbs, body, status: problems.length === 0 ? 200 : 422 })
}

const Given = z.strictObject({
  fingerprint: z.string().max(2000).default(''),
  compared: z.string().max(2000).default(''),
  stateName: z.string().trim().max(300).default(''),
})

function addPinPages(app: App, node: Node): void {
  const own = { publisher: null, proposedBy: null, own: node.facts.authorityId }
  async function pins(viewer: Viewer, lang: Lang, problems: readonly FieldProblem[] = [], given: PinsPageProps['given'] = {}) {
    mustMay(viewer.actor, 'see-pins', own)
    const fingerprint = fingerprintOf(await readCertificate(node.world, path.join(keysIn(node.folder), 'ca.crt')))
    const props = { lang, viewer, problems, given, own: { authorityId: node.facts.authorityId, fingerprint } }
    const body = <PinsPage {...props} pins={await listPins(node)} mayPin={may(viewer.actor, 'pin', own)} />
    return page(lang, trustText(lang)('pins-title'), body, problems)
  }
  pageRoute(app, { method: 'GET', url: '/directory/pins' }, ({ viewer, lang }) => pins(viewer, lang))
  const upload = oneFile(directoryLimits.applicationBytes)
  pageRoute(app, { method: 'POST', url: '/directory/pins', body: Given, upload }, async ({ viewer, lang, body, files }) => {
    mustMay(viewer.actor, 'pin', own)
    const card = uploaded(files, 'card')
    if (card === null) return pins(viewer, lang, [notChosen(lang, 'card')], body)
    const read = readProposal(card, body)
    if (!read.success) return pins(viewer, lang, problemsOf(lang, read.error), body)
    try {
      await inContext(node, viewer.actor, (ctx) => proposePin(ctx, read.data))
    } catch (error) {
      const wrong = error instanceof ComityError && error.code === 'fingerprint-differs' ? 'fingerprint' : 'card'
      const problem = problemOf(error, lang, wrong)
      return pins(viewer, lang, [problem], body)
    }
    return redirect('/directory/pins', { notice: trustText(lang)('done-pin-proposed') })
  })
  const params = z.strictObject({ id: z.uuid() })
  const acts = [
    { name: 'confirm', act: confirmPin, done: 'done-pin-confirmed' },
    { name: 'reject', act: rejectPin, done: 'done-pin-rejected' },
    { name: 'end', act: endPin, done: 'done-pin-ending' },
  ] as const
  for (const { name, act, done } of acts)
    pageRoute(app, { method: 'POST', url: `/directory/pins/:id/${name}`, params }, async ({ viewer, lang, params: { id } }) => {
      await inContext(node, viewer.actor, (ctx) => act(ctx, id))
      return redirect('/directory/pins', { notice: trustText(lang)(done) })
    })
}

function readProposal(card: Uint8Array, given: z.output<typeof Given>) {
  const file = ApplicationFile.safeParse(jsonIn(card))
  const stateNames = given.stateName === '' ? {} : { stateNames: { en: given.stateName } }
  return PinProposal.safeParse({ card: file.data, fingerprint: given.fingerprint, compared: given.compared, ...stateNames })
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

/** Which field is not as it must be: its hint says how it must. */
function problemsOf(lang: Lang, error: z.ZodError): FieldProblem[] {
  const t = trustText(lang)
  const hints = { card: t('pin-card-hint'), fingerprint: t('pin-fingerprint-hint'), compared: t('pin-compared-hint') }
  const paths = new Set(error.issues.map(({ path: [first] }) => String(first)))
  return Object.entries(hints).flatMap(([name, message]) => (paths.has(name) ? [{ path: name, message }] : []))
}

function addRevocationPages(app: App, node: Node): void {
  const own = { publisher: null, proposedBy: null, own: node.facts.authorityId }
  async function revocations(viewer: Viewer, lang: Lang, problems: readonly FieldProblem[] = []) {
    mustMay(viewer.actor, 'revoke', own)
    const props = { lang, viewer, problems, revocations: await ownRevocationStatus(node) }
    return page(lang, trustText(lang)('revocations-title'), <RevocationsPage {...props} />, problems)
  }
  pageRoute(app, { method: 'GET', url: '/directory/revocations' }, ({ viewer, lang }) => revocations(viewer, lang))
  const route = { method: 'POST', url: '/directory/revocations', upload: oneFile(MAX_LIST_BYTES) } as const
  pageRoute(app, route, async ({ viewer, lang, files }) => {
    mustMay(viewer.actor, 'revoke', own)
    const list = uploaded(files, 'list')
    if (list === null) return revocations(viewer, lang, [notChosen(lang, 'list')])
    try {
      const outcome = await revokeOwn(node, viewer.actor, list)
      const notice = trustText(lang)(outcome === 'taken' ? 'done-revoked' : 'done-known')
      return redirect('/directory/revocations', { notice })
    } catch (error) {
      return revocations(viewer, lang, [problemOf(error, lang, 'list')])
    }
  })
}

function addImportPages(app: App, node: Node, options: DirectoryOptions): void {
  const facts = { publisher: publisherOf(node, options), proposedBy: null }
  async function importing(viewer: Viewer, lang: Lang, problems: readonly FieldProblem[] = []) {
    mustMay(viewer.actor, 'import', facts)
    const status = await directoryStatus(node, options.hubOrigin)
    const body = <ImportPage lang={lang} viewer={viewer} status={status} problems={problems} />
    return page(lang, trustText(lang)('import-title'), body, problems)
  }
  pageRoute(app, { method: 'GET', url: '/directory/import' }, ({ viewer, lang }) => importing(viewer, lang))
  const route = { method: 'POST', url: '/directory/import', upload: oneFile(directoryLimits.pouchBytes) } as const
  pageRoute(app, route, async ({ viewer, lang, files }) => {
    mustMay(viewer.actor, 'import', facts)
    const pouch = uploaded(files, 'pouch')
    if (pouch === null) return importing(viewer, lang, [notChosen(lang, 'pouch')])
    const t = trustText(lang)
    try {
      const grace = options.graceMs === undefined ? {} : { graceMs: options.graceMs }
      const { outcome, version } = await importPouch(node, viewer.actor, readPouch(pouch), grace)
      return redirect('/directory', {
        notice: outcome === 'nothing-new' ? t('done-nothing-new') : t('done-imported', { version }),
      })
    } catch (error) {
      return importing(viewer, lang, [problemOf(error, lang, 'pouch')])
    }
  })
}

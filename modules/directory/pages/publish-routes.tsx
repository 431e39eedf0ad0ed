import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App, type PageAnswer, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { directoryLimits } from '../contract.ts'
import { publisherOf, type DirectoryOptions } from '../directory-options.ts'
import { directoryErrorTexts } from '../error-texts.ts'
import { directoryText } from '../messages.ts'
import { lettersProposed } from '../letters/store-letters.ts'
import { mustMay } from '../must-may.ts'
import { admitAuthority } from '../operations/admit-authority.ts'
import { publishDirectory, rejectProposal } from '../operations/publish-directory.ts'
import { may } from '../policy.ts'
import { latestProposals } from '../proposal-store.ts'
import { PROPOSALS_SHOWN } from '../routes.ts'
import { addCeremonyPages } from '../trust/ceremony-routes.tsx'
import { PublishPage } from './publish-page.tsx'

const Proposed = z.strictObject({
  stateName: z.string().trim().max(300).optional(),
  reason: z.string().trim().max(500).optional(),
})

const upload = { files: 1, fileBytes: directoryLimits.applicationBytes, filesBytes: directoryLimits.applicationBytes }

/** Adds the secretariat's pages, on every node: elsewhere they answer that it is not allowed. */
export function addPublishPages(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  async function page(viewer: Viewer, lang: Lang, problems: readonly Problem[] = []): Promise<PageAnswer> {
    mustMay(viewer.actor, 'see-proposals', { publisher, proposedBy: null })
    const t = directoryText(lang)
    const proposals = await latestProposals(node.db, PROPOSALS_SHOWN)
    const allowed = {
      propose: may(viewer.actor, 'propose', { publisher, proposedBy: null }),
      approve: (proposal: { readonly proposedBy: string }) =>
        may(viewer.actor, 'approve', { publisher, proposedBy: proposal.proposedBy }),
    }
    const letters = await lettersProposed(
      node.db,
      proposals.map(({ id }) => id),
    )
    const body = <PublishPage {...{ lang, viewer, proposals, letters, problems }} may={allowed} />
    return show({
      title: t('publish'),
      current: '/directory',
      breadcrumbs: [{ text: t('directory'), href: '/directory' }],
      body,
      status: problems.length === 0 ? 200 : 422,
    })
  }
  pageRoute(app, { method: 'GET', url: '/directory/publish' }, ({ viewer, lang }) => page(viewer, lang))
  pageRoute(app, { method: 'POST', url: '/directory/publish', body: Proposed, upload }, async ({ viewer, lang, body, files }) => {
    const application = files.find((file) => file.field === 'application' && file.bytes.byteLength > 0)?.bytes
    if (application === undefined)
      return page(viewer, lang, [{ path: 'application', message: directoryText(lang)('choose-file') }])
    const stateNames = body.stateName === undefined || body.stateName === '' ? undefined : { en: body.stateName }
    const reason = body.reason === undefined || body.reason === '' ? undefined : body.reason
    try {
      await inContext(node, viewer.actor, (ctx) => admitAuthority(ctx, publisher, { application, stateNames, reason }))
    } catch (error) {
      const message = messageOf(error, lang)
      if (message === null) throw error
      return page(viewer, lang, [{ path: 'application', message }])
    }
    return redirect('/directory/publish', { notice: directoryText(lang)('done-proposed') })
  })
  addDecisions(app, node, options)
  addCeremonyPages(app, node, { options, again: page })
}

/** What is wrong with the uploaded file, beside its field; null when something else is wrong. */
function messageOf(error: unknown, lang: Lang): string | null {
  if (!(error instanceof ComityError)) return null
  const texts = directoryErrorTexts[lang]
  if (error.code === 'application-invalid')
    return texts['application-invalid'].replace('{reason}', String(error.values['reason'] ?? ''))
  if (error.code === 'name-confusable')
    return [texts['name-confusable'], ...error.problems.map(({ message }) => message)].join(' · ')
  return error.code === 'directory-malformed' ? texts['directory-malformed'] : null
}

function addDecisions(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  const params = z.strictObject({ id: z.uuid() })
  pageRoute(app, { method: 'POST', url: '/directory/publish/:id/approve', params }, async ({ viewer, lang, params: { id } }) => {
    const { version } = await inContext(node, viewer.actor, (ctx) => publishDirectory(ctx, publisher, { proposalId: id }))
    return redirect('/directory/publish', { notice: directoryText(lang)('done-published', { version }) })
  })
  pageRoute(app, { method: 'POST', url: '/directory/publish/:id/reject', params }, async ({ viewer, lang, params: { id } }) => {
    await inContext(node, viewer.actor, (ctx) => rejectProposal(ctx, publisher, { proposalId: id }))
    return redirect('/directory/publish', { notice: directoryText(lang)('done-rejected') })
  })
}

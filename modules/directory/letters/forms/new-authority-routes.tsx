import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App, type PageAnswer, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { entryRow } from '../../content-store.ts'
import type { Fields } from '../../content/entry-form.ts'
import { contentText } from '../../content/texts.ts'
import { MAX_LETTER_BYTES, type State } from '../../contract.ts'
import { publisherOf, type DirectoryOptions } from '../../directory-options.ts'
import { directoryText } from '../../messages.ts'
import { mustMay } from '../../must-may.ts'
import { listStates } from '../../operations/peer-facts.ts'
import { suggestEntry } from '../../operations/suggest-entry.ts'
import { letterOfUpload } from '../letter-form.ts'
import { problemText } from '../problem-text.ts'
import { letterText } from '../texts.ts'
import { NewAuthorityPage } from './new-authority-page.tsx'
import { authorityOfForm } from './new-authority.ts'

const Body = z.record(z.string().max(80), z.union([z.string().max(5000), z.array(z.string().max(200)).max(200)]))
const upload = { files: 1, fileBytes: MAX_LETTER_BYTES, filesBytes: MAX_LETTER_BYTES }

/** The States for which the office of this node may propose authorities: the secretariat for all, a central authority for its own. */
export async function proposableStates(node: Node, options: DirectoryOptions): Promise<Pick<State, 'code' | 'names'>[]> {
  const states = await listStates(node.db)
  if (publisherOf(node, options) !== null) return states
  const own = await entryRow(node.db, node.facts.authorityId)
  if (own === null || !own.onNetwork || own.authority.kind !== 'central-authority') return []
  return states.filter(({ code }) => code === own.authority.state)
}

/** Adds the page on which an authority that is not listed yet is proposed. */
export function addNewAuthorityPage(app: App, node: Node, options: DirectoryOptions): void {
  const publisher = publisherOf(node, options)
  async function page(lang: Lang, viewer: Viewer, wrong: readonly string[] = [], typed: Fields = {}): Promise<PageAnswer> {
    mustMay(viewer.actor, 'suggest', { publisher, proposedBy: null, own: node.facts.authorityId })
    const states = await proposableStates(node, options)
    if (states.length === 0) throw new ComityError('entry-not-own')
    const problems = wrong.map((path) => ({ path, message: problemText(lang, path) }))
    return show({
      title: letterText(lang)('new-authority'),
      current: '/directory',
      breadcrumbs: [{ text: directoryText(lang)('directory'), href: '/directory' }],
      body: <NewAuthorityPage {...{ lang, viewer, states, problems, typed }} />,
      status: wrong.length === 0 ? 200 : 422,
    })
  }
  pageRoute(app, { method: 'GET', url: '/directory/new' }, ({ lang, viewer }) => page(lang, viewer))
  pageRoute(app, { method: 'POST', url: '/directory/new', body: Body, upload }, async ({ lang, viewer, body, files }) => {
    mustMay(viewer.actor, 'suggest', { publisher, proposedBy: null, own: node.facts.authorityId })
    const sent = await letterOfUpload(node, viewer, files)
    if ('wrong' in sent) return page(lang, viewer, sent.wrong, body)
    const read = authorityOfForm(body, sent.letter)
    if ('wrong' in read) return page(lang, viewer, read.wrong, body)
    if ((await entryRow(node.db, read.entry.id)) !== null) return page(lang, viewer, ['taken'], body)
    const remarks = typeof body['remarks'] === 'string' && body['remarks'].trim() !== '' ? body['remarks'].trim() : undefined
    try {
      await inContext(node, viewer.actor, (ctx) => suggestEntry(ctx, { entry: read.entry, remarks, publisher }))
    } catch (error) {
      if (!(error instanceof ComityError) || error.code !== 'entry-invalid') throw error
      return page(
        lang,
        viewer,
        error.problems.map(({ path }) => path),
        body,
      )
    }
    return redirect('/directory/suggestions', { notice: contentText(lang)('sent') })
  })
}

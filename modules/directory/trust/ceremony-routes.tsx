import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, type App, type PageAnswer, type Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { z } from 'zod'
import { ContentsSignatures, RootPublication, directoryLimits } from '../contract.ts'
import { publisherOf, type DirectoryOptions } from '../directory-options.ts'
import { addSignature } from '../operations/add-signature.ts'
import { publishRoot } from '../operations/publish-root.ts'
import { notChosen, problemOf, uploaded, type FieldProblem } from './refusal.ts'
import { trustText } from './texts.ts'

/** Shows the publication page again, with what was wrong. */
export type PublicationPage = (viewer: Viewer, lang: Lang, problems: readonly FieldProblem[]) => Promise<PageAnswer>

/** What holders of keys signed on machines of their own comes in here. */
export function addCeremonyPages(
  app: App,
  node: Node,
  place: { readonly options: DirectoryOptions; readonly again: PublicationPage },
): void {
  const publisher = publisherOf(node, place.options)
  const { rootBytes, contentsBytes } = directoryLimits
  const both = { files: 2, fileBytes: contentsBytes, filesBytes: contentsBytes + rootBytes }
  pageRoute(app, { method: 'POST', url: '/directory/publish/root', upload: both }, async ({ viewer, lang, files }) => {
    const [root, contents] = [uploaded(files, 'root'), uploaded(files, 'contents')]
    if (root === null) return place.again(viewer, lang, [notChosen(lang, 'root')])
    try {
      const given = { root: jsonIn(root, 'root'), ...(contents === null ? {} : { contents: jsonIn(contents, 'contents') }) }
      const { rootVersion } = await publishRoot(node, viewer.actor, publisher, read(RootPublication, given, 'root'))
      return redirect('/directory/publish', { notice: trustText(lang)('done-root', { version: rootVersion }) })
    } catch (error) {
      return place.again(viewer, lang, [problemOf(error, lang, 'root')])
    }
  })
  const params = z.strictObject({ id: z.uuid() })
  const one = { files: 1, fileBytes: contentsBytes, filesBytes: contentsBytes }
  const route = { method: 'POST', url: '/directory/publish/:id/signature', params, upload: one } as const
  pageRoute(app, route, async ({ viewer, lang, params: { id }, files }) => {
    const field = `signature-${id}`
    const bytes = uploaded(files, field)
    if (bytes === null) return place.again(viewer, lang, [notChosen(lang, field)])
    try {
      const file = read(ContentsSignatures, jsonIn(bytes, 'contents'), 'contents')
      await inContext(node, viewer.actor, (ctx) => addSignature(ctx, publisher, { proposalId: id, file }))
      return redirect('/directory/publish', { notice: trustText(lang)('done-signature') })
    } catch (error) {
      return place.again(viewer, lang, [problemOf(error, lang, field)])
    }
  })
}

function read<S extends z.ZodType>(schema: S, value: unknown, file: string): z.output<S> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new ComityError('directory-malformed', { values: { file } })
  return parsed.data
}

function jsonIn(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new ComityError('directory-malformed', { values: { file }, cause })
  }
}

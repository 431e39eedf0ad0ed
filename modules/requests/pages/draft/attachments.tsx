import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { download, pageRoute, redirect, show, type App, type UploadedFile } from '@comity/http'
import { Button, ButtonRow, EmptyState, ErrorSummary, FileField, Form, InsetText, PageHeading } from '@comity/ui'
import type { Attachment } from '@comity/exchange/contract'
import { z } from 'zod'
import { attachmentTypes, MAX_ATTACHMENT_BYTES, type Request } from '../../contract.ts'
import { attachFile, detachFile, getRequest, readFile } from '../../server.ts'
import { Attachments } from '../content/attachments.tsx'
import { FormBody, typedIn } from '../form/read-fields.ts'
import { afterSection } from '../form/sections.ts'
import { refusalText } from '../texts.ts'
import { viewOf, type View } from '../view.ts'
import { requestCrumbs } from './crumbs.ts'
import { OfRequestParams } from './draft-call.ts'

// As many files as one choice may send; each is bounded by itself.
const filesAtOnce = 10
const upload = { files: filesAtOnce, fileBytes: MAX_ATTACHMENT_BYTES, filesBytes: 4 * MAX_ATTACHMENT_BYTES }

/** Files of a draft, of an answer or of a result: added, taken out and saved. */
export function addAttachments(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id/edit/attachments', params: OfRequestParams }, async (call) => {
    const request = await getRequest(node.db, call.viewer, call.params.id)
    return filesPage(viewOf(call), request, [])
  })
  pageRoute(
    app,
    { method: 'POST', url: '/requests/:id/edit/attachments', params: OfRequestParams, body: FormBody, upload },
    async (call) => {
      const view = viewOf(call)
      const { id } = call.params
      const problem = await attachAll(node, call.viewer, id, view, call.files)
      if (problem !== null) return filesPage(view, await getRequest(node.db, call.viewer, id), [problem])
      return redirect(`/requests/${id}/edit/attachments`, { notice: view.say('notice.uploaded') })
    },
  )
  pageRoute(
    app,
    { method: 'POST', url: '/requests/:id/edit/attachments/remove', params: OfRequestParams, body: FormBody, again: true },
    async (call) => {
      const { id } = call.params
      await inContext(node, call.viewer.actor, (ctx) =>
        detachFile(ctx, { requestId: id, name: typedIn(call.body)['name'] ?? '' }),
      )
      return redirect(`/requests/${id}/edit/attachments`, { notice: viewOf(call).say('notice.removed') })
    },
  )
  const OfFile = z.strictObject({ id: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
  pageRoute(app, { method: 'GET', url: '/requests/:id/files/:sha256', params: OfFile }, async (call) =>
    download(await readFile(node, call.viewer, { requestId: call.params.id, sha256: call.params.sha256 })),
  )
}

/** Attaches each file; null when all went well, else what is wrong with the first that did not. */
async function attachAll(
  node: Node,
  viewer: Viewer,
  requestId: string,
  { say, lang }: View,
  files: readonly UploadedFile[],
): Promise<Problem | null> {
  const given = files.filter((file) => file.name !== '' && file.bytes.length > 0)
  if (given.length === 0) return { path: 'files', message: say('problem.file') }
  for (const { name, mediaType, bytes } of given) {
    try {
      await inContext(node, viewer.actor, (ctx) => attachFile(ctx, { requestId, name, mediaType, bytes }))
    } catch (error) {
      if (!(error instanceof ComityError)) throw error
      if (error.code === 'attachment-kind' || error.code === 'attachment-too-large')
        return { path: 'files', message: `${name}: ${refusalText(lang, error.code)}` }
      throw error
    }
  }
  return null
}

/** The files that the next dossier will carry: those of the draft, else those prepared for an answer or result. */
export function filesToSend(request: Request): readonly Attachment[] {
  return request.state === 'draft' ? request.attachments : request.prepared
}

function filesPage(view: View, request: Request, problems: readonly Problem[]) {
  const { say } = view
  const body = <FilesPage view={view} request={request} problems={problems} />
  return show({
    title: say('section.attachments'),
    current: `/requests/${request.direction}`,
    breadcrumbs: requestCrumbs(say, request),
    body,
    status: problems.length > 0 ? 422 : 200,
  })
}

function FilesPage({
  view,
  request,
  problems,
}: {
  readonly view: View
  readonly request: Request
  readonly problems: readonly Problem[]
}) {
  const { lang, say, csrf } = view
  const url = `/requests/${request.id}/edit/attachments`
  const files = filesToSend(request)
  const error = problems[0]?.message
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={say('section.attachments')} />
      {files.length === 0 && <EmptyState title={say('edit.none.attachments')} />}
      {files.map((file) => (
        <Form key={file.name} lang={lang} csrf={csrf} action={`${url}/remove`}>
          <Attachments view={view} requestId={request.id} files={[file]} />
          <input type="hidden" name="name" value={file.name} />
          <Button kind="secondary">
            {say('button.remove')}
            <span class="unseen">
              {' '}
              <bdi>{file.name}</bdi>
            </span>
          </Button>
        </Form>
      ))}
      <Form lang={lang} csrf={csrf} action={url} encoding="multipart">
        <FileField
          lang={lang}
          name="files"
          label={say('field.files')}
          hint={say('field.files.hint')}
          error={error}
          multiple
          accept={attachmentTypes.join(',')}
          maxBytes={MAX_ATTACHMENT_BYTES}
        />
        <ButtonRow>
          <Button kind="secondary">{say('button.upload')}</Button>
          <Button href={nextOf(request)}>{say('button.continue')}</Button>
        </ButtonRow>
      </Form>
      <InsetText>{say('step.attachHint')}</InsetText>
    </>
  )
}

function nextOf(request: Request): string {
  if (request.state === 'draft') return afterSection(request, 'attachments')
  return `/requests/${request.id}/${request.direction === 'outgoing' ? 'answer' : 'send-result'}`
}

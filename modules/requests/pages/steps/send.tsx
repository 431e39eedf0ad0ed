import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, Form, InsetText, NoticeBanner, PageHeading } from '@comity/ui'
import { sendRequest } from '../../server.ts'
import { AddresseeFacts } from '../content/addressee-facts.tsx'
import { Attachments } from '../content/attachments.tsx'
import { RequestContentView } from '../content/request-content.tsx'
import { VersionQuery, versionsOf } from '../content/versions.tsx'
import { fingerprintOf, FormBody, typedIn } from '../form/read-fields.ts'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { noticeAfter } from '../request/steps-ahead.ts'
import { sayOr } from '../texts.ts'
import { viewOf, type View } from '../view.ts'
import { stepScene, type StepScene } from './step.ts'

/** The last look before a request leaves: to whom, over which node, in which language, and every word of it. */
export function addSend(app: App, node: Node): void {
  const url = '/requests/:id/send'
  pageRoute(app, { method: 'GET', url, params: OfRequestParams, query: VersionQuery }, async (call) => {
    const view = viewOf(call)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts: ['send'] })
    return show({
      title: view.say('send.title'),
      current: '/requests/outgoing',
      breadcrumbs: requestCrumbs(view.say, scene.request),
      body: <Send view={view} scene={scene} version={call.query.version} />,
    })
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const { request, addressee } = await stepScene(node, call.viewer, view, { id: call.params.id, acts: ['send'] })
    // What is sent is what was read: a translation that came meanwhile must be read first.
    const { was } = typedIn(call.body)
    if (was !== undefined && was !== fingerprintOf(request.content)) throw new ComityError('request-changed-meanwhile')
    const after = await inContext(node, call.viewer.actor, (ctx) => sendRequest(ctx, { requestId: request.id }))
    return redirect(`/requests/${request.id}`, {
      notice: noticeAfter(view, view.say('notice.sent', { name: addressee?.name ?? '' }), after),
    })
  })
}

interface SendProps {
  readonly view: View
  readonly scene: StepScene
  readonly version: string | undefined
}

function Send({ view, scene: { request, addressee }, version }: SendProps) {
  const { lang, say, csrf } = view
  const accepted = addressee?.designation?.languages ?? []
  const languages = versionsOf(request.content).flatMap((one) => one.language ?? [])
  const [language] = languages
  return (
    <>
      <PageHeading caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>} title={say('send.title')} />
      <NoticeBanner lang={lang} tone="warning" title={say('send.warning')} />
      {addressee !== null && <AddresseeFacts view={view} addressee={addressee} />}
      {language !== undefined && accepted.length > 0 && !languages.some((one) => accepted.includes(one)) && (
        <InsetText tone="warning">
          {say('send.languageMismatch', { language: sayOr(say, `language.${language}`, language) })}
        </InsetText>
      )}
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/send`}>
        <input type="hidden" name="was" value={fingerprintOf(request.content)} />
        <ButtonRow>
          <Button>{say('step.send')}</Button>
          <Button kind="link" href={`/requests/${request.id}`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
      <h2>{say('send.what')}</h2>
      <RequestContentView view={view} content={request.content} version={version} />
      {request.attachments.length > 0 && <Attachments view={view} requestId={request.id} files={request.attachments} />}
    </>
  )
}

import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, ErrorSummary, Form, InsetText, PageHeading, TextArea } from '@comity/ui'
import { actInputs, type Request } from '../../contract.ts'
import { approveRequest, returnRequest, timelineOf } from '../../server.ts'
import { AddresseeFacts } from '../content/addressee-facts.tsx'
import { Attachments } from '../content/attachments.tsx'
import { RequestContentView } from '../content/request-content.tsx'
import { VersionQuery } from '../content/versions.tsx'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { FormBody, typedIn, type Typed } from '../form/read-fields.ts'
import { noticeAfter } from '../request/steps-ahead.ts'
import { viewOf, type View } from '../view.ts'
import { stepScene, type StepScene } from './step.ts'

/** The second person reads everything, then approves exactly that or returns it with reasons. */
export function addReview(app: App, node: Node): void {
  const url = '/requests/:id/review'
  pageRoute(app, { method: 'GET', url, params: OfRequestParams, query: VersionQuery }, async (call) => {
    const view = viewOf(call)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts: ['approve', 'return'] })
    return reviewPage({
      view,
      scene,
      drafter: await drafterOf(node, call.viewer, scene.request),
      typed: {},
      problems: [],
      version: call.query.version,
    })
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const typed = typedIn(call.body)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts: ['approve', 'return'] })
    const { request } = scene
    if (typed['act'] === 'approve') {
      // What is approved is what was read: another revision must be read again.
      if (typed['revision'] !== String(request.revision)) throw new ComityError('request-changed-meanwhile')
      const after = await inContext(node, call.viewer.actor, (ctx) => approveRequest(ctx, { requestId: request.id }))
      return redirect(`/requests/${request.id}`, {
        notice: noticeAfter(view, view.say('notice.done', { what: view.say('act.approved') }), after),
      })
    }
    const returned = actInputs.return.safeParse({ reasons: typed['reasons'] ?? '' })
    if (!returned.success) {
      const problems = [{ path: 'reasons', message: view.say('problem.required', { label: view.say('field.reasons') }) }]
      return reviewPage({ view, scene, drafter: await drafterOf(node, call.viewer, request), typed, problems })
    }
    await inContext(node, call.viewer.actor, (ctx) => returnRequest(ctx, { requestId: request.id, ...returned.data }))
    return redirect(`/requests/${request.id}`, {
      notice: `${view.say('notice.done', { what: view.say('act.returned') })} ${view.say('notice.nothingNext')}`,
    })
  })
}

/** Who wrote the request, as its own timeline says. */
async function drafterOf(node: Node, viewer: Viewer, { id }: Request): Promise<string> {
  const timeline = await timelineOf(node.db, viewer, id)
  return timeline.find((entry) => entry.act === 'drafted')?.actorName ?? ''
}

interface ReviewProps {
  readonly view: View
  readonly scene: StepScene
  readonly drafter: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly version?: string | undefined
}

function reviewPage(props: ReviewProps) {
  const {
    view: { say },
    scene: { request },
    problems,
  } = props
  return show({
    title: say('review.title'),
    current: '/requests/outgoing',
    breadcrumbs: requestCrumbs(say, request),
    body: <Review {...props} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

function Review({ view, scene: { request, addressee }, drafter, typed, problems, version }: ReviewProps) {
  const { lang, say, csrf } = view
  const action = `/requests/${request.id}/review`
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading
        caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>}
        title={say('review.title')}
        lead={say('review.lead', { name: drafter })}
      />
      {addressee !== null && <AddresseeFacts view={view} addressee={addressee} />}
      <h2>{say('request.content')}</h2>
      <RequestContentView view={view} content={request.content} version={version} />
      {request.attachments.length > 0 && <Attachments view={view} requestId={request.id} files={request.attachments} />}
      {request.nextSteps.some((step) => step.act === 'approve') ? (
        <Form lang={lang} csrf={csrf} action={action}>
          <input type="hidden" name="revision" value={request.revision} />
          <ButtonRow>
            <Button name="act" value="approve">
              {say('step.approve')}
            </Button>
          </ButtonRow>
        </Form>
      ) : (
        <InsetText tone="warning">{say('review.drafter')}</InsetText>
      )}
      <h2>{say('review.returnTitle')}</h2>
      <Form lang={lang} csrf={csrf} action={action}>
        <TextArea
          lang={lang}
          name="reasons"
          label={say('field.reasons')}
          value={typed['reasons']}
          error={problems[0]?.message}
          rows={3}
        />
        <ButtonRow>
          <Button kind="secondary" name="act" value="return">
            {say('step.return')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

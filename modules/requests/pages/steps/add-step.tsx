import type { Node } from '@comity/accounts/contract'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, Details, ErrorSummary, Form, InsetText, PageHeading } from '@comity/ui'
import type { z } from 'zod'
import { AddresseeFacts } from '../content/addressee-facts.tsx'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { Fields } from '../form/fields.tsx'
import { FormBody, problemsOf, typedIn, type Typed } from '../form/read-fields.ts'
import { noticeAfter } from '../request/steps-ahead.ts'
import { viewOf, type View } from '../view.ts'
import { doneText, stepScene, tryStep, type StepPage, type StepScene } from './step.ts'

/** Adds the page of one act: GET shows what will be sent and to whom, POST does it. */
export function addStep<S extends z.ZodType>(app: App, node: Node, step: StepPage<S>): void {
  const url = `/requests/:id/${step.page}`
  pageRoute(app, { method: 'GET', url, params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts: step.acts })
    return stepPage({ view, step, scene, typed: step.first?.(scene.request) ?? {}, problems: [] })
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts: step.acts })
    const typed = typedIn(call.body)
    const parsed = step.schema.safeParse(step.shape(typed, scene.request))
    if (!parsed.success)
      return stepPage({ view, step, scene, typed, problems: problemsOf(view.say, parsed.error, step.fields(scene.request)) })
    const tried = await tryStep(node, call.viewer, view, (ctx) => step.act(ctx, scene.request.id, parsed.data))
    if (tried.after === null) return stepPage({ view, step, scene, typed, problems: tried.problems })
    const done = doneText(view, scene)
    return redirect(`/requests/${scene.request.id}`, { notice: noticeAfter(view, done, tried.after) })
  })
}

interface StepPageProps<S extends z.ZodType> {
  readonly view: View
  readonly step: StepPage<S>
  readonly scene: StepScene
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function stepPage<S extends z.ZodType>(props: StepPageProps<S>) {
  const {
    view: { say },
    step,
    scene: { request },
    problems,
  } = props
  const status = problems.length > 0 ? 422 : 200
  return show({
    title: say(step.title),
    current: `/requests/${request.direction}`,
    breadcrumbs: requestCrumbs(say, request),
    body: <StepForm {...props} />,
    status,
  })
}

function StepForm<S extends z.ZodType>({ view, step, scene: { request, addressee }, typed, problems }: StepPageProps<S>) {
  const { lang, say, csrf } = view
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>} title={say(step.title)} />
      {addressee !== null && <InsetText>{say('step.lead', { name: addressee.name })}</InsetText>}
      {step.before?.(view, request)}
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/${step.page}`}>
        <Fields view={view} specs={step.fields(request)} typed={typed} problems={problems} />
        {addressee !== null && (
          <Details summary={say('step.sentTo')}>
            <AddresseeFacts view={view} addressee={addressee} />
          </Details>
        )}
        <ButtonRow>
          <Button>{say(step.button)}</Button>
          <Button kind="link" href={`/requests/${request.id}`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

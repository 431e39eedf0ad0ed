import type { Context, Node } from '@comity/accounts/contract'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, Details, ErrorSummary, Form, InsetText, PageHeading } from '@comity/ui'
import type { VNode } from 'preact'
import { z } from 'zod'
import type { Request } from '../../contract.ts'
import { checkGates } from '../../server.ts'
import { AddresseeFacts } from '../content/addressee-facts.tsx'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { Fields } from '../form/fields.tsx'
import { FormBody, problemsOf, typedIn, type Typed } from '../form/read-fields.ts'
import { noticeAfter } from '../request/steps-ahead.ts'
import { viewOf } from '../view.ts'
import { ItemChoice, itemChosen, problemsOfChoice } from './chosen-item.tsx'
import { Confirm } from './confirm.tsx'
import { doneText, stepScene, tryStep, type Hurt, type StepForm, type StepPage } from './step.ts'

const OfItem = z.strictObject({ item: z.string().max(40).optional() })

/** Adds the page of one act: GET shows what will be sent and to whom, POST does it; what hurts is asked about once more in between. */
export function addStep<S extends z.ZodType>(app: App, node: Node, step: StepPage<S>): void {
  const url = `/requests/:id/${step.page}`
  const { acts, choices } = step
  pageRoute(app, { method: 'GET', url, params: OfRequestParams, query: OfItem }, async (call) => {
    const view = viewOf(call)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts, choices })
    const asked: Typed = call.query.item === undefined ? {} : { item: call.query.item }
    const item = itemChosen(step.answers, scene.request, asked)
    const typed = { ...step.first?.(scene.request, item), ...asked }
    const form = { view, scene, typed, problems: [], item }
    // A link to what was answered meanwhile leads to what is still open.
    return stepPage(step, { ...form, problems: problemsOfLink(step, form) }, 200)
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const typed = typedIn(call.body)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts, choices })
    const item = itemChosen(step.answers, scene.request, typed)
    const form = { view, scene, typed, problems: [], item }
    if (typed['confirmed'] === 'back' || typed['again'] !== undefined) return stepPage(step, form, 200)
    const parsed = step.schema.safeParse(step.shape(typed, scene.request, item))
    const problems = problemsIn(step, form, parsed.error)
    if (!parsed.success || problems.length > 0) return stepPage(step, { ...form, problems }, 422)
    const hurt = typed['confirmed'] === 'yes' ? null : (step.hurts?.(typed, scene.request) ?? null)
    const { request } = scene
    const tried = await tryStep(node, call.viewer, view, (ctx) =>
      hurt === null ? step.act(ctx, request.id, parsed.data) : admitted(ctx, step, request, parsed.data),
    )
    if (tried.after === null) return stepPage(step, { ...form, problems: tried.problems }, 422)
    if (hurt !== null) return confirmPage(step, form, hurt)
    return redirect(`/requests/${request.id}`, { notice: noticeAfter(view, doneText(view, scene), tried.after) })
  })
}

/** What the law bars is said before anybody is asked to confirm it. */
async function admitted<S extends z.ZodType>(
  ctx: Context,
  { acts }: StepPage<S>,
  request: Request,
  input: unknown,
): Promise<Request> {
  for (const act of acts) await checkGates(ctx, { requestId: request.id, act, input })
  return request
}

function problemsIn<S extends z.ZodType>(step: StepPage<S>, form: StepForm, error: z.ZodError | undefined): Problem[] {
  const { view, scene, item } = form
  const own = [...problemsOfChoice(step.answers, form), ...(step.check?.(form) ?? [])]
  // What is said in the form's own words need not be said again in those of the schema.
  const fields = step.fields(scene.request, item)
  const ofSchema = error === undefined ? [] : problemsOf(view.say, error, fields)
  return [...own, ...(own.length > 0 ? ofSchema.filter(({ path }) => fields.some(({ name }) => name === path)) : ofSchema)]
}

function problemsOfLink<S extends z.ZodType>({ answers }: StepPage<S>, form: StepForm): Problem[] {
  return form.typed['item'] === undefined ? [] : problemsOfChoice(answers, form)
}

function confirmPage<S extends z.ZodType>(step: StepPage<S>, form: StepForm, hurt: Hurt) {
  const fields = step.fields(form.scene.request, form.item)
  return framed(step, form, <Confirm form={form} hurt={hurt} page={step.page} button={step.button} fields={fields} />, 200)
}

function stepPage<S extends z.ZodType>(step: StepPage<S>, form: StepForm, status: number) {
  return framed(step, form, <OneStep step={step} form={form} />, status)
}

function framed<S extends z.ZodType>(
  step: StepPage<S>,
  { view: { say }, scene: { request } }: StepForm,
  body: VNode,
  status: number,
) {
  const current = `/requests/${request.direction}`
  return show({ title: say(step.title), current, breadcrumbs: requestCrumbs(say, request), body, status })
}

function OneStep<S extends z.ZodType>({ step, form }: { readonly step: StepPage<S>; readonly form: StepForm }) {
  const { view, scene, typed, problems, item } = form
  const { request, addressee } = scene
  const { lang, say, csrf } = view
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>} title={say(step.title)} />
      {addressee !== null && <InsetText>{say('step.lead', { name: addressee.name })}</InsetText>}
      {step.before?.(view, request)}
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/${step.page}`}>
        {step.answers !== undefined && <ItemChoice form={form} answers={step.answers} page={step.page} />}
        <Fields view={view} specs={step.fields(request, item)} typed={typed} problems={problems} />
        {step.within?.(form)}
        {addressee !== null && (
          <Details summary={say('step.sentTo')}>
            <AddresseeFacts view={view} addressee={addressee} />
          </Details>
        )}
        <ButtonRow>
          <Button>{say(step.button)}</Button>
          {step.more?.(form)}
          <Button kind="link" href={`/requests/${request.id}`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

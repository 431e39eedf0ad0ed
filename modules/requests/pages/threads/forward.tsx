import type { Node } from '@comity/accounts/contract'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import {
  Bdi,
  Button,
  ButtonRow,
  ErrorSummary,
  Form,
  InsetText,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
  type Option,
} from '@comity/ui'
import { actInputs } from '../../contract.ts'
import { doing } from '../../server.ts'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { FormBody, problemsOf, typedIn, type Typed } from '../form/read-fields.ts'
import type { FieldSpec } from '../form/specs.ts'
import { noticeAfter } from '../request/steps-ahead.ts'
import { authoritiesOfState } from '../steps/assign.tsx'
import { doneText, stepScene, tryStep, type StepScene } from '../steps/step.ts'
import { viewOf, type View } from '../view.ts'
import { sayOfThreads } from './texts.ts'

const acts = ['forward']
const asked: readonly FieldSpec[] = [
  { name: 'competent', label: 'field.competent', widget: 'line' },
  { name: 'reasons', label: 'field.reasons', widget: 'text', required: true },
]

/** A misdirected request (E30 18, WA 34(4)): passed on to the competent authority of the own State, or given back. */
export function addForward(app: App, node: Node): void {
  const url = '/requests/:id/forward'
  const placeOf = async (call: Parameters<typeof viewOf>[0], id: string): Promise<Place> => {
    const view = viewOf(call)
    const scene = await stepScene(node, call.viewer, view, { id, acts })
    // Off the network there is no sealed container that could go with it: it is given back.
    const options = scene.request.channel === 'network' ? await authoritiesOfState(node, view, scene.request) : []
    return { view, scene, options }
  }
  pageRoute(app, { method: 'GET', url, params: OfRequestParams }, async (call) =>
    forwardPage(await placeOf(call, call.params.id), {}, []),
  )
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody }, async (call) => {
    const place = await placeOf(call, call.params.id)
    const { view, scene } = place
    const typed = typedIn(call.body)
    const { to = '', competent = '', reasons = '' } = typed
    const whom = to === '' ? (competent === '' ? {} : { competent }) : { to }
    const parsed = actInputs.forward.safeParse({ ...whom, reasons })
    if (!parsed.success) return forwardPage(place, typed, problemsOf(view.say, parsed.error, asked))
    const tried = await tryStep(node, call.viewer, view, (ctx) =>
      doing('forward')(ctx, { requestId: scene.request.id, ...parsed.data }),
    )
    if (tried.after === null) return forwardPage(place, typed, tried.problems)
    return redirect(`/requests/${scene.request.id}`, { notice: noticeAfter(view, doneText(view, scene), tried.after) })
  })
}

interface Place {
  readonly view: View
  readonly scene: StepScene
  readonly options: readonly Option[]
}

function forwardPage(place: Place, typed: Typed, problems: readonly Problem[]) {
  const { view, scene } = place
  return show({
    title: view.say('step.forward'),
    current: `/requests/${scene.request.direction}`,
    breadcrumbs: requestCrumbs(view.say, scene.request),
    body: <ForwardForm {...place} typed={typed} problems={problems} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

function ForwardForm({
  view,
  scene,
  options,
  typed,
  problems,
}: Place & { readonly typed: Typed; readonly problems: readonly Problem[] }) {
  const { lang, say, csrf } = view
  const { request, addressee } = scene
  const t = sayOfThreads(lang)
  const errorOf = (name: string) => problems.find(({ path }) => path === name)?.message
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>} title={say('step.forward')} />
      <InsetText>{t('forward.lead', { name: addressee?.name ?? request.counterpartName ?? '' })}</InsetText>
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/forward`}>
        {options.length > 0 && (
          <SelectField
            lang={lang}
            name="to"
            label={t('forward.to')}
            optional
            value={typed['to']}
            error={errorOf('to')}
            options={options}
          />
        )}
        <TextField
          lang={lang}
          name="competent"
          label={say('field.competent')}
          hint={t('forward.competent.hint')}
          optional
          value={typed['competent']}
          error={errorOf('competent')}
        />
        <TextArea
          lang={lang}
          name="reasons"
          label={say('field.reasons')}
          value={typed['reasons']}
          error={errorOf('reasons')}
          rows={6}
        />
        <ButtonRow>
          <Button>{say('step.forward')}</Button>
          <Button kind="link" href={`/requests/${request.id}`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError, type Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Button, ButtonRow, DateField, ErrorSummary, FileField, Form, PageHeading, RadioGroup } from '@comity/ui'
import { z } from 'zod'
import { attachmentTypes, dossierBodies, MAX_ATTACHMENT_BYTES, type Request } from '../contract.ts'
import { getRequest, registerArrival } from '../operations.ts'
import { requestCrumbs } from '../pages/draft/crumbs.ts'
import { OfRequestParams } from '../pages/draft/draft-call.ts'
import { Fields } from '../pages/form/fields.tsx'
import { FormBody, problemsOf, typedIn, type Typed } from '../pages/form/read-fields.ts'
import { refusalText } from '../pages/texts.ts'
import { viewOf, type View } from '../pages/view.ts'
import { mustBeAllowed } from '../policy.ts'
import { arrivalForms, type ArrivalForm } from './arrival-forms.ts'
import { scansUpload } from './register-page.tsx'
import { sayOffNetwork } from './texts.ts'

const url = '/requests/:id/register-arrival'
const Query = z.strictObject({ kind: z.string().max(60).optional() })
const Received = z.iso.date()

/** Registers by hand, with its scans, what the other side of an off-network request said. */
export function addArrivalPage(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url, params: OfRequestParams, query: Query }, async (call) => {
    const request = offNetwork(await getRequest(node.db, call.viewer, call.params.id))
    mustBeAllowed(call.viewer.actor, 'register-arrival', request)
    const form = arrivalForms(request).find(({ kind }) => kind === call.query.kind) ?? null
    return arrivalPage({ view: viewOf(call), request, form, typed: {}, problems: [] })
  })
  pageRoute(app, { method: 'POST', url, params: OfRequestParams, body: FormBody, upload: scansUpload }, async (call) => {
    const view = viewOf(call)
    const request = offNetwork(await getRequest(node.db, call.viewer, call.params.id))
    const typed = typedIn(call.body)
    const form = arrivalForms(request).find(({ kind }) => kind === typed['kind'])
    if (form === undefined) return arrivalPage({ view, request, form: null, typed, problems: [] })
    const newId = () => node.world.chance.uuid()
    const body = form.body(typed, request, newId)
    const problems = wrongIn(view, form, { request, typed, body })
    if (problems.length > 0) return arrivalPage({ view, request, form, typed, problems })
    const scans = call.files.filter(({ name, bytes }) => name !== '' && bytes.length > 0)
    const told = { requestId: request.id, kind: form.kind, body, receivedOn: typed['receivedOn'] ?? '', scans }
    try {
      await inContext(node, call.viewer.actor, (ctx) => registerArrival(ctx, told))
    } catch (error) {
      const problem = problemOf(view, error)
      if (problem === null) throw error
      return arrivalPage({ view, request, form, typed, problems: [problem] })
    }
    return redirect(`/requests/${request.id}`, { notice: view.say('notice.saved') })
  })
}

/** @throws ComityError `step-not-possible`: on the network the other side speaks for itself. */
function offNetwork(request: Request): Request {
  if (request.channel === 'network')
    throw new ComityError('step-not-possible', { values: { state: request.state, act: 'register-arrival' } })
  return request
}

interface Filled {
  readonly request: Request
  readonly typed: Typed
  readonly body: object
}

/** What is missing, else what the schema of the kind refuses, each at its field. */
function wrongIn({ lang, say }: View, form: ArrivalForm, { request, typed, body }: Filled): Problem[] {
  const fields = form.fields(request)
  const missing = fields
    .filter(({ name, required }) => required === true && (typed[name] ?? '') === '')
    .map(({ name, label }) => ({ path: name, message: say('problem.required', { label: say(label) }) }))
  const day = Received.safeParse(typed['receivedOn']).success
    ? []
    : [{ path: 'receivedOn', message: say('problem.required', { label: sayOffNetwork(lang)('receivedOn') }) }]
  if (missing.length > 0 || day.length > 0) return [...day, ...missing]
  const checked = dossierBodies[form.kind].safeParse(body)
  return checked.success
    ? []
    : problemsOf(say, checked.error, fields).map((problem) =>
        fields.some(({ name }) => name === problem.path) ? problem : { path: '', message: sayOffNetwork(lang)('problem.order') },
      )
}

function problemOf(view: View, error: unknown): Problem | null {
  if (!(error instanceof ComityError)) return null
  const say = sayOffNetwork(view.lang)
  switch (error.code) {
    case 'attachment-kind':
    case 'attachment-too-large':
      return { path: 'scans', message: refusalText(view.lang, error.code) }
    case 'bad-input':
      return error.problems.some(({ path }) => path === 'receivedOn')
        ? { path: 'receivedOn', message: say('problem.future') }
        : { path: 'scans', message: view.say('problem.taken') }
    case 'dossier-schema': {
      const toCome = error.problems.find(({ message }) => message === 'in-the-future')
      return toCome === undefined
        ? { path: '', message: say('problem.order') }
        : { path: toCome.path, message: say('problem.future') }
    }
    case 'step-not-possible':
      return { path: '', message: say('problem.order') }
    default:
      return null
  }
}

interface ArrivalPageProps {
  readonly view: View
  readonly request: Request
  readonly form: ArrivalForm | null
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function arrivalPage(props: ArrivalPageProps) {
  const { view, request, form, problems } = props
  return show({
    title: sayOffNetwork(view.lang)('arrival.title'),
    current: `/requests/${request.direction}`,
    breadcrumbs: requestCrumbs(view.say, request),
    body: form === null ? <ChooseKind {...props} /> : <Arrival {...props} form={form} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

function ChooseKind({ view, request }: ArrivalPageProps) {
  const say = sayOffNetwork(view.lang)
  const name = request.counterpartName ?? ''
  return (
    <>
      <PageHeading
        caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>}
        title={say('arrival.title')}
        lead={say('arrival.lead')}
      />
      <form method="get" action={`/requests/${request.id}/register-arrival`}>
        <RadioGroup
          lang={view.lang}
          name="kind"
          label={say('arrival.said', { name })}
          options={arrivalForms(request).map(({ kind }) => ({ value: kind, label: view.say(`act.${kind}`) }))}
        />
        <ButtonRow>
          <Button>{say('continue')}</Button>
          <Button kind="link" href={`/requests/${request.id}`}>
            {view.say('button.cancel')}
          </Button>
        </ButtonRow>
      </form>
    </>
  )
}

function Arrival({ view, request, form, typed, problems }: ArrivalPageProps & { readonly form: ArrivalForm }) {
  const { lang, csrf } = view
  const say = sayOffNetwork(lang)
  const wrong = (name: string) => problems.find(({ path }) => path === name)?.message
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading
        caption={say('arrival.title')}
        title={view.say(`act.${form.kind}`)}
        lead={<Bdi>{request.counterpartName ?? ''}</Bdi>}
      />
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/register-arrival`} encoding="multipart">
        <input type="hidden" name="kind" value={form.kind} />
        <DateField
          lang={lang}
          name="receivedOn"
          label={say('receivedOn')}
          value={typed['receivedOn']}
          error={wrong('receivedOn')}
        />
        <Fields view={view} specs={form.fields(request)} typed={typed} problems={problems} />
        <FileField
          lang={lang}
          name="scans"
          label={say('scans')}
          hint={say('scans.hint')}
          error={wrong('scans')}
          optional
          multiple
          accept={attachmentTypes.join(',')}
          maxBytes={MAX_ATTACHMENT_BYTES}
        />
        <ButtonRow>
          <Button>{say('register.button')}</Button>
          <Button kind="link" href={`/requests/${request.id}`}>
            {view.say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

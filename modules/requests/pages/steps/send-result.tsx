import type { Node } from '@comity/accounts/contract'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import {
  Bdi,
  Button,
  ButtonRow,
  ErrorSummary,
  Fieldset,
  Form,
  InsetText,
  PageHeading,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '@comity/ui'
import { actInputs, measureOutcomes, type Request } from '../../contract.ts'
import { decidedMeasures } from '../../rules/decided-measures.ts'
import { sendResult } from '../../server.ts'
import { requestCrumbs } from '../draft/crumbs.ts'
import { OfRequestParams } from '../draft/draft-call.ts'
import { FormBody, typedIn, type Typed } from '../form/read-fields.ts'
import { noticeAfter } from '../request/steps-ahead.ts'
import { viewOf, type View } from '../view.ts'
import { FilesToGo } from './files-to-go.tsx'
import { doneText, stepScene, tryStep, type StepScene } from './step.ts'

const acts = ['send-part', 'send-result']

/** The result: a summary, an outcome for each measure, the prepared files; in part or at last. */
export function addSendResult(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/requests/:id/send-result', params: OfRequestParams }, async (call) => {
    const view = viewOf(call)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts })
    return resultPage({ view, scene, typed: firstOf(scene.request), problems: [] })
  })
  pageRoute(app, { method: 'POST', url: '/requests/:id/send-result', params: OfRequestParams, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const typed = typedIn(call.body)
    const scene = await stepScene(node, call.viewer, view, { id: call.params.id, acts })
    const parsed = actInputs['send-result'].safeParse(resultIn(scene.request, typed))
    const problems = parsed.success ? [] : faults(view, scene.request, typed)
    if (!parsed.success || problems.length > 0) return resultPage({ view, scene, typed, problems })
    const tried = await tryStep(node, call.viewer, view, (ctx) =>
      sendResult(ctx, { requestId: scene.request.id, ...parsed.data }),
    )
    if (tried.after === null) return resultPage({ view, scene, typed, problems: tried.problems })
    const done = doneText(view, scene)
    return redirect(`/requests/${scene.request.id}`, { notice: noticeAfter(view, done, tried.after) })
  })
}

/**
 * Outcomes that are known already are not chosen again: what was refused or postponed, and what the executing authority reported. The words
 * of its report are for this office.
 */
function firstOf({ content, record, executionReport }: Request): Typed {
  const decided = [...decidedMeasures(record, content)].map(([id, { decision }]) => [`outcome-${id}`, decision] as const)
  const reported = (executionReport?.outcomes ?? []).map(({ measureId, outcome }) => [`outcome-${measureId}`, outcome] as const)
  return { final: 'yes', ...Object.fromEntries([...decided, ...reported]) }
}

function resultIn(request: Request, typed: Typed) {
  const outcomes = (request.content.measures ?? []).map(({ id }) => {
    const remarks = typed[`remarks-${id}`] ?? ''
    return { measureId: id, outcome: typed[`outcome-${id}`], ...(remarks === '' ? {} : { remarks }) }
  })
  return { summary: typed['summary'] ?? '', outcomes, final: typed['final'] === 'yes' }
}

function faults({ say }: View, request: Request, typed: Typed): Problem[] {
  const summary =
    (typed['summary'] ?? '') === ''
      ? [{ path: 'summary', message: say('problem.required', { label: say('field.summary') }) }]
      : []
  const open = (request.content.measures ?? []).filter(
    ({ id }) => !measureOutcomes.some((outcome) => outcome === typed[`outcome-${id}`]),
  )
  const found = [
    ...summary,
    ...open.map(({ id, kind }) => ({
      path: `outcome-${id}`,
      message: say('problem.choose', { label: `${say('field.outcome')}: ${say(`measure.${kind}`)}` }),
    })),
  ]
  return found.length > 0 ? found : [{ path: 'summary', message: say('problem.too-long', { label: say('field.summary') }) }]
}

interface ResultPageProps {
  readonly view: View
  readonly scene: StepScene
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function resultPage(props: ResultPageProps) {
  const {
    view: { say },
    scene: { request },
    problems,
  } = props
  return show({
    title: say('step.send-result'),
    current: '/requests/incoming',
    breadcrumbs: requestCrumbs(say, request),
    body: <ResultForm {...props} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

function ResultForm({ view, scene: { request, addressee }, typed, problems }: ResultPageProps) {
  const { lang, say, csrf } = view
  const errorOf = (path: string) => problems.find((problem) => problem.path === path)?.message
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>} title={say('step.send-result')} />
      {addressee !== null && <InsetText>{say('step.lead', { name: addressee.name })}</InsetText>}
      <FilesToGo view={view} request={request} title="result.files" />
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/send-result`}>
        <TextArea
          lang={lang}
          name="summary"
          label={say('field.summary')}
          value={typed['summary']}
          error={errorOf('summary')}
          rows={6}
        />
        {(request.content.measures ?? []).map(({ id, kind, description }, at) => (
          <Fieldset key={id} legend={`${at + 1}. ${say(`measure.${kind}`)}`} hint={<Bdi>{description}</Bdi>}>
            <SelectField
              lang={lang}
              name={`outcome-${id}`}
              label={say('field.outcome')}
              value={typed[`outcome-${id}`]}
              error={errorOf(`outcome-${id}`)}
              options={measureOutcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))}
            />
            <TextField lang={lang} name={`remarks-${id}`} label={say('field.remarks')} optional value={typed[`remarks-${id}`]} />
          </Fieldset>
        ))}
        <RadioGroup
          lang={lang}
          name="final"
          label={say('result.completeness')}
          value={typed['final'] ?? 'yes'}
          options={[
            { value: 'yes', label: say('result.final') },
            { value: 'no', label: say('result.part') },
          ]}
        />
        <ButtonRow>
          <Button>{say('step.send-result')}</Button>
          <Button kind="link" href={`/requests/${request.id}`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

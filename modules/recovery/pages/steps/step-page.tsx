import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { ComityError, type Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { RadioGroup } from '@comity/ui'
import { AssetAct, type Asset, type Column, StepInput } from '../../contract.ts'
import { reportedSteps } from '../../rules/reports.ts'
import { stepFields } from '../../rules/step-fields.ts'
import { getAsset, stepAsset } from '../../server.ts'
import { errorsOf, FormPage } from '../form/form-page.tsx'
import { StepField } from '../form/step-field.tsx'
import { filledIn, FormBody, schemaProblems, tryIt, typedIn, type Typed } from '../form/typed.ts'
import { articleText } from '../texts.ts'
import { crumbsOf, dayOf, viewOf, type View } from '../view.ts'
import { namedRequests, Telling, type NamedRequest } from './telling.tsx'

const OfStep = z.strictObject({ id: z.uuid(), act: AssetAct })

/** The form of each step, which asks for what the step needs and nothing else. */
export function addStepPages(app: App, node: Node): void {
  const url = '/assets/:id/steps/:act'
  pageRoute(app, { method: 'GET', url, params: OfStep }, async (call) => {
    const view = viewOf(call)
    const asset = await getAsset(node.db, call.viewer, call.params.id, dayOf(node))
    const { act } = call.params
    const requests = await namedRequests(node, call, asset.requests)
    return stepPage({ view, asset, requests, act, typed: firstOf(asset, act, dayOf(node)), problems: [] })
  })
  pageRoute(app, { method: 'POST', url, params: OfStep, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const { id, act } = call.params
    const asset = await getAsset(node.db, call.viewer, id, dayOf(node))
    const typed = typedIn(call.body)
    const requests = await namedRequests(node, call, asset.requests)
    const again = (problems: readonly Problem[]) => stepPage({ view, asset, requests, act, typed, problems })
    const parsed = StepInput.safeParse({ ...filledIn(typed), act })
    if (!parsed.success) return again(schemaProblems(view.say, parsed.error))
    const problems = await tryIt(node, call.viewer, view.say, (ctx) => stepAsset(ctx, { ...parsed.data, assetId: id }))
    if (problems !== null) return again(problems)
    return redirect(`/assets/${id}`, { notice: view.say('saved') })
  })
}

/** What is known already is not typed again. */
function firstOf(asset: Asset, act: AssetAct, today: string): Typed {
  const order = asset.entries.findLast((entry) => entry.act === 'order')
  return {
    on: today,
    ...(act === 'order' ? { orderReference: order?.details.orderReference ?? '', orderCurrency: asset.currency } : {}),
    ...(act === 'realise' || act === 'expense' || act === 'revalue' ? { currency: asset.currency } : {}),
  }
}

/** @throws ComityError `asset-step-not-possible` where this person cannot take the step now. */
function stepPage(props: Omit<StepFormProps, 'step'>) {
  const { view, asset, act, problems } = props
  const step = asset.next.find((one) => one.act === act)
  if (step === undefined) throw new ComityError('asset-step-not-possible')
  return show({
    title: view.say(`act.${act}`),
    current: '/assets',
    breadcrumbs: crumbsOf(view.say, asset),
    body: <StepForm {...props} step={step} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

interface StepFormProps {
  readonly view: View
  readonly asset: Asset
  readonly requests: readonly NamedRequest[]
  readonly act: AssetAct
  readonly step: Asset['next'][number]
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function StepForm({ view, asset, requests, act, step, typed, problems }: StepFormProps) {
  const { say } = view
  const errors = errorsOf(problems)
  const { required, optional } = stepFields[act]
  const base = { view, typed, errors }
  return (
    <FormPage
      view={view}
      title={say(`act.${act}`)}
      caption={asset.description}
      lead={articleText(say, step.article)}
      action={`/assets/${asset.id}/steps/${act}`}
      back={`/assets/${asset.id}`}
      problems={problems}
    >
      <StepField {...base} name="on" optional={false} />
      {step.from.length > 1 && <Part view={view} columns={step.from} typed={typed} errors={errors} />}
      {required.map((name) => (
        <StepField {...base} key={name} name={name} optional={false} {...hintOf(act, name)} />
      ))}
      {optional.map((name) => (
        <StepField {...base} key={name} name={name} optional {...hintOf(act, name)} />
      ))}
      <StepField {...base} name="note" optional />
      <Telling {...base} requests={requests} tellable={act in reportedSteps || act === 'propose-lifting' || act === 'lift'} />
    </FormPage>
  )
}

function hintOf(act: AssetAct, name: string) {
  return act === 'realise' && name === 'amount' ? ({ hint: 'hint.realise' } as const) : {}
}

interface PartProps {
  readonly view: View
  readonly columns: readonly Column[]
  readonly typed: Typed
  readonly errors: ReadonlyMap<string, string>
}

function Part({ view, columns, typed, errors }: PartProps) {
  const { lang, say } = view
  return (
    <RadioGroup
      lang={lang}
      name="from"
      label={say('field.from')}
      error={errors.get('from')}
      value={typed['from']}
      options={columns.map((value) => ({ value, label: say(`column.${value}`) }))}
    />
  )
}

import type { Node } from '@comity/accounts/contract'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Fieldset, SelectField, SummaryList, TextField, Money } from '@comity/ui'
import { type Asset, DistributeInput } from '../../contract.ts'
import { disposals } from '../../rules/transitions.ts'
import { distributeAsset, getAsset } from '../../server.ts'
import { OfAsset } from '../asset/asset-page.tsx'
import { errorsOf, FormPage } from '../form/form-page.tsx'
import { StepField } from '../form/step-field.tsx'
import { filledIn, FormBody, schemaProblems, tryIt, typedIn, type Typed } from '../form/typed.ts'
import { crumbsOf, dayOf, viewOf, type View } from '../view.ts'
import { namedRequests, Telling, type NamedRequest } from './telling.tsx'

const places = [1, 2, 3, 4] as const

/** The form that distributes all that is held: expenses, then shares that are exactly the net. */
export function addDistributePage(app: App, node: Node): void {
  const url = '/assets/:id/distribute'
  pageRoute(app, { method: 'GET', url, params: OfAsset }, async (call) => {
    const view = viewOf(call)
    const asset = await getAsset(node.db, call.viewer, call.params.id, dayOf(node))
    return distributePage({
      view,
      asset,
      requests: await namedRequests(node, call, asset.requests),
      typed: { on: dayOf(node) },
      problems: [],
    })
  })
  pageRoute(app, { method: 'POST', url, params: OfAsset, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const { id } = call.params
    const asset = await getAsset(node.db, call.viewer, id, dayOf(node))
    const typed = typedIn(call.body)
    const requests = await namedRequests(node, call, asset.requests)
    const again = (problems: readonly Problem[]) => distributePage({ view, asset, requests, typed, problems })
    const parsed = DistributeInput.safeParse(shaped(typed))
    if (!parsed.success) return again(schemaProblems(view.say, parsed.error).map(placed))
    const problems = await tryIt(node, call.viewer, view.say, (ctx) => distributeAsset(ctx, { ...parsed.data, assetId: id }))
    if (problems !== null) return again(problems)
    return redirect(`/assets/${id}`, { notice: view.say('saved') })
  })
}

function shaped(typed: Typed): object {
  const fields = Object.entries(filledIn(typed))
  const shares = places.flatMap((place) => {
    const share = fields
      .filter(([name]) => name.endsWith(String(place)))
      .map(([name, value]) => [name.slice(0, -1), value] as const)
    return share.some(([name]) => name !== 'act') ? [Object.fromEntries(share)] : []
  })
  return { ...Object.fromEntries(fields.filter(([name]) => !/\d$/.test(name))), shares }
}

/** `shares-0-amount` is the field `amount1`. */
function placed(problem: Problem): Problem {
  const [, index, name] = /^shares-(\d+)-(\w+)$/.exec(problem.path) ?? []
  if (problem.path === 'shares') return { ...problem, path: 'amount1' }
  return index === undefined || name === undefined ? problem : { ...problem, path: `${name}${Number(index) + 1}` }
}

function distributePage(props: DistributeFormProps) {
  const { view, asset, problems } = props
  return show({
    title: view.say('distribute'),
    current: '/assets',
    breadcrumbs: crumbsOf(view.say, asset),
    body: <DistributeForm {...props} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

interface DistributeFormProps {
  readonly view: View
  readonly asset: Asset
  readonly requests: readonly NamedRequest[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function DistributeForm({ view, asset, requests, typed, problems }: DistributeFormProps) {
  const { lang, say } = view
  const errors = errorsOf(problems)
  const base = { view, typed, errors }
  return (
    <FormPage
      view={view}
      title={say('distribute')}
      caption={asset.description}
      lead={say('distribute.lead')}
      action={`/assets/${asset.id}/distribute`}
      back={`/assets/${asset.id}`}
      problems={problems}
    >
      <SummaryList
        lang={lang}
        items={[{ label: say('held'), value: <Money lang={lang} amount={asset.held} currency={asset.currency} /> }]}
      />
      <StepField {...base} name="on" optional={false} />
      <StepField {...base} name="returnBasis" optional={false} />
      <StepField {...base} name="agreement" optional />
      <StepField {...base} name="legalBasis" optional />
      <StepField {...base} name="established" optional />
      <StepField {...base} name="evidence" optional />
      <StepField {...base} name="expenses" optional />
      {places.map((place) => (
        <ShareFields key={place} {...base} place={place} />
      ))}
      <StepField {...base} name="note" optional />
      <Telling {...base} requests={requests} tellable />
    </FormPage>
  )
}

interface ShareFieldsProps {
  readonly view: View
  readonly typed: Typed
  readonly errors: ReadonlyMap<string, string>
  readonly place: number
}

function ShareFields({ view, typed, errors, place }: ShareFieldsProps) {
  const { lang, say } = view
  const field = (name: string) => ({
    lang,
    name: `${name}${place}`,
    value: typed[`${name}${place}`],
    error: errors.get(`${name}${place}`),
    optional: place > 1,
  })
  return (
    <Fieldset legend={say('share.n', { n: place })}>
      <SelectField
        {...field('act')}
        label={say('share.kind')}
        options={disposals.map((value) => ({ value, label: say(`act.${value}`) }))}
      />
      <TextField {...field('amount')} label={say('field.amount')} width="short" dir="ltr" />
      <TextField {...field('recipient')} label={say('field.recipient')} />
    </Fieldset>
  )
}

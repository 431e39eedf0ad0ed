import type { Node } from '@comity/accounts/contract'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import { Bdi, Code, DataTable, DateTime, EmptyState, PageHeading } from '@comity/ui'
import { Rate } from '../contract.ts'
import { listRates, recordRate } from '../server.ts'
import { errorsOf, FormPage } from './form/form-page.tsx'
import { StepField } from './form/step-field.tsx'
import { filledIn, FormBody, schemaProblems, tryIt, typedIn, type Typed } from './form/typed.ts'
import { assetsCrumb, dayOf, viewOf, type View } from './view.ts'

/** The exchange rates of the office, and the form that records one. */
export function addRates(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/assets/rates' }, async (call) =>
    ratesPage(viewOf(call), await listRates(node.db, call.viewer), { rateOn: dayOf(node) }, []),
  )
  pageRoute(app, { method: 'POST', url: '/assets/rates', body: FormBody }, async (call) => {
    const view = viewOf(call)
    const typed = typedIn(call.body)
    const filled = filledIn(typed)
    const parsed = Rate.safeParse({
      from: typed['rateFrom']?.trim().toUpperCase(),
      to: typed['rateTo']?.trim().toUpperCase(),
      value: filled['rateValue'],
      on: filled['rateOn'],
      source: filled['rateSource'] ?? '',
    })
    const again = async (problems: readonly Problem[]) => ratesPage(view, await listRates(node.db, call.viewer), typed, problems)
    if (!parsed.success) return again(schemaProblems(view.say, parsed.error).map((one) => ({ ...one, path: fieldOf(one.path) })))
    const problems = await tryIt(node, call.viewer, view.say, (ctx) => recordRate(ctx, parsed.data))
    return problems === null ? redirect('/assets/rates', { notice: view.say('saved.rate') }) : again(problems)
  })
}

const fieldOf = (part: string): string => `rate${part.charAt(0).toUpperCase()}${part.slice(1)}`

function ratesPage(view: View, rates: readonly Rate[], typed: Typed, problems: readonly Problem[]) {
  return show({
    title: view.say('rates'),
    current: '/assets',
    breadcrumbs: [assetsCrumb(view.say)],
    status: problems.length > 0 ? 422 : 200,
    body: <RatesView view={view} rates={rates} typed={typed} problems={problems} />,
  })
}

interface RatesViewProps {
  readonly view: View
  readonly rates: readonly Rate[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function RatesView({ view, rates, typed, problems }: RatesViewProps) {
  const { lang, say } = view
  const base = { view, typed, errors: errorsOf(problems), optional: false }
  const table = (
    <DataTable
      lang={lang}
      caption={say('rates')}
      hideCaption
      rows={rates}
      rowKey={(rate) => `${rate.from} ${rate.to}`}
      empty={<EmptyState title={say('rates.empty')} />}
      columns={[
        {
          key: 'pair',
          header: say('field.rateValue'),
          names: true,
          cell: (rate) => <Code>{`1 ${rate.from} = ${rate.value} ${rate.to}`}</Code>,
        },
        { key: 'on', header: say('field.rateOn'), cell: (rate) => <DateTime lang={lang} at={rate.on} only="date" /> },
        { key: 'source', header: say('field.rateSource'), cell: (rate) => <Bdi>{rate.source}</Bdi> },
      ]}
    />
  )
  if (!view.may('record-rate'))
    return (
      <>
        <PageHeading title={say('rates')} />
        {table}
      </>
    )
  return (
    <>
      <FormPage
        view={view}
        title={say('rates')}
        action="/assets/rates"
        back="/assets"
        problems={problems}
        button={say('rates.new')}
      >
        <StepField {...base} name="rateFrom" />
        <StepField {...base} name="rateTo" />
        <StepField {...base} name="rateValue" hint="rates" />
        <StepField {...base} name="rateOn" />
        <StepField {...base} name="rateSource" />
      </FormPage>
      {table}
    </>
  )
}

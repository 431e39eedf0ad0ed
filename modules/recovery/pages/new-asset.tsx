import { z } from 'zod'
import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import type { RequestProperty } from '@comity/requests/contract'
import { getMatter, getRequest, isToCome } from '@comity/requests/server'
import { NewAsset } from '../contract.ts'
import { openAsset } from '../server.ts'
import { errorsOf, FormPage } from './form/form-page.tsx'
import { StepField } from './form/step-field.tsx'
import { filledIn, FormBody, schemaProblems, typedIn, type Typed } from './form/typed.ts'
import { assetsCrumb, dayOf, viewOf, type View } from './view.ts'

/** From which property of a request or matter the asset is opened: nothing is typed twice. */
const Query = z.strictObject({
  requestId: z.uuid().optional(),
  matterId: z.uuid().optional(),
  item: z.coerce.number().int().min(0).max(200).optional(),
})
type Query = z.output<typeof Query>

/** The form that opens an asset. */
export function addNewAsset(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/assets/new', query: Query }, async (call) => {
    const view = viewOf(call)
    return newPage(view, { ...(await known(node, call.viewer, call.query)), on: dayOf(node) }, [])
  })
  pageRoute(app, { method: 'POST', url: '/assets/new', body: FormBody }, async (call) => {
    const view = viewOf(call)
    const typed = typedIn(call.body)
    const filled = filledIn(typed)
    const parsed = NewAsset.safeParse({ ...filled, state: typed['state']?.trim().toLowerCase() })
    if (!parsed.success) return newPage(view, typed, schemaProblems(view.say, parsed.error))
    const today = dayOf(node)
    if (isToCome(parsed.data.on, today)) return newPage(view, typed, [{ path: 'on', message: view.say('problem.future') }])
    const asset = await inContext(node, call.viewer.actor, (ctx) => openAsset(ctx, parsed.data))
    return redirect(`/assets/${asset.id}`, { notice: view.say('saved') })
  })
}

async function known(node: Node, viewer: Viewer, { requestId, matterId, item }: Query): Promise<Typed> {
  if (requestId !== undefined) {
    const request = await getRequest(node.db, viewer, requestId)
    const abroad = request.counterpartState ?? request.counterpart?.slice(0, 2) ?? ''
    const state = request.direction === 'outgoing' ? abroad : request.ownAuthority.slice(0, 2)
    return { requestId, state, ...described(request.content.property?.[item ?? 0]) }
  }
  if (matterId === undefined) return {}
  const matter = await getMatter(node.db, viewer, matterId)
  return { matterId, ...described(matter.property[item ?? 0]) }
}

function described(property: RequestProperty | undefined): Typed {
  if (property === undefined) return {}
  const { kind, description, amount, currency, location, account } = property
  const all = Object.entries({ kind, description, amount, currency, location, account })
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function newPage(view: View, typed: Typed, problems: readonly Problem[]) {
  return show({
    title: view.say('new'),
    current: '/assets',
    breadcrumbs: [assetsCrumb(view.say)],
    body: <NewForm view={view} typed={typed} problems={problems} />,
    status: problems.length > 0 ? 422 : 200,
  })
}

function NewForm({
  view,
  typed,
  problems,
}: {
  readonly view: View
  readonly typed: Typed
  readonly problems: readonly Problem[]
}) {
  const base = { view, typed, errors: errorsOf(problems) }
  return (
    <FormPage
      view={view}
      title={view.say('new')}
      lead={view.say('new.lead')}
      action="/assets/new"
      back="/assets"
      problems={problems}
    >
      <StepField {...base} name="kind" optional={false} />
      <StepField {...base} name="description" optional={false} />
      <StepField {...base} name="state" optional={false} />
      <StepField {...base} name="location" optional />
      <StepField {...base} name="account" optional />
      <StepField {...base} name="currency" optional={false} />
      <StepField {...base} name="amount" optional />
      <StepField {...base} name="on" optional={false} />
      <StepField {...base} name="informal" optional />
      <StepField {...base} name="note" optional />
      {typed['requestId'] !== undefined && (
        <>
          <input type="hidden" name="requestId" value={typed['requestId']} />
          <StepField {...base} name="tell" optional />
        </>
      )}
      {typed['matterId'] !== undefined && <input type="hidden" name="matterId" value={typed['matterId']} />}
    </FormPage>
  )
}

import { z } from 'zod'
import type { Context, Node } from '@comity/accounts/contract'
import { pageRoute, redirect, show, type App } from '@comity/http'
import type { Problem } from '@comity/errors'
import { type Asset, DecideClaim, NewClaim } from '../contract.ts'
import { decideClaim, getAsset, linkAsset, raiseClaim, reverseEntry, settleDispute } from '../server.ts'
import { errorsOf, FormPage } from './form/form-page.tsx'
import { StepField } from './form/step-field.tsx'
import { filledIn, FormBody, schemaProblems, tryIt, typedIn, type Typed } from './form/typed.ts'
import type { Key } from './texts.ts'
import { crumbsOf, dayOf, viewOf, type View } from './view.ts'

/** A form of a few fields about one asset, or about one thing of it. */
interface SmallForm<S extends z.ZodType> {
  /** After `/assets/:id/`; `:thing` names what of the asset it is about. */
  readonly url: string
  readonly title: Key
  readonly lead?: Key
  readonly fields: readonly { readonly name: string; readonly optional?: boolean; readonly hint?: Key }[]
  readonly schema: S
  readonly shape?: (filled: Record<string, string | boolean>) => unknown
  readonly done: Key
  readonly act: (ctx: Context, ids: { readonly assetId: string; readonly thing: string }, input: z.output<S>) => Promise<Asset>
}

const Reasons = z.strictObject({ reasons: z.string().trim().min(3).max(5000) })

/** Corrections, claims, settlements of disputes, links to requests. */
export function addSmallForms(app: App, node: Node): void {
  addSmallForm(app, node, {
    url: 'entries/:thing/reverse',
    title: 'reverse.title',
    lead: 'reverse.lead',
    fields: [{ name: 'reasons' }],
    schema: Reasons,
    done: 'saved',
    act: (ctx, { assetId, thing }, input) => reverseEntry(ctx, { assetId, entryId: thing, ...input }),
  })
  addSmallForm(app, node, {
    url: 'claims/new',
    title: 'claims.new',
    fields: [
      { name: 'claimant' },
      { name: 'article' },
      { name: 'grounds' },
      { name: 'amount', optional: true },
      { name: 'raisedOn' },
    ],
    schema: NewClaim,
    done: 'saved.claim',
    act: (ctx, { assetId }, input) => raiseClaim(ctx, { assetId, ...input }),
  })
  addSmallForm(app, node, {
    url: 'claims/:thing',
    title: 'claims.decide',
    fields: [{ name: 'claimState' }, { name: 'decidedOn' }, { name: 'reasons' }],
    schema: DecideClaim,
    shape: ({ claimState: state, ...rest }) => ({ ...rest, state }),
    done: 'saved.claim',
    act: (ctx, { assetId, thing }, input) => decideClaim(ctx, { assetId, claimId: thing, ...input }),
  })
  addSmallForm(app, node, {
    url: 'disputes/:thing',
    title: 'disputes.settle',
    lead: 'disputes.lead',
    fields: [{ name: 'settlement' }],
    schema: z.strictObject({ settlement: z.string().trim().min(3).max(5000) }),
    done: 'saved',
    act: (ctx, { assetId, thing }, input) => settleDispute(ctx, { assetId, disputeId: thing, ...input }),
  })
  addSmallForm(app, node, {
    url: 'link',
    title: 'link',
    lead: 'link.hint',
    fields: [{ name: 'requestId' }],
    schema: z.strictObject({
      requestId: z
        .string()
        .transform((text) => text.split('/').at(-1) ?? '')
        .pipe(z.uuid()),
    }),
    done: 'saved.link',
    act: (ctx, { assetId }, { requestId }) => linkAsset(ctx, { assetId, requestId }),
  })
}

const Params = z.strictObject({ id: z.uuid(), thing: z.uuid().optional() })

function addSmallForm<S extends z.ZodType>(app: App, node: Node, form: SmallForm<S>): void {
  const url = `/assets/:id/${form.url}`
  pageRoute(app, { method: 'GET', url, params: Params }, async (call) => {
    const asset = await getAsset(node.db, call.viewer, call.params.id, dayOf(node))
    const day = dayOf(node)
    return smallPage({
      view: viewOf(call),
      form,
      asset,
      thing: call.params.thing,
      typed: { raisedOn: day, decidedOn: day },
      problems: [],
    })
  })
  pageRoute(app, { method: 'POST', url, params: Params, body: FormBody }, async (call) => {
    const view = viewOf(call)
    const { id, thing = '' } = call.params
    const asset = await getAsset(node.db, call.viewer, id, dayOf(node))
    const typed = typedIn(call.body)
    const filled = filledIn(typed)
    const parsed = form.schema.safeParse(form.shape?.(filled) ?? filled)
    const again = (problems: readonly Problem[]) => smallPage({ view, form, asset, thing: call.params.thing, typed, problems })
    if (!parsed.success) return again(schemaProblems(view.say, parsed.error).map(named))
    const problems = await tryIt(node, call.viewer, view.say, (ctx) => form.act(ctx, { assetId: id, thing }, parsed.data))
    return problems === null ? redirect(`/assets/${id}`, { notice: view.say(form.done) }) : again(problems)
  })
}

/** The claim's `state` is asked for under a name of its own, since an asset has a State too. */
const named = (problem: Problem): Problem => (problem.path === 'state' ? { ...problem, path: 'claimState' } : problem)

interface SmallPage {
  readonly view: View
  readonly form: Pick<SmallForm<z.ZodType>, 'url' | 'title' | 'lead' | 'fields'>
  readonly asset: Asset
  readonly thing: string | undefined
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function smallPage({ view, form, asset, thing, typed, problems }: SmallPage) {
  const { say } = view
  const base = { view, typed, errors: errorsOf(problems) }
  return show({
    title: say(form.title),
    current: '/assets',
    breadcrumbs: crumbsOf(say, asset),
    status: problems.length > 0 ? 422 : 200,
    body: (
      <FormPage
        view={view}
        title={say(form.title)}
        caption={asset.description}
        {...(form.lead === undefined ? {} : { lead: say(form.lead) })}
        action={`/assets/${asset.id}/${form.url.replace(':thing', thing ?? '')}`}
        back={`/assets/${asset.id}`}
        problems={problems}
      >
        {form.fields.map(({ name, optional, hint }) => (
          <StepField {...base} key={name} name={name} optional={optional ?? false} {...(hint === undefined ? {} : { hint })} />
        ))}
      </FormPage>
    ),
  })
}

import type { Context, ListenerTo } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { AssetReport, dossierBodies, type RequestStepped } from '@comity/requests/contract'
import { dated, factsOf, type OpenAsset, opened, type Source, stateOf, stepFacts, today, writeEntries } from './asset-steps.ts'
import type { AssetAct, StepInput } from './contract.ts'
import { placesSeeing, sightOf } from '@comity/requests/server'
import { linkOf } from './link-of.ts'
import { mayFrom } from './policy.ts'
import { newAsset } from './new-asset.ts'
import { hearingIn } from './rules/hearing.ts'
import { amountText } from './rules/money.ts'
import { isUnderOurs, orderIdFor, orderReferenceOf, tellerOf, tellersOf } from './orders.ts'
import { planStep, type StepFacts } from './rules/plan-step.ts'
import { stepOfReport } from './rules/reports.ts'
import { transitionOf } from './rules/transitions.ts'
import { whoseOrder, type Teller } from './rules/whose-order.ts'
import { assetForUpdate, assetIdsOfRequest, linkRequest, refreshAccess, updateAsset } from './store/asset-store.ts'
import { insertDisputed } from './store/claim-store.ts'

/** Hears every step of a request: what it says of property goes into the ledger, the same on both sides. */
export const requestListener: ListenerTo<'request-stepped'> = {
  event: 'request-stepped',
  async hear(ctx, told) {
    await refreshLinks(ctx, told)
    const said = saidOfAsset(told)
    if (said !== null) await take(ctx, told, said)
  },
}

/** What a dossier says of one asset: a report, or a lifting proposed or done. */
type Said = {
  readonly assetId: string
  readonly report: AssetReport | null
  readonly input: (asset: OpenAsset) => StepInput
  readonly liftingId?: string | undefined
}

async function refreshLinks(ctx: Context, { request, access }: RequestStepped): Promise<void> {
  const office = request.ownAuthority
  for (const assetId of await assetIdsOfRequest(ctx.db, office, request.id)) {
    await linkRequest(ctx.db, linkOf(request, access, assetId))
    await refreshAccess(ctx.db, office, assetId)
  }
}

function saidOfAsset({ kind, body }: RequestStepped): Said | null {
  if (kind === 'asset-report') {
    const report = AssetReport.parse(body)
    return { assetId: report.assetId, report, input: (asset) => stepOfReport(report, reportFacts(asset)) }
  }
  if (kind === 'lifting-proposed') {
    const { assetId, reasons, viewsBy } = dossierBodies['lifting-proposed'].parse(body)
    return assetId === undefined
      ? null
      : { assetId, report: null, input: (asset) => ({ act: 'propose-lifting', on: dayOf(asset), reasons, viewsBy }) }
  }
  if (kind === 'freeze-lifted') {
    const { assetId, on, reasons, hearingImpossible, liftingId } = dossierBodies['freeze-lifted'].parse(body)
    const heard = hearingImpossible === undefined ? {} : { hearingImpossible }
    return assetId === undefined
      ? null
      : { assetId, report: null, liftingId, input: () => ({ act: 'lift', on, reasons, ...heard }) }
  }
  return null
}

const dayOf = ({ row }: OpenAsset): string => row.changed_at.toISOString().slice(0, 10)

function reportFacts(asset: OpenAsset) {
  const { currency, freezeUntil, standing } = factsOf(asset)
  const available = (act: AssetAct): string | null => {
    const column = transitionOf(act).from.find((one) => one !== null && standing.balances.has(one))
    const amount = column === undefined || column === null ? undefined : standing.balances.get(column)
    return amount === undefined ? null : amountText(amount)
  }
  return { currency, freezeUntil, available, orderIssuedOn: null }
}

async function take(ctx: Context, told: RequestStepped, said: Said): Promise<void> {
  const office = told.request.ownAuthority
  const known = await assetForUpdate(ctx.db, said.assetId, office)
  if (known?.telling === true) {
    await updateAsset(ctx.db, known, { told_dossier: told.dossierId })
    return
  }
  const asset = known === null ? await beginFrom(ctx, told, said) : await opened(ctx, known)
  if (asset === null) return
  if (told.side === 'ours') mustSee(ctx, asset)
  // Who knows an asset's number does not thereby take part in it: what is said of it in a stranger's thread is kept as a dispute.
  if (known !== null && told.side === 'theirs' && !concerns(asset, told))
    return dispute(ctx, told, asset, new ComityError('asset-not-found'))
  await linkRequest(ctx.db, linkOf(told.request, told.access, said.assetId))
  await refreshAccess(ctx.db, office, said.assetId)
  if (known === null && said.report?.step === 'identified') return
  const current = {
    ...asset,
    requests: [linkOf(told.request, told.access, said.assetId)],
    row: { ...asset.row, changed_at: ctx.now },
  }
  if (told.side === 'ours') return apply(ctx, told, current, said)
  // What they told stands in the dossier, whatever our ledger makes of it: a refusal is kept as a dispute and blocks nothing.
  try {
    await apply(ctx, told, current, said)
  } catch (error) {
    if (!(error instanceof ComityError)) throw error
    await dispute(ctx, told, current, error)
  }
}

/** Whether the asset belongs to this request already, or to another one with the same authority. */
function concerns({ requests }: OpenAsset, { request }: RequestStepped): boolean {
  return requests.some(
    (link) => link.request_id === request.id || (link.counterpart !== null && link.counterpart === request.counterpart),
  )
}

/** @throws ComityError `asset-not-found` where it is not for this person to see. */
function mustSee({ actor }: Context, { row }: OpenAsset): void {
  const held = sightOf(actor)
  if (!row.access.some((token) => held.includes(token))) throw new ComityError('asset-not-found')
}

/** Plans everything before it writes anything, so that a refusal leaves nothing behind. */
async function apply(ctx: Context, told: RequestStepped, asset: OpenAsset, said: Said): Promise<void> {
  const input = said.input(asset)
  const named = orderReferenceOf(asset, input)
  const step: StepInput = { ...input, ...(named === null ? {} : { orderReference: named, ...orderIn(told, input) }) }
  const tellers = tellersFor(told, asset, step)
  const facts: StepFacts = {
    ...(await stepFacts(ctx, asset, step, tellers)),
    ...hearingToldOf(ctx, told, said),
    told: true,
  }
  if (told.side === 'ours' && !mayFrom(placesSeeing(ctx.actor, asset.row.access), step.act))
    throw new ComityError('not-allowed', { values: { act: step.act } })
  const planned = planStep(factsOf(asset), step, facts)
  const orderId = await orderIdFor(ctx, asset, step, tellers)
  await writeEntries(ctx, asset, dated(planned, step.on), sourceOf(told, step.note), orderId)
}

/** Whose orders a step told in a request may be under: theirs, and ours where we asked them to execute it. */
function tellersFor({ side, request }: RequestStepped, asset: OpenAsset, { act, orderReference }: StepInput): readonly Teller[] {
  if (side === 'ours') return whoseOrder({ side, act, counterparts: tellersOf(asset), ours: true })
  const asked = request.direction === 'outgoing' && request.content.confiscation?.order?.reference === orderReference
  const ours = orderReference !== undefined && (asked || isUnderOurs(asset, orderReference))
  const counterparts = [tellerOf({ counterpart: request.counterpart, request_id: request.id })]
  return whoseOrder({ side, act, counterparts, ours })
}

/** The amount of an order is what the request says of it: reports name it by its reference only. */
function orderIn({ request }: RequestStepped, { act }: StepInput): Partial<StepInput> {
  const { order, maximumAmount, currency } = request.content.confiscation ?? {}
  if (act !== 'order') return {}
  return {
    ...(order?.court === undefined ? {} : { orderCourt: order.court }),
    ...(order?.issuedOn === undefined ? {} : { orderIssuedOn: order.issuedOn }),
    ...(maximumAmount === undefined || currency === undefined ? {} : { orderAmount: maximumAmount, orderCurrency: currency }),
  }
}

/** How the requesting State was heard, as the legal record of the request tells it. */
function hearingToldOf(ctx: Context, { request }: RequestStepped, { liftingId, assetId }: Said): Pick<StepFacts, 'hearing'> {
  const liftings = request.record.liftings.filter((one) => one.assetId === assetId)
  const lifting = liftings.findLast((one) => liftingId === undefined || one.id === liftingId)
  return { hearing: lifting === undefined ? null : hearingIn(lifting, today(ctx)) }
}

function sourceOf({ side, request, dossierId }: RequestStepped, note: string | undefined): Source {
  const theirs = request.counterpartState ?? request.counterpart?.slice(0, 2) ?? stateOf(request.ownAuthority)
  return {
    side,
    state: side === 'ours' ? stateOf(request.ownAuthority) : theirs,
    request: { id: request.id, reference: request.ownReference },
    dossierId,
    note: note ?? null,
    document: null,
  }
}

/** ISO 4217: no currency. */
const NO_CURRENCY = 'XXX'

/** An asset that this office did not know: it begins as identified. Null where what was said is no report, which would describe it. */
async function beginFrom(ctx: Context, told: RequestStepped, { report }: Said): Promise<OpenAsset | null> {
  if (report === null) return null
  const { request, access } = told
  const abroad = request.counterpartState ?? request.counterpart?.slice(0, 2) ?? stateOf(request.ownAuthority)
  const row = await newAsset(ctx, {
    id: report.assetId,
    ownAuthority: request.ownAuthority,
    kind: report.kind,
    description: report.description,
    location: report.location,
    // Property is where it is asked for: in the requested State.
    state: request.direction === 'outgoing' ? abroad : stateOf(request.ownAuthority),
    currency: report.currency ?? request.content.confiscation?.currency ?? NO_CURRENCY,
    matterId: request.matterId,
    baseAccess: [],
    access,
  })
  const input: StepInput = { act: 'identify', on: report.on, ...(report.amount === undefined ? {} : { amount: report.amount }) }
  const asset = await opened(ctx, row)
  const planned = planStep(factsOf(asset), input, { hearing: null, order: null, told: true })
  return writeEntries(ctx, asset, dated(planned, report.on), sourceOf(told, report.remarks))
}

async function dispute(ctx: Context, told: RequestStepped, asset: OpenAsset, refusal: ComityError): Promise<void> {
  const reasons = refusal.problems.map(({ path, message }) => `${path}:${message}`)
  const { request } = told
  await insertDisputed(ctx.db, {
    id: ctx.world.chance.uuid(),
    own_authority: asset.row.own_authority,
    asset_id: asset.row.id,
    at: ctx.now,
    kind: told.kind ?? told.act,
    reason: [refusal.code, ...reasons].join(' '),
    told: told.body,
    counterpart: request.counterpart,
    request_id: request.id,
    request_reference: request.ownReference,
    dossier_id: told.dossierId,
    settled_at: null,
    settlement: null,
  })
  await updateAsset(ctx.db, asset.row, { disputed: asset.row.disputed + 1, changed_at: ctx.now })
}

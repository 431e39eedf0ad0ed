import assert from 'node:assert/strict'
import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import { AssetReport, Line } from '@comity/requests/contract'
import { holdRequest, perform } from '@comity/requests/server'
import type { OpenAsset } from './asset-steps.ts'
import type { StepInput } from './contract.ts'
import { openLiftingId } from './rules/hearing.ts'
import { amountText } from './rules/money.ts'
import type { PlannedEntry } from './rules/plan-step.ts'
import { reportedSteps } from './rules/reports.ts'
import { assetForUpdate, assetIdsOfRequest, updateAsset } from './store/asset-store.ts'

interface Telling {
  readonly tell?: boolean | undefined
  readonly requestId?: string | undefined
}

/** Before a step that is told: holds its request and then all assets of it, in one order, as whatever arrives for the request holds them. */
export async function holdToTell(ctx: Context, office: string, { tell, requestId }: Telling): Promise<void> {
  if (tell !== true || requestId === undefined) return
  await holdRequest(ctx, requestId)
  for (const assetId of await assetIdsOfRequest(ctx.db, office, requestId)) await assetForUpdate(ctx.db, assetId, office)
}

/**
 * Tells the other State of the request a step that is about to be written here. Gives the dossier's id, null off the network.
 *
 * @throws ComityError `asset-step-incomplete` where no request is named or no dossier carries such a step; whatever the request refuses.
 */
export async function tellStep(
  ctx: Context,
  asset: OpenAsset,
  input: StepInput,
  planned: readonly PlannedEntry[],
  requestId: string | undefined,
): Promise<string | null> {
  if (requestId === undefined) throw incomplete('requestId', 'needed')
  const { row } = asset
  await updateAsset(ctx.db, row, { telling: true, told_dossier: null })
  for (const entry of planned) if (isTold(entry, input)) await tellOne(ctx, asset, input, entry, requestId)
  const after = await assetForUpdate(ctx.db, row.id, row.own_authority)
  assert(after, 'an asset is never deleted')
  await updateAsset(ctx.db, row, { telling: false, told_dossier: null })
  return after.told_dossier
}

/** A valuation goes with the step that brings it. */
function isTold(entry: PlannedEntry, input: StepInput): boolean {
  if (input.act === 'revalue') throw incomplete('tell', 'not-told')
  return entry.act !== 'revalue'
}

function incomplete(path: string, message: string): ComityError {
  return new ComityError('asset-step-incomplete', { problems: [{ path, message }] })
}

async function tellOne(ctx: Context, asset: OpenAsset, input: StepInput, entry: PlannedEntry, requestId: string): Promise<void> {
  const { id: assetId, description } = asset.row
  const property = Line.parse(description)
  if (input.act === 'propose-lifting') {
    const { reasons = '', viewsBy = input.on } = input
    await perform(ctx, { requestId, act: 'propose-lifting', input: { property, assetId, reasons, viewsBy } })
  } else if (input.act === 'lift') {
    const liftingId = openLiftingId(asset.requests.find((one) => one.request_id === requestId)?.liftings ?? [])
    const { reasons = '', hearingImpossible } = input
    await perform(ctx, {
      requestId,
      act: 'lift-freeze',
      input: {
        property,
        assetId,
        on: input.on,
        reasons,
        ...(liftingId === undefined ? {} : { liftingId }),
        ...(hearingImpossible === undefined ? {} : { hearingImpossible }),
      },
    })
  } else await perform(ctx, { requestId, act: 'report-asset', input: reportOf(asset, input, entry) })
}

function reportOf({ row }: OpenAsset, input: StepInput, entry: PlannedEntry): AssetReport {
  const step = reportedSteps[entry.act]
  if (step === undefined) throw incomplete('tell', 'not-told')
  const { rate, details } = entry
  const remarks = [input.note, details.recipient].filter((text) => text !== undefined && text !== '').join('\n')
  const all = {
    assetId: row.id,
    description: row.description,
    kind: row.kind,
    location: row.location ?? undefined,
    step,
    on: input.on,
    amount: entry.amount === null ? undefined : amountText(entry.amount),
    currency: entry.amount === null && entry.act !== 'identify' ? undefined : row.currency,
    valuation: entry.valuation ?? undefined,
    rate:
      rate === null || entry.act !== 'enforce' ? undefined : { to: rate.to, value: rate.value, on: rate.on, source: rate.source },
    legalBasis: entry.legalBasis ?? undefined,
    until: details.until,
    automaticLifting: details.automaticLifting,
    returnBasis: details.returnBasis,
    orderReference: details.orderReference,
    remarks: remarks === '' ? undefined : remarks.slice(0, 2000),
  }
  return AssetReport.parse(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))
}

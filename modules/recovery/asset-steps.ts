import type { Context } from '@comity/accounts/contract'
import { isToCome, placesSeeing, sightOf } from '@comity/requests/server'
import { ComityError } from '@comity/errors'
import type { Column, Entry, StepInput } from './contract.ts'
import { mayFrom, officeFor, type Act } from './policy.ts'
import { hearingOf } from './rules/hearing.ts'
import { standingOf } from './rules/ledger.ts'
import { amountOf, amountText } from './rules/money.ts'
import type { AssetFacts, PlannedEntry, StepFacts } from './rules/plan-step.ts'
import type { Teller } from './rules/whose-order.ts'
import { assetForUpdate, requestsOfAsset, updateAsset, type AssetRecord, type AssetRequestRecord } from './store/asset-store.ts'
import { appendEntries, entriesOf, type EntryRecord } from './store/entry-store.ts'
import { orderFacts } from './orders.ts'
import { derivedOf, entryOf, movementOf } from './stored-asset.ts'

/** An asset with its ledger and links, which nobody else changes until this transaction ends. */
export interface OpenAsset {
  readonly row: AssetRecord
  readonly entries: readonly Entry[]
  readonly requests: readonly AssetRequestRecord[]
}

/** The day at the instant of the operation (UTC). */
export function today(ctx: Pick<Context, 'now'>): string {
  return ctx.now.toISOString().slice(0, 10)
}

/**
 * The asset on which this person may act.
 *
 * @throws ComityError `not-allowed`; `asset-not-found`, also where it is not for this person to see.
 */
export async function loadAsset(ctx: Context, act: Act, assetId: string): Promise<OpenAsset> {
  const office = officeFor(ctx.actor, act)
  const row = await assetForUpdate(ctx.db, assetId, office)
  const held = sightOf(ctx.actor)
  if (row === null || !row.access.some((token) => held.includes(token))) throw new ComityError('asset-not-found')
  if (!mayFrom(placesSeeing(ctx.actor, row.access), act)) throw new ComityError('not-allowed', { values: { act } })
  return opened(ctx, row)
}

export async function opened(ctx: Context, row: AssetRecord): Promise<OpenAsset> {
  const [entries, requests] = [
    await entriesOf(ctx.db, row.own_authority, row.id),
    await requestsOfAsset(ctx.db, row.own_authority, row.id),
  ]
  return { row, entries: entries.map(entryOf), requests }
}

/** What the rules have to know of the asset. */
export function factsOf({ row, entries }: OpenAsset): AssetFacts {
  return { currency: row.currency, freezeUntil: row.frozen_until, standing: standingOf(entries.map(movementOf)) }
}

/** What the guards have to know beyond it: how the requesting State was heard, and how much of the order is left. */
export async function stepFacts(
  ctx: Context,
  asset: OpenAsset,
  input: StepInput,
  tellers: readonly Teller[],
): Promise<StepFacts> {
  const freezeRequest = asset.entries.find(({ act }) => act === 'freeze')?.requestId ?? null
  const places = asset.requests.map(({ request_id: requestId, direction, liftings }) => ({ requestId, direction, liftings }))
  return { hearing: hearingOf(places, freezeRequest, today(ctx)), order: await orderFacts(ctx, asset, input, tellers) }
}

/** Who said a step, by which request, in which dossier. */
export interface Source {
  readonly side: 'ours' | 'theirs'
  readonly state: string
  readonly request: { readonly id: string; readonly reference: string } | null
  readonly dossierId: string | null
  readonly note: string | null
  readonly document: { readonly sha256: string; readonly name: string } | null
}

/** An entry to be written: planned by the rules, or the reversal of one. */
export type NewEntry = Omit<PlannedEntry, 'act'> & { readonly act: Entry['act']; readonly on: string; readonly reverses?: string }

/** Writes entries into the ledger and brings the asset's row up to date. */
export async function writeEntries(
  ctx: Context,
  asset: OpenAsset,
  entries: readonly NewEntry[],
  source: Source,
  orderId: string | null = null,
): Promise<OpenAsset> {
  const first = asset.row.last_sequence + 1
  const rows = entries.map((entry, index) => recordOf(ctx, asset.row, { ...entry, sequence: first + index }, source, orderId))
  if (rows.length > 0) await appendEntries(ctx.db, rows)
  const all = [...asset.entries, ...rows.map(entryOf)]
  const change = { ...derivedOf(all), changed_at: ctx.now }
  await updateAsset(ctx.db, asset.row, change)
  const { balances, ...derived } = change
  const known: unknown = JSON.parse(balances)
  return { ...asset, entries: all, row: { ...asset.row, ...derived, balances: known } }
}

function recordOf(
  ctx: Context,
  row: AssetRecord,
  entry: NewEntry & { readonly sequence: number },
  source: Source,
  orderId: string | null,
): EntryRecord {
  return {
    id: ctx.world.chance.uuid(),
    own_authority: row.own_authority,
    asset_id: row.id,
    sequence: entry.sequence,
    act: entry.act,
    from_column: entry.from,
    to_column: entry.to,
    amount: entry.amount === null ? null : amountText(entry.amount),
    currency: row.currency,
    original: entry.original,
    rate: entry.rate,
    happened_on: entry.on,
    valuation: entry.valuation,
    legal_basis: entry.legalBasis,
    details: entry.details,
    order_id: entry.act === 'revalue' ? null : orderId,
    order_amount: entry.orderAmount === null ? null : amountText(entry.orderAmount),
    side: source.side,
    state: source.state,
    request_id: source.request?.id ?? null,
    request_reference: source.request?.reference ?? null,
    dossier_id: source.dossierId,
    note: source.note,
    document: source.document,
    reverses: entry.reverses ?? null,
    actor_id: ctx.actor.id,
    actor_name: ctx.actor.name,
    at: ctx.now,
  }
}

/** A planned entry, dated. */
export function dated(planned: readonly PlannedEntry[], on: string): NewEntry[] {
  return planned.map((entry) => ({ ...entry, on }))
}

/** The State that an authority's identifier names. */
export function stateOf(authorityId: string): string {
  return authorityId.slice(0, 2)
}

/** Nothing has happened that is still to come. @throws ComityError `asset-step-incomplete`. */
export function mustBePast(ctx: Context, on: string): void {
  if (isToCome(on, today(ctx))) throw new ComityError('asset-step-incomplete', { problems: [{ path: 'on', message: 'future' }] })
}

/** A reversal: the same amount the other way. */
export function reversalOf(entry: Entry, on: string, reasons: string): NewEntry {
  const to: Column | null = entry.from
  return {
    act: 'reverse',
    from: entry.to,
    to,
    amount: entry.amount === null ? null : amountOf(entry.amount),
    original: null,
    rate: null,
    valuation: null,
    legalBasis: null,
    details: { reasons },
    orderAmount: null,
    on,
    reverses: entry.id,
  }
}

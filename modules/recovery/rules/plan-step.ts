import { ComityError } from '@comity/errors'
import type { AppliedRate, Column, Entry, EntryDetails, StepInput } from '../contract.ts'
import { detailsOf, stepProblems } from './guards.ts'
import { type Standing, occupied, moved } from './ledger.ts'
import { amountOf, amountText, converted } from './money.ts'
import { transitionOf } from './transitions.ts'

/** What the ledger knows of an asset before a step. */
export interface AssetFacts {
  readonly currency: string
  readonly standing: Standing
  readonly freezeUntil: string | null
}

/** A confiscation order and how much of it is enforced already, over all its assets. */
export interface OrderFacts {
  readonly reference: string
  readonly issuedOn: string
  readonly amount: bigint | null
  readonly currency: string | null
  readonly enforced: bigint
}

/** What a guard has to know beyond the asset. */
export interface StepFacts {
  /** How the requesting State was heard; null where it was not yet. */
  readonly hearing: 'views' | 'no-views' | 'domestic' | null
  readonly order: OrderFacts | null
  /** The step came in a dossier: what dossiers have no place for is not asked of it. */
  readonly told?: boolean
}

/** An entry that the plan makes; the operation adds who, when and by which request. */
export interface PlannedEntry {
  readonly act: StepInput['act']
  readonly from: Column | null
  readonly to: Column | null
  readonly amount: bigint | null
  readonly original: Entry['original']
  readonly rate: AppliedRate | null
  readonly valuation: Entry['valuation']
  readonly legalBasis: string | null
  readonly details: EntryDetails
  /** In the order's currency; only where an order with an amount is enforced. */
  readonly orderAmount: bigint | null
}

/**
 * The ledger entries that a step makes: a valuation first where it brings one, then the step itself.
 *
 * @throws ComityError `asset-step-not-possible`, `asset-step-incomplete` with the fields, `asset-amount-exceeded`, `asset-order-exceeded`
 *   (WA 26(2), FR 16(2)), `asset-not-heard` (55(8)).
 */
export function planStep(asset: AssetFacts, input: StepInput, facts: StepFacts): readonly PlannedEntry[] {
  const from = sourceOf(asset.standing, input)
  refuse(stepProblems(input, from, facts.told ?? false))
  const details = { ...detailsOf(input), ...heard(input, facts), ...lapsed(asset, input) }
  const given = amountGiven(asset, input)
  const base = { act: input.act, legalBasis: input.legalBasis ?? articleOf(input), details, orderAmount: null }
  const valuation = valuationOf(input)
  const planned: PlannedEntry[] = []
  if (valuation !== null && given !== null && from !== null && input.act !== 'identify') {
    const value = revaluation(asset.standing, from, given.amount)
    if (value !== null) planned.push({ ...base, act: 'revalue', ...value, ...given.source, valuation, details: {} })
    if (input.act === 'revalue') return movable(asset.standing, planned)
  }
  const amount = given?.amount ?? (from === null ? null : (asset.standing.balances.get(from) ?? null))
  const to = transitionOf(input.act).to
  const step = { ...base, from, to, amount, valuation, ...(given?.source ?? { original: null, rate: null }) }
  planned.push(input.act === 'enforce' ? capped(asset, input, step, facts.order) : step)
  return movable(asset.standing, planned)
}

/** Plain wording of the article that a planned entry rests on where the step names none. */
function articleOf(input: StepInput): string {
  if (input.freezeBasis !== undefined) return input.freezeBasis.replace(/^(\d+)-(\d)-([abc])$/, '$1($2)($3)')
  return transitionOf(input.act).article
}

/** The column that a step takes from: the one that is named, or the only one that it can be. */
function sourceOf(standing: Standing, { act, from }: StepInput): Column | null {
  const possible = transitionOf(act).from
  const there = occupied(standing).filter((column) => possible.includes(column))
  if (from !== undefined) {
    if (!there.includes(from)) throw new ComityError('asset-step-not-possible')
    return from
  }
  const [only, second] = there
  if (second !== undefined) refuse([{ path: 'from', message: 'which-part' }])
  if (only !== undefined) return only
  if (possible.includes(null) && occupied(standing).length === 0) return null
  throw new ComityError('asset-step-not-possible')
}

function valuationOf({ act, on, valuationKind, valuationOn }: StepInput): Entry['valuation'] {
  // What a thing was sold for is what it is worth.
  if (act === 'realise') return { kind: 'sale', on }
  return valuationKind === undefined || valuationOn === undefined ? null : { kind: valuationKind, on: valuationOn }
}

interface Given {
  readonly amount: bigint
  readonly source: Pick<PlannedEntry, 'original' | 'rate'>
}

/** The amount in the asset's own currency, and what it was before where it was named in another. */
function amountGiven(asset: AssetFacts, input: StepInput): Given | null {
  if (input.amount === undefined) return null
  const named = amountOf(input.amount)
  if (named === 0n) refuse([{ path: 'amount', message: 'positive' }])
  if (input.currency === undefined || input.currency === asset.currency || input.act === 'enforce')
    return { amount: named, source: { original: null, rate: null } }
  const rate = rateOf(input, input.currency, asset.currency)
  return {
    amount: converted(named, rate.value, asset.currency),
    source: { original: { amount: amountText(named), currency: input.currency }, rate },
  }
}

function rateOf(input: StepInput, from: string, to: string): AppliedRate {
  const { rateValue, rateOn, rateSource, rateRule } = input
  if (rateValue === undefined || rateOn === undefined || rateSource === undefined)
    refuse(['rateValue', 'rateOn', 'rateSource'].map((path) => ({ path, message: 'rate-needed' })))
  return { from, to, value: rateValue ?? '', on: rateOn ?? '', source: rateSource ?? '', rule: rateRule ?? null }
}

function revaluation(standing: Standing, column: Column, value: bigint): Pick<PlannedEntry, 'from' | 'to' | 'amount'> | null {
  const before = standing.balances.get(column) ?? 0n
  if (value === before) return null
  return value > before ? { from: null, to: column, amount: value - before } : { from: column, to: null, amount: before - value }
}

// What is taken is counted in the asset's own currency; the rate of an enforcement leads to the currency of the order.
// WA 26(2), FR 16(2): the total may not exceed the order. WA 24(4): the rate of the day of the decision; FR 18(3): of the day of the order.
function capped(asset: AssetFacts, input: StepInput, step: PlannedEntry, order: OrderFacts | null): PlannedEntry {
  if (input.currency !== undefined && input.currency !== asset.currency) refuse([{ path: 'currency', message: 'own-currency' }])
  if (step.amount === null) refuse([{ path: 'amount', message: 'value-needed' }])
  if (order === null || order.amount === null || order.currency === null) return step
  const amount = step.amount ?? 0n
  const same = order.currency === asset.currency
  const rate = same ? null : rateOf(input, asset.currency, order.currency)
  if (rate !== null) mustBeOfDay(rate, input.on, order.issuedOn)
  const orderAmount = rate === null ? amount : converted(amount, rate.value, order.currency)
  const room = order.amount - order.enforced
  if (orderAmount > room)
    throw new ComityError('asset-order-exceeded', {
      values: { order: order.reference, room: amountText(room < 0n ? 0n : room), currency: order.currency },
    })
  return { ...step, rate: rate ?? step.rate, orderAmount }
}

function mustBeOfDay(rate: AppliedRate, decidedOn: string, issuedOn: string): void {
  if (rate.rule === null) refuse([{ path: 'rateRule', message: 'needed' }])
  const due = rate.rule === 'fr-18-3' ? issuedOn : decidedOn
  if (rate.on !== due) refuse([{ path: 'rateOn', message: rate.rule === 'fr-18-3' ? 'rate-day-issued' : 'rate-day-decided' }])
}

// 55(8): wherever possible the requesting State is given an opportunity to argue for the measure before it is lifted.
function heard(input: StepInput, { hearing }: StepFacts): Pick<EntryDetails, 'hearing'> {
  if (input.act !== 'lift') return {}
  if (hearing !== null) return { hearing }
  if (input.hearingImpossible !== undefined && input.hearingImpossible !== '') return { hearing: 'impossible' }
  throw new ComityError('asset-not-heard')
}

function lapsed({ freezeUntil }: AssetFacts, { act, on }: StepInput): object {
  if (act === 'lapse' && (freezeUntil === null || on < freezeUntil)) refuse([{ path: 'on', message: 'not-lapsed' }])
  return {}
}

/** Every planned movement holds, one after the other. */
function movable(standing: Standing, planned: readonly PlannedEntry[]): readonly PlannedEntry[] {
  planned.reduce(moved, standing)
  return planned
}

function refuse(problems: readonly { path: string; message: string }[]): void {
  if (problems.length > 0) throw new ComityError('asset-step-incomplete', { problems })
}

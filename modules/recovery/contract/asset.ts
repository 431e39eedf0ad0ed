import { z } from 'zod'
import { AssetAct, Column, Entry, FreezeBasis } from './ledger.ts'
import { Amount, Currency, StateCode } from './step.ts'

export const assetKinds = ['money', 'specific-item', 'equivalent-value'] as const
export const AssetKind = z.enum(assetKinds)

/** What a new asset is: as a request's property section describes it. */
export const NewAsset = z
  .strictObject({
    kind: AssetKind,
    description: z.string().trim().min(1).max(300),
    location: z.string().max(500).optional(),
    account: z.string().max(200).optional(),
    /** The State where it is. */
    state: StateCode,
    currency: Currency,
    amount: Amount.optional(),
    on: z.iso.date(),
    /** Known from informal sources only. */
    informal: z.boolean().optional(),
    note: z.string().max(5000).optional(),
    matterId: z.uuid().optional(),
    requestId: z.uuid().optional(),
    tell: z.boolean().optional(),
  })
  .meta({ id: 'NewAsset' })
export type NewAsset = z.output<typeof NewAsset>

export const claimStates = ['raised', 'admitted', 'rejected', 'withdrawn'] as const
/** A right of a bona fide third party in the property (31(9), 55(9), 57(2)). */
export const claimArticles = ['31(9)', '55(9)', '57(2)'] as const
export const NewClaim = z
  .strictObject({
    claimant: z.string().trim().min(1).max(300),
    article: z.enum(claimArticles),
    grounds: z.string().trim().min(1).max(5000),
    amount: Amount.optional(),
    raisedOn: z.iso.date(),
  })
  .meta({ id: 'NewClaim' })
export type NewClaim = z.output<typeof NewClaim>
export const DecideClaim = z
  .strictObject({
    state: z.enum(['admitted', 'rejected', 'withdrawn']),
    decidedOn: z.iso.date(),
    reasons: z.string().trim().min(1).max(5000),
  })
  .meta({ id: 'DecideClaim' })
export type DecideClaim = z.output<typeof DecideClaim>
export const Claim = z
  .strictObject({
    id: z.uuid(),
    claimant: z.string(),
    article: z.enum(claimArticles),
    grounds: z.string(),
    amount: z.string().nullable(),
    raisedOn: z.iso.date(),
    state: z.enum(claimStates),
    decidedOn: z.iso.date().nullable(),
    reasons: z.string().nullable(),
  })
  .meta({ id: 'Claim' })
export type Claim = z.output<typeof Claim>

/** What the other State told and our ledger could not take: kept with the reason until a person settles it. */
export const Disputed = z
  .strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: z.string(),
    reason: z.string(),
    /** What was told, as it came. */
    told: z.record(z.string(), z.unknown()),
    counterpart: z.string().nullable(),
    requestId: z.uuid().nullable(),
    requestReference: z.string().nullable(),
    dossierId: z.string().nullable(),
    settledAt: z.iso.datetime().nullable(),
    settlement: z.string().nullable(),
  })
  .meta({ id: 'DisputedEntry' })
export type Disputed = z.output<typeof Disputed>

/** The freeze that holds now. */
export const Freeze = z.strictObject({
  since: z.iso.date(),
  /** Null: until further order. */
  until: z.iso.date().nullable(),
  basis: FreezeBasis.nullable(),
  automaticLifting: z.string().nullable(),
  requestId: z.uuid().nullable(),
  requestReference: z.string().nullable(),
})
export type Freeze = z.output<typeof Freeze>

export const Balance = z.strictObject({ column: Column, amount: z.string() })
export type Balance = z.output<typeof Balance>

/** An asset in a list. */
export const AssetRow = z
  .strictObject({
    id: z.uuid(),
    kind: AssetKind,
    description: z.string(),
    location: z.string().nullable(),
    account: z.string().nullable(),
    state: StateCode,
    currency: z.string(),
    /** Of all columns together; null while not valued. */
    value: z.string().nullable(),
    columns: z.array(Column),
    balances: z.array(Balance),
    frozenSince: z.iso.date().nullable(),
    frozenUntil: z.iso.date().nullable(),
    matterId: z.uuid().nullable(),
    disputed: z.number().int(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'AssetRow' })
export type AssetRow = z.output<typeof AssetRow>

/** A request in or out that the asset belongs to. */
export const AssetRequest = z.strictObject({
  requestId: z.uuid(),
  direction: z.enum(['outgoing', 'incoming']),
  reference: z.string(),
  counterpart: z.string().nullable(),
})
export type AssetRequest = z.output<typeof AssetRequest>

/** What may be done next, to which part, and the article that allows or demands it. */
export const NextStep = z.strictObject({ act: AssetAct, from: z.array(Column), article: z.string() })
export type NextStep = z.output<typeof NextStep>

/** An asset with all that is known of it. */
export const Asset = z
  .strictObject({
    ...AssetRow.shape,
    freeze: Freeze.nullable(),
    /** What is held after confiscation and not yet disposed of: gross, expenses deducted so far, and so the net. */
    held: z.string(),
    expenses: z.string(),
    requests: z.array(AssetRequest),
    entries: z.array(Entry).max(1000),
    claims: z.array(Claim).max(200),
    disputes: z.array(Disputed).max(200),
    next: z.array(NextStep),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Asset' })
export type Asset = z.output<typeof Asset>

/** Most rows of a list at once. */
export const MAX_ASSET_ROWS = 200
export const AssetFilter = z.strictObject({
  text: z.string().max(200).optional(),
  column: Column.optional(),
  state: StateCode.optional(),
  matterId: z.uuid().optional(),
  requestId: z.uuid().optional(),
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_ASSET_ROWS).default(50),
})
export type AssetFilter = z.output<typeof AssetFilter>
export const AssetPage = z
  .strictObject({ rows: z.array(AssetRow).max(MAX_ASSET_ROWS), next: z.string().nullable() })
  .meta({ id: 'AssetPage' })
export type AssetPage = z.output<typeof AssetPage>

/** A sum of one column in one currency. */
export const Total = z.strictObject({ column: Column, currency: z.string(), amount: z.string(), assets: z.number().int() })
export type Total = z.output<typeof Total>
/** A sum converted; `missing` names currencies without a rate, which are not in it. */
export const ConvertedTotal = z.strictObject({
  column: Column,
  currency: z.string(),
  amount: z.string(),
  missing: z.array(z.string()),
})
export const Rate = z
  .strictObject({
    from: Currency,
    to: Currency,
    value: z.string().regex(/^\d{1,10}(\.\d{1,10})?$/),
    on: z.iso.date(),
    source: z.string().trim().min(1).max(300),
  })
  .meta({ id: 'Rate' })
export type Rate = z.output<typeof Rate>
export const Totals = z
  .strictObject({
    totals: z.array(Total),
    /** In the wished currency; empty unless one is named. */
    converted: z.array(ConvertedTotal),
    rates: z.array(Rate),
  })
  .meta({ id: 'AssetTotals' })
export type Totals = z.output<typeof Totals>

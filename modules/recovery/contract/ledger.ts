import { z } from 'zod'
import { returnBases, valuationKinds } from '@comity/requests/contract'

/**
 * Where an amount of an asset stands: each amount is in exactly one column. `expense` is what was deducted under art. 57(4).
 * In the order in which property usually moves.
 */
export const columns = [
  'identified',
  'traced',
  'frozen',
  'lift-proposed',
  'lifted',
  'confiscation-ordered',
  'order-final',
  'enforced',
  'managed',
  'realised',
  'returned',
  'shared',
  'victim-compensated',
  'retained',
  'expense',
] as const
export const Column = z.enum(columns)
export type Column = z.output<typeof Column>

/** What is done to property; each act is one line, or a few, of {@link transitions} in `rules/`. */
export const assetActs = [
  'identify',
  'trace',
  'freeze',
  'propose-lifting',
  'keep',
  'lift',
  'lapse',
  'order',
  'finalise',
  'enforce',
  'manage',
  'realise',
  'return',
  'share',
  'compensate',
  'retain',
  'expense',
  'revalue',
] as const
export const AssetAct = z.enum(assetActs)
export type AssetAct = z.output<typeof AssetAct>

/** UNCAC art. 54(2): on what property is frozen. (a) an order of the requesting State, (b) its request, (c) an arrest or charge there. */
export const freezeBases = ['54-2-a', '54-2-b', '54-2-c'] as const
export const FreezeBasis = z.enum(freezeBases)
export type FreezeBasis = z.output<typeof FreezeBasis>

/** UNCAC art. 57(3), (5), and rules of default sharing as Reg. (EU) 2018/1805 art. 30(7). */
export const ReturnBasis = z.enum(returnBases)
export type ReturnBasis = z.output<typeof ReturnBasis>

export const ValuationKind = z.enum(valuationKinds)

/** Which day's exchange rate counts when an order in another currency is enforced: WA 24(4) the day it is decided, FR 18(3) the day the order was issued. */
export const rateRules = ['wa-24-4', 'fr-18-3'] as const
export const RateRule = z.enum(rateRules)
export type RateRule = z.output<typeof RateRule>

/** A rate as it was applied: one unit of `from` is `value` units of `to`. */
export const AppliedRate = z.strictObject({
  from: z.string().length(3),
  to: z.string().length(3),
  value: z.string().max(30),
  on: z.iso.date(),
  source: z.string().max(300),
  rule: RateRule.nullable(),
})
export type AppliedRate = z.output<typeof AppliedRate>

/** What an entry says beyond its amount; each act fills its own part. */
export const EntryDetails = z
  .strictObject({
    freezeBasis: FreezeBasis,
    /** Absent: until further order. */
    until: z.iso.date(),
    /** WA 41(1)(e): when and how the freeze ends by itself. */
    automaticLifting: z.string().max(1000),
    reasons: z.string().max(5000),
    /** How the requesting State was heard before the lifting (55(8)). */
    hearing: z.enum(['views', 'no-views', 'impossible', 'domestic']),
    hearingImpossible: z.string().max(2000),
    orderReference: z.string().max(200),
    finalityWaived: z.string().max(2000),
    returnBasis: ReturnBasis,
    established: z.enum(['prior-ownership', 'damage']),
    evidence: z.string().max(5000),
    recipient: z.string().max(300),
    agreement: z.string().max(300),
    informal: z.boolean(),
  })
  .partial()
export type EntryDetails = z.output<typeof EntryDetails>

/** One line of an asset's ledger. It is never changed; a reversal is a line of its own. Amounts are decimal strings in the asset's currency. */
export const Entry = z
  .strictObject({
    id: z.uuid(),
    sequence: z.number().int().positive(),
    act: z.union([AssetAct, z.literal('reverse')]),
    from: Column.nullable(),
    to: Column.nullable(),
    /** Null while the asset is not valued: then the whole of it moves. */
    amount: z.string().nullable(),
    currency: z.string(),
    original: z.strictObject({ amount: z.string(), currency: z.string() }).nullable(),
    rate: AppliedRate.nullable(),
    on: z.iso.date(),
    valuation: z.strictObject({ kind: ValuationKind, on: z.iso.date() }).nullable(),
    legalBasis: z.string().nullable(),
    details: EntryDetails,
    side: z.enum(['ours', 'theirs']),
    /** Lower-case code of the State by which it came. */
    state: z.string(),
    requestId: z.uuid().nullable(),
    requestReference: z.string().nullable(),
    dossierId: z.string().nullable(),
    note: z.string().nullable(),
    document: z.strictObject({ sha256: z.string(), name: z.string() }).nullable(),
    /** Of the entry that this one reverses. */
    reverses: z.uuid().nullable(),
    actorName: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'LedgerEntry' })
export type Entry = z.output<typeof Entry>

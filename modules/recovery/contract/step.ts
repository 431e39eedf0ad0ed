import { z } from 'zod'
import { AssetAct, Column, FreezeBasis, RateRule, ReturnBasis, ValuationKind } from './ledger.ts'

/** A decimal number as text, at most four decimals. */
export const Amount = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/)
/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
/** ISO 3166-1 alpha-2 in lower case, as authorities' identifiers begin. */
export const StateCode = z.string().regex(/^[a-z]{2}$/)
/** One unit of a currency in another. */
export const RateValue = z.string().regex(/^\d{1,10}(\.\d{1,10})?$/)
const Day = z.iso.date()

/** What a step on an asset says. Which parts are needed depends on the act: a missing one is refused with the field's name. */
export const StepInput = z
  .strictObject({
    act: AssetAct,
    on: Day,
    /** Which part of the asset; needed only where several could be meant. */
    from: Column.optional(),
    /** Absent: all that stands there. */
    amount: Amount.optional(),
    currency: Currency.optional(),
    /** With a valuation the amount is the new value of all that stands there. */
    valuationKind: ValuationKind.optional(),
    valuationOn: Day.optional(),
    rateValue: RateValue.optional(),
    rateOn: Day.optional(),
    rateSource: z.string().min(1).max(300).optional(),
    rateRule: RateRule.optional(),
    legalBasis: z.string().max(200).optional(),
    freezeBasis: FreezeBasis.optional(),
    until: Day.optional(),
    untilFurtherOrder: z.boolean().optional(),
    automaticLifting: z.string().max(1000).optional(),
    reasons: z.string().max(5000).optional(),
    viewsBy: Day.optional(),
    hearingImpossible: z.string().max(2000).optional(),
    orderReference: z.string().max(200).optional(),
    orderCourt: z.string().max(300).optional(),
    orderIssuedOn: Day.optional(),
    /** The most that may be taken under the order; absent for an order on the thing itself. */
    orderAmount: Amount.optional(),
    orderCurrency: Currency.optional(),
    finalityWaived: z.string().max(2000).optional(),
    returnBasis: ReturnBasis.optional(),
    established: z.enum(['prior-ownership', 'damage']).optional(),
    evidence: z.string().max(5000).optional(),
    recipient: z.string().max(300).optional(),
    agreement: z.string().max(300).optional(),
    informal: z.boolean().optional(),
    note: z.string().max(5000).optional(),
    /** Of a file of the request named in `requestId`. */
    documentSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    documentName: z.string().max(200).optional(),
    requestId: z.uuid().optional(),
    /** Also tells the other State of the request by a dossier. */
    tell: z.boolean().optional(),
  })
  .meta({ id: 'AssetStepInput' })
export type StepInput = z.output<typeof StepInput>

/** Who gets what of the net: the whole of what stands in the column, after expenses. */
export const DistributeInput = z
  .strictObject({
    on: Day,
    from: Column.optional(),
    returnBasis: ReturnBasis,
    agreement: z.string().max(300).optional(),
    legalBasis: z.string().max(200).optional(),
    /** 57(4): reasonable expenses of the investigation, prosecution or proceedings. */
    expenses: Amount.optional(),
    shares: z
      .array(
        z.strictObject({
          act: z.enum(['return', 'share', 'compensate', 'retain']),
          amount: Amount,
          recipient: z.string().max(300).optional(),
        }),
      )
      .min(1)
      .max(20),
    established: z.enum(['prior-ownership', 'damage']).optional(),
    evidence: z.string().max(5000).optional(),
    note: z.string().max(5000).optional(),
    requestId: z.uuid().optional(),
    tell: z.boolean().optional(),
  })
  .meta({ id: 'DistributeInput' })
export type DistributeInput = z.output<typeof DistributeInput>

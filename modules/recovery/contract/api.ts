import { z } from 'zod'
import type { Api } from '@comity/http'
import { Asset, AssetFilter, AssetPage, DecideClaim, NewAsset, NewClaim, Rate, Totals } from './asset.ts'
import { Currency, DistributeInput, StepInput } from './step.ts'

const Id = z.strictObject({ id: z.uuid() })

/** The asset ledger over HTTP. */
export const recoveryApi = {
  listAssets: {
    method: 'GET',
    url: '/api/assets',
    query: AssetFilter,
    response: AssetPage,
    summary: 'Assets that one may see, those whose freeze ends soonest first',
  },
  assetTotals: {
    method: 'GET',
    url: '/api/asset-totals',
    query: z.strictObject({
      ...AssetFilter.omit({ after: true, limit: true }).shape,
      /** Converts into this currency. */
      currency: Currency.optional(),
    }),
    response: Totals,
    summary: 'Sums per column and currency, on wish converted with recorded rates',
  },
  openAsset: {
    method: 'POST',
    url: '/api/assets',
    body: NewAsset,
    response: Asset,
    summary: 'Open an asset: identified property',
  },
  getAsset: {
    method: 'GET',
    url: '/api/assets/:id',
    params: Id,
    response: Asset,
    summary: 'An asset with its ledger, claims and next steps',
  },
  stepAsset: {
    method: 'POST',
    url: '/api/assets/:id/steps',
    params: Id,
    body: StepInput,
    response: Asset,
    summary: 'One step of an asset: trace, freeze, lift, order, enforce, realise, return …',
  },
  distributeAsset: {
    method: 'POST',
    url: '/api/assets/:id/distribution',
    params: Id,
    body: DistributeInput,
    response: Asset,
    summary: 'Distribute what is held: expenses (57(4)) and shares that sum to the net',
  },
  reverseEntry: {
    method: 'POST',
    url: '/api/assets/:id/entries/:entryId/reversal',
    params: z.strictObject({ id: z.uuid(), entryId: z.uuid() }),
    body: z.strictObject({ reasons: z.string().trim().min(3).max(5000) }),
    response: Asset,
    summary: 'Correct the ledger by a new entry that reverses an earlier one',
  },
  raiseClaim: {
    method: 'POST',
    url: '/api/assets/:id/claims',
    params: Id,
    body: NewClaim,
    response: Asset,
    summary: 'Record the claim of a bona fide third party (31(9), 55(9), 57(2))',
  },
  decideClaim: {
    method: 'POST',
    url: '/api/assets/:id/claims/:claimId',
    params: z.strictObject({ id: z.uuid(), claimId: z.uuid() }),
    body: DecideClaim,
    response: Asset,
    summary: 'Record what became of a claim',
  },
  settleDispute: {
    method: 'POST',
    url: '/api/assets/:id/disputes/:disputeId',
    params: z.strictObject({ id: z.uuid(), disputeId: z.uuid() }),
    body: z.strictObject({ settlement: z.string().trim().min(3).max(5000) }),
    response: Asset,
    summary: 'Settle what the other State told and the ledger refused',
  },
  linkAsset: {
    method: 'POST',
    url: '/api/assets/:id/requests',
    params: Id,
    body: z.strictObject({ requestId: z.uuid() }),
    response: Asset,
    summary: 'Link an asset to a request that concerns it too',
  },
  listRates: {
    method: 'GET',
    url: '/api/exchange-rates',
    response: z.strictObject({ rates: z.array(Rate).max(1000) }),
    summary: 'Exchange rates that totals are converted with',
  },
  recordRate: {
    method: 'POST',
    url: '/api/exchange-rates',
    body: Rate,
    response: Rate,
    summary: 'Record an exchange rate with its source',
  },
} as const satisfies Api

declare module '@comity/errors' {
  interface ErrorRegistry {
    'asset-not-found': 404
    'asset-step-not-possible': 409
    'asset-step-incomplete': 422
    'asset-amount-exceeded': 422
    'asset-order-exceeded': 422
    'asset-not-heard': 409
    'asset-shares-differ': 422
  }
}

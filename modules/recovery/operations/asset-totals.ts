import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { sightOf } from '@comity/requests/server'
import { type AssetFilter, Column, Rate, Total, type Totals } from '../contract.ts'
import { officeFor } from '../policy.ts'
import { convertedTotals } from '../rules/converted-totals.ts'
import { amountOf, amountText } from '../rules/money.ts'
import { insertRate, latestRates, totalRows } from '../store/list-store.ts'
import type { RateTable } from '../tables.ts'
import type { Reader } from './get-asset.ts'

type Wanted = Omit<AssetFilter, 'after' | 'limit'> & { readonly currency?: string | undefined }

/** Sums per column and currency of what the viewer may see; with a currency also converted, by the rates that are recorded. @throws ComityError `not-allowed`. */
export async function assetTotals(db: Db, { actor }: Reader, { currency, ...filter }: Wanted): Promise<Totals> {
  const office = officeFor(actor, 'read')
  const rows = await totalRows(db, { ownAuthority: office, tokens: sightOf(actor) }, filter)
  const totals = rows.map((row) =>
    Total.parse({ ...row, column: Column.parse(row.column), amount: amountText(amountOf(row.amount)) }),
  )
  if (currency === undefined) return { totals, converted: [], rates: [] }
  const rates = (await latestRates(db, office, currency)).map(rateOf)
  const used = rates.filter(({ from }) => totals.some((one) => one.currency === from))
  return { totals, converted: convertedTotals(totals, currency, rates), rates: used }
}

/** The last recorded rate of each pair of currencies. @throws ComityError `not-allowed`. */
export async function listRates(db: Db, { actor }: Reader): Promise<Rate[]> {
  return (await latestRates(db, officeFor(actor, 'read'))).map(rateOf)
}

/** Records an exchange rate with its source, for totals; earlier ones stay. @throws ComityError `not-allowed`. */
export async function recordRate(ctx: Context, rate: Rate): Promise<Rate> {
  const office = officeFor(ctx.actor, 'record-rate')
  const id = ctx.world.chance.uuid()
  await insertRate(ctx.db, {
    id,
    own_authority: office,
    from_currency: rate.from,
    to_currency: rate.to,
    value: rate.value,
    on_day: rate.on,
    source: rate.source,
    recorded_by: ctx.actor.id,
    recorded_at: ctx.now,
  })
  await record(ctx, {
    act: 'rate.recorded',
    subject: { kind: 'rate', id },
    details: { from: rate.from, to: rate.to, value: rate.value, on: rate.on },
  })
  return rate
}

function rateOf(row: RateTable): Rate {
  return Rate.parse({ from: row.from_currency, to: row.to_currency, value: row.value, on: row.on_day, source: row.source })
}

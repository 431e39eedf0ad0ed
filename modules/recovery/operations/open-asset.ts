import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import { accessOf, getMatter, getRequest } from '@comity/requests/server'
import type { Asset, NewAsset } from '../contract.ts'
import { dated, mustBePast, opened, type Source, stateOf, writeEntries, today } from '../asset-steps.ts'
import { officeFor } from '../policy.ts'
import { planStep } from '../rules/plan-step.ts'
import { nothing } from '../rules/ledger.ts'
import { linkRequest, refreshAccess } from '../store/asset-store.ts'
import { newAsset } from '../new-asset.ts'
import { linkOf } from '../link-of.ts'
import { getAsset } from './get-asset.ts'
import { tellStep } from '../tell-step.ts'

/**
 * Opens an asset in the office's ledger with its first entry, `identified`.
 *
 * @throws ComityError `not-allowed`; `matter-not-found`, `request-not-found`; `asset-step-incomplete` where the day is to come.
 */
export async function openAsset(ctx: Context, input: NewAsset): Promise<Asset> {
  const office = officeFor(ctx.actor, 'open')
  mustBePast(ctx, input.on)
  const request = input.requestId === undefined ? null : await getRequest(ctx.db, ctx, input.requestId, today(ctx))
  const matterId = input.matterId ?? request?.matterId ?? null
  const matter = input.matterId === undefined ? null : await getMatter(ctx.db, ctx, input.matterId)
  const unit = ctx.actor.units?.[0] ?? null
  const base = matter ?? (request === null ? { ownAuthority: office, unit, named: [ctx.actor.id] } : null)
  const row = await newAsset(ctx, {
    id: ctx.world.chance.uuid(),
    ownAuthority: office,
    baseAccess: base === null ? [] : accessOf(base),
    access: [...(base === null ? [] : accessOf(base)), ...(request === null ? [] : accessOf(request))],
    ...input,
    matterId,
  })
  if (request !== null) {
    await linkRequest(ctx.db, linkOf(request, accessOf(request), row.id))
    await refreshAccess(ctx.db, office, row.id)
  }
  const asset = await opened(ctx, row)
  const step = {
    act: 'identify' as const,
    on: input.on,
    ...(input.amount === undefined ? {} : { amount: input.amount }),
    ...(input.informal ? { informal: true } : {}),
  }
  const planned = planStep({ currency: row.currency, standing: nothing, freezeUntil: null }, step, { hearing: null, order: null })
  const dossierId = input.tell === true ? await tellStep(ctx, asset, step, planned, input.requestId) : null
  const source: Source = {
    side: 'ours',
    state: stateOf(office),
    request: request === null ? null : { id: request.id, reference: request.ownReference },
    dossierId,
    note: input.note ?? null,
    document: null,
  }
  await writeEntries(ctx, asset, dated(planned, input.on), source)
  await record(ctx, {
    act: 'asset.opened',
    subject: { kind: 'asset', id: row.id },
    details: { state: input.state, currency: input.currency },
  })
  return getAsset(ctx.db, ctx, row.id, today(ctx))
}

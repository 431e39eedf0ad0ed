import type { Context } from '@comity/accounts/contract'
import { ComityError } from '@comity/errors'
import type { OpenAsset } from './asset-steps.ts'
import type { StepInput } from './contract.ts'
import { amountOf, amountText } from './rules/money.ts'
import type { OrderFacts } from './rules/plan-step.ts'
import { OWN, type Teller } from './rules/whose-order.ts'
import { enforcedUnder, insertOrder, orderForUpdate } from './store/entry-store.ts'

/** What the guards have to know of the order that a step names; null where it names none that is known. */
export async function orderFacts(
  ctx: Context,
  asset: OpenAsset,
  input: StepInput,
  tellers: readonly Teller[],
): Promise<OrderFacts | null> {
  const reference = orderReferenceOf(asset, input)
  const order =
    reference === null ? null : await orderForUpdate(ctx.db, { ownAuthority: asset.row.own_authority, reference, tellers })
  if (order === null) return null
  mustAgree(order, input)
  return {
    reference: order.reference,
    issuedOn: order.issued_on,
    amount: order.amount === null ? null : amountOf(order.amount),
    currency: order.currency,
    enforced: amountOf(await enforcedUnder(ctx.db, order.id)),
  }
}

/** One reference is one order: what is said of it a second time says the same. */
function mustAgree(order: { issued_on: string; amount: string | null; currency: string | null }, input: StepInput): void {
  if (input.act !== 'order') return
  const differs =
    (input.orderIssuedOn !== undefined && input.orderIssuedOn !== order.issued_on) ||
    (input.orderAmount !== undefined && (order.amount === null || amountOf(input.orderAmount) !== amountOf(order.amount))) ||
    (input.orderCurrency !== undefined && input.orderCurrency !== order.currency)
  if (differs)
    throw new ComityError('asset-step-incomplete', { problems: [{ path: 'orderReference', message: 'order-differs' }] })
}

const ordered: readonly StepInput['act'][] = ['order', 'finalise', 'enforce']

/** The order that a step is taken under: the one it names, else the last that the ledger names. */
export function orderReferenceOf({ entries }: Pick<OpenAsset, 'entries'>, { act, orderReference }: StepInput): string | null {
  if (!ordered.includes(act)) return null
  if (orderReference !== undefined) return orderReference
  const gone = new Set(entries.map(({ reverses }) => reverses))
  return entries.findLast((one) => one.act === 'order' && !gone.has(one.id))?.details.orderReference ?? null
}

/** The row of the order that a step names, made where it is new; null where the step is under none. */
export async function orderIdFor(
  ctx: Context,
  asset: OpenAsset,
  input: StepInput,
  tellers: readonly Teller[],
): Promise<string | null> {
  const reference = orderReferenceOf(asset, input)
  if (reference === null) return null
  const known = await orderForUpdate(ctx.db, { ownAuthority: asset.row.own_authority, reference, tellers })
  if (known !== null) return known.id
  const id = ctx.world.chance.uuid()
  await insertOrder(ctx.db, {
    id,
    own_authority: asset.row.own_authority,
    told_by: tellers[0] ?? OWN,
    reference,
    court: input.orderCourt ?? null,
    issued_on: input.orderIssuedOn ?? input.on,
    amount: input.orderAmount === undefined ? null : amountText(amountOf(input.orderAmount)),
    currency: input.orderCurrency ?? null,
  })
  return id
}

/** Who may have told us of an order on this asset. */
export function tellersOf({ requests }: Pick<OpenAsset, 'requests'>): Teller[] {
  return requests.map(tellerOf)
}

/** Who speaks in a request: the authority, or the request itself where nobody of the network does. */
export function tellerOf({ counterpart, request_id }: Pick<OpenAsset['requests'][number], 'counterpart' | 'request_id'>): Teller {
  return counterpart ?? `request:${request_id}`
}

/** Whether our ledger of the asset is under the order already by an act of our own. */
export function isUnderOurs({ entries }: Pick<OpenAsset, 'entries'>, reference: string): boolean {
  return entries.some(({ act, side, details }) => act === 'order' && side === 'ours' && details.orderReference === reference)
}

import type { Actor, Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Db } from '@comity/database'
import { ComityError } from '@comity/errors'
import { EventKind } from '../contract.ts'
import type { Delivery, DeliveryFilter } from '../contract.ts'
import { deliveriesOf, replay } from '../store/delivery-store.ts'
import type { DeliveryRow } from '../store/delivery-store.ts'
import { updateWebhook } from '../store/webhook-store.ts'
import { getWebhook, load } from './webhooks.ts'

/** Events of one subscription, newest first. @throws ComityError `not-allowed`, `webhook-not-found`. */
export async function listDeliveries(
  db: Db,
  actor: Actor,
  { id, before, state, limit }: DeliveryFilter & { readonly id: string },
): Promise<{ deliveries: Delivery[]; next: number | null }> {
  await getWebhook(db, actor, id)
  const rows = await deliveriesOf(db, id, { before: before ?? null, state: state ?? null, limit: limit + 1 })
  const deliveries = rows.slice(0, limit).map(deliveryFrom)
  return { deliveries, next: rows.length > limit ? (deliveries.at(-1)?.place ?? null) : null }
}

/**
 * Sends one event once more, or all that were given up since a day, under their own identifiers: a receiver that knows them takes nothing twice.
 *
 * @throws ComityError `not-allowed`; `webhook-not-found`, also where there is no such event or it waits already.
 */
export async function replayDeliveries(
  ctx: Context,
  id: string,
  which: { readonly eventId: string } | { readonly since: string },
): Promise<{ replayed: number }> {
  await load(ctx, id)
  const replayed = await replay(
    ctx.db,
    id,
    'eventId' in which ? which : { deadSince: new Date(`${which.since}T00:00:00Z`) },
    ctx.now,
  )
  if ('eventId' in which && replayed === 0) throw new ComityError('webhook-not-found')
  await updateWebhook(ctx.db, id, { next_try_at: null })
  await record(ctx, { act: 'webhook.replayed', subject: { kind: 'webhook', id }, details: { replayed, ...which } })
  return { replayed }
}

export function deliveryFrom(row: DeliveryRow): Delivery {
  return {
    eventId: row.event_id,
    place: row.place,
    kind: EventKind.parse(row.kind),
    at: row.at.toISOString(),
    state: row.state,
    attempts: row.attempts,
    lastTriedAt: row.last_tried_at?.toISOString() ?? null,
    lastStatus: row.last_status,
    problem: row.problem,
  }
}

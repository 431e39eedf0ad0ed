import type { Context, ListenerTo } from '@comity/accounts/contract'
import { unitById } from '@comity/accounts/server'
import type { RequestStepped } from '@comity/requests/contract'
import { eventKindOf } from './rules/event-kind.ts'
import { insertDelivery } from './store/delivery-store.ts'
import { markDue } from './store/folder-store.ts'
import { listeningWebhooks } from './store/webhook-store.ts'

/** Hears every step of a request: events for those who wish for them, and work for the shared folder, in the teller's own transaction. */
export function requestListener(options: { readonly folder: boolean }): ListenerTo<'request-stepped'> {
  return {
    event: 'request-stepped',
    async hear(ctx, told) {
      await tellWebhooks(ctx, told)
      const { id: requestId, ownAuthority: authorityId } = told.request
      if (options.folder) await markDue(ctx.db, { requestId, authorityId, at: ctx.now })
    },
  }
}

async function tellWebhooks(ctx: Context, told: RequestStepped): Promise<void> {
  const { request, access } = told
  const kind = eventKindOf(told)
  const listening = await listeningWebhooks(ctx.db, request.ownAuthority, kind)
  if (listening.length === 0) return
  const eventId = ctx.world.chance.uuid()
  for (const { id, unit_id: unitId } of listening) {
    if (!(await isSeenBy(ctx, { authorityId: request.ownAuthority, unitId }, access))) continue
    await insertDelivery(ctx.db, {
      webhook_id: id,
      event_id: eventId,
      kind,
      request_id: request.id,
      reference: request.ownReference,
      at: ctx.now,
      state: 'waiting',
      attempts: 0,
      due_since: ctx.now,
      last_tried_at: null,
      last_status: null,
      problem: null,
    })
  }
}

/** Need-to-know: what belongs to no unit, and what belongs to its own, while that is in use. */
async function isSeenBy(
  ctx: Context,
  subscriber: { readonly authorityId: string; readonly unitId: string | null },
  access: readonly string[],
): Promise<boolean> {
  const { authorityId, unitId } = subscriber
  if (access.includes(`authority:${authorityId}`)) return true
  if (unitId === null || !access.includes(`unit:${unitId}`)) return false
  const unit = await unitById(ctx.db, unitId)
  return unit !== null && !unit.archived
}

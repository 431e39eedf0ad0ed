import type { Actor, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { attempt, isTaken } from '../attempt.ts'
import type { Outcome, Sending } from '../attempt.ts'
import { insertDelivery } from '../store/delivery-store.ts'
import { load } from './webhooks.ts'

/**
 * Calls a receiver with a test at once, beside what waits for it, also where it is stopped; gives what came of it.
 *
 * @throws ComityError `not-allowed`, `webhook-not-found`.
 */
export async function pingWebhook(node: Node, actor: Actor, sending: Sending, id: string): Promise<Outcome> {
  const webhook = await load({ db: node.db, actor }, id)
  const at = node.world.clock.now()
  const event = { event_id: node.world.chance.uuid(), kind: 'ping', request_id: null, reference: null, at }
  const outcome = await attempt(node.world, sending, webhook, event)
  await inContext(node, actor, async (ctx) => {
    await insertDelivery(ctx.db, {
      ...event,
      webhook_id: id,
      state: isTaken(outcome) ? 'delivered' : 'dead',
      attempts: 1,
      due_since: at,
      last_tried_at: ctx.now,
      last_status: outcome.status,
      problem: outcome.problem,
    })
    await record(ctx, { act: 'webhook.tested', subject: { kind: 'webhook', id }, details: { status: outcome.status } })
  })
  return outcome
}

import type { Node } from '@comity/accounts/contract'
import { inContext, systemActor } from '@comity/accounts/server'
import { record } from '@comity/audit/server'
import { attempt, isTaken } from './attempt.ts'
import type { Outcome, Sending } from './attempt.ts'
import { nextTry } from './rules/retry.ts'
import { nextDelivery, updateDelivery } from './store/delivery-store.ts'
import type { DeliveryRow } from './store/delivery-store.ts'
import { claimWebhook, keepClaim, updateWebhook } from './store/webhook-store.ts'
import type { WebhookRow } from './store/webhook-store.ts'

/** Another process may take a subscription that this one has not brought home after so long: more than one call takes. */
const LEASE_MS = 120_000
/** Receivers called at one time: a slow one must not hold up the others. */
const LANES = 8

/** Sends everything that is due, each receiver's events one after the other; gives how many were taken. */
export async function dispatchDue(node: Node, sending: Sending): Promise<number> {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => lane(node, sending)))
  return lanes.reduce((sum, sent) => sum + sent, 0)
}

async function lane(node: Node, sending: Sending): Promise<number> {
  let sent = 0
  for (;;) {
    const now = node.world.clock.now()
    const webhook = await claimWebhook(node.db, now, new Date(now.getTime() + LEASE_MS))
    if (webhook === undefined) return sent
    try {
      sent += await sendAll(node, sending, webhook)
    } finally {
      await updateWebhook(node.db, webhook.id, { busy_until: null })
    }
  }
}

async function sendAll(node: Node, sending: Sending, webhook: WebhookRow): Promise<number> {
  for (let sent = 0; ; sent += 1) {
    const delivery = await nextDelivery(node.db, webhook.id)
    if (delivery === undefined) return sent
    const outcome = await attempt(node.world, sending, webhook, delivery)
    if (!isTaken(outcome)) {
      // What was taken just now ended the trouble of before.
      await failed(node, sent === 0 ? webhook : { ...webhook, failing_since: null }, { delivery, outcome })
      return sent
    }
    await taken(node, webhook, delivery, outcome)
    if (!(await keepClaim(node.db, webhook.id, new Date(node.world.clock.now().getTime() + LEASE_MS)))) return sent + 1
  }
}

async function taken(node: Node, webhook: WebhookRow, delivery: DeliveryRow, outcome: Outcome): Promise<void> {
  await updateDelivery(node.db, delivery, { ...tried(node, delivery, outcome), state: 'delivered' })
  await updateWebhook(node.db, webhook.id, { failing_since: null, next_try_at: null })
}

/** RFC 9110, 15.5.11: 410 "Gone" is likely to be permanent. */
const GONE = 410

async function failed(
  node: Node,
  webhook: WebhookRow,
  { delivery, outcome }: { readonly delivery: DeliveryRow; readonly outcome: Outcome },
): Promise<void> {
  await inContext(node, systemActor(node.facts.authorityId), async (ctx) => {
    const after = tried(node, delivery, outcome)
    const facts = { attempts: after.attempts, dueSince: delivery.due_since }
    const again = outcome.status === GONE ? null : nextTry(facts, ctx.now, ctx.world.chance.fraction())
    const failing = { failing_since: webhook.failing_since ?? ctx.now, next_try_at: again }
    if (again !== null) {
      await updateDelivery(ctx.db, delivery, after)
      await updateWebhook(ctx.db, webhook.id, failing)
      return
    }
    // What comes after it would fail as well: it waits until a person has seen to the receiver.
    const reason = outcome.status === GONE ? ('gone' as const) : ('failing' as const)
    await updateDelivery(ctx.db, delivery, { ...after, state: 'dead' })
    await updateWebhook(ctx.db, webhook.id, { ...failing, stopped_at: ctx.now, stopped_for: reason })
    const details = { url: webhook.url, reason }
    await record(ctx, { act: 'webhook.stopped', subject: { kind: 'webhook', id: webhook.id }, details })
  })
  node.log.warn({ webhookId: webhook.id, ...outcome }, 'an event was not taken')
}

function tried(node: Node, delivery: DeliveryRow, { status, problem }: Outcome) {
  return { attempts: delivery.attempts + 1, last_tried_at: node.world.clock.now(), last_status: status, problem }
}

import { z } from 'zod'
import type { Node, Viewer } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { pageRoute, redirect, type App } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { isTaken } from '../attempt.ts'
import type { Outcome } from '../attempt.ts'
import { deliveryStates } from '../contract.ts'
import { listDeliveries, replayDeliveries } from '../operations/deliveries.ts'
import { pingWebhook } from '../operations/ping-webhook.ts'
import { getWebhook, removeWebhook, resumeWebhook, rotateSecret, stopWebhook } from '../operations/webhooks.ts'
import type { Setting } from '../routes.ts'
import { bridgePage, secretPage } from './forms.tsx'
import { bridgeHref, viewOf } from './view.ts'
import { WebhookPage } from './webhook-page.tsx'

const Params = z.strictObject({ id: z.uuid() })
const Query = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  state: z.enum(deliveryStates).optional().catch(undefined),
})
const Asked = z.strictObject({ act: z.enum(['ping', 'secret', 'stop', 'resume', 'remove']) })
const Since = z.strictObject({ since: z.iso.date() })
const pageRows = 25

/** One receiver: how it stands, its events, and what can be done about it. */
export function addWebhookPages(app: App, node: Node, { sending }: Setting): void {
  pageRoute(app, { method: 'GET', url: '/bridge/webhooks/:id', params: Params, query: Query }, (call) =>
    shown(node, call, { id: call.params.id, ...call.query }),
  )
  pageRoute(app, { method: 'POST', url: '/bridge/webhooks/:id', params: Params, body: Asked }, async (call) => {
    const { id } = call.params
    const { act } = call.body
    const view = await viewOf(node, call)
    const href = `/bridge/webhooks/${id}`
    if (act === 'secret') {
      const { secret } = await inContext(node, call.viewer.actor, (ctx) => rotateSecret(ctx, id))
      return secretPage({ view, title: view.say('secret.new'), lead: view.say('secret.former'), secret, back: href })
    }
    if (act === 'ping') {
      const outcome = await pingWebhook(node, call.viewer.actor, sending, id)
      if (isTaken(outcome)) return redirect(href, { notice: view.say('ping.taken', { status: outcome.status ?? 0 }) })
      return shown(node, call, { id, refused: outcome })
    }
    const does = { stop: stopWebhook, resume: resumeWebhook, remove: removeWebhook }[act]
    await inContext(node, call.viewer.actor, (ctx) => does(ctx, id))
    return redirect(act === 'remove' ? bridgeHref : href, { notice: view.say(`saved.${act}`) })
  })
  addReplays(app, node)
}

interface Shown extends z.output<typeof Query> {
  readonly id: string
  /** What came of a test that was not taken. */
  readonly refused?: Outcome
}

async function shown(node: Node, call: { readonly lang: Lang; readonly viewer: Viewer }, { id, before, state, refused }: Shown) {
  const view = await viewOf(node, call)
  const { actor } = call.viewer
  const webhook = await getWebhook(node.db, actor, id)
  const page = await listDeliveries(node.db, actor, { id, before, state, limit: pageRows })
  const today = node.world.clock.now().toISOString().slice(0, 10)
  const body = (
    <WebhookPage view={view} webhook={webhook} page={{ ...page, before, state }} today={today} refused={refused ?? null} />
  )
  return bridgePage(view, { title: webhook.url, body })
}

function addReplays(app: App, node: Node): void {
  const OneParams = z.strictObject({ id: z.uuid(), event: z.uuid() })
  pageRoute(app, { method: 'POST', url: '/bridge/webhooks/:id/deliveries/:event', params: OneParams }, async (call) => {
    const { id, event } = call.params
    const { say } = await viewOf(node, call)
    const { replayed } = await inContext(node, call.viewer.actor, (ctx) => replayDeliveries(ctx, id, { eventId: event }))
    return redirect(`/bridge/webhooks/${id}`, { notice: say('saved.replay', { count: replayed }) })
  })
  pageRoute(app, { method: 'POST', url: '/bridge/webhooks/:id/replay', params: Params, body: Since }, async (call) => {
    const { say } = await viewOf(node, call)
    const { replayed } = await inContext(node, call.viewer.actor, (ctx) => replayDeliveries(ctx, call.params.id, call.body))
    return redirect(`/bridge/webhooks/${call.params.id}`, { notice: say('saved.replay', { count: replayed }) })
  })
}

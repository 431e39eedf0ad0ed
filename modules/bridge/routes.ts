import type { Context, Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { serveApi } from '@comity/http'
import type { App, Handlers, Viewer } from '@comity/http'
import { bridgeApi } from './contract.ts'
import type { Sending } from './attempt.ts'
import { listDeliveries, replayDeliveries } from './operations/deliveries.ts'
import { folderState } from './operations/folder-state.ts'
import { confirmMachine, createMachine, listMachines, ownMachine, revokeMachine } from './operations/machines.ts'
import { pingWebhook } from './operations/ping-webhook.ts'
import {
  createWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  resumeWebhook,
  rotateSecret,
  stopWebhook,
} from './operations/webhooks.ts'

/** What of the configuration the bridge's doors need. */
export interface Setting {
  readonly sending: Sending
  /** Where the shared folder lies; null: there is none. */
  readonly folder: string | null
}

/** Adds the JSON API of the bridge. */
export function registerRoutes(app: App, node: Node, setting: Setting): void {
  serveApi(app, bridgeApi, { ...machineHandlers(node), ...webhookHandlers(node, setting) })
}

type All = Handlers<typeof bridgeApi>
type Machines = 'ownMachine' | 'listMachines' | 'createMachine' | 'confirmMachine' | 'revokeMachine'

function within(node: Node) {
  return <T>({ viewer }: { readonly viewer: Viewer }, act: (ctx: Context) => Promise<T>): Promise<T> =>
    inContext(node, viewer.actor, act)
}

function machineHandlers(node: Node): Pick<All, Machines> {
  const doing = within(node)
  return {
    ownMachine: ({ viewer }) => ownMachine(node.db, viewer.actor, node.world.clock.now()),
    listMachines: async ({ viewer }) => ({ machines: await listMachines(node.db, viewer.actor, node.world.clock.now()) }),
    createMachine: (call) => doing(call, (ctx) => createMachine(ctx, call.body)),
    confirmMachine: (call) => doing(call, (ctx) => confirmMachine(ctx, call.params.id)),
    revokeMachine: (call) => doing(call, (ctx) => revokeMachine(ctx, call.params.id)),
  }
}

function webhookHandlers(node: Node, { sending, folder }: Setting): Omit<All, Machines> {
  const doing = within(node)
  const { db } = node
  return {
    listWebhooks: async ({ viewer }) => ({ webhooks: await listWebhooks(db, viewer.actor) }),
    createWebhook: (call) => doing(call, (ctx) => createWebhook(ctx, call.body, sending.hosts)),
    getWebhook: ({ viewer, params }) => getWebhook(db, viewer.actor, params.id),
    listDeliveries: ({ viewer, params, query }) => listDeliveries(db, viewer.actor, { ...query, id: params.id }),
    rotateSecret: (call) => doing(call, (ctx) => rotateSecret(ctx, call.params.id)),
    pingWebhook: ({ viewer, params }) => pingWebhook(node, viewer.actor, sending, params.id),
    replayDelivery: (call) => doing(call, (ctx) => replayDeliveries(ctx, call.params.id, { eventId: call.params.event })),
    replayFailed: (call) => doing(call, (ctx) => replayDeliveries(ctx, call.params.id, call.body)),
    stopWebhook: (call) => doing(call, (ctx) => stopWebhook(ctx, call.params.id)),
    resumeWebhook: (call) => doing(call, (ctx) => resumeWebhook(ctx, call.params.id)),
    removeWebhook: (call) => doing(call, (ctx) => removeWebhook(ctx, call.params.id)),
    folderState: ({ viewer }) => folderState(node, viewer.actor, folder),
  }
}

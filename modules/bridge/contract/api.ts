import { z } from 'zod'
import type { Api } from '@comity/http'
import { FolderState } from './folder.ts'
import { CreateMachine, ListedMachine, Machine, NewMachine } from './machine.ts'
import { CreateWebhook, Delivery, NewWebhook, Webhook, deliveryStates } from './webhook.ts'

const Id = z.strictObject({ id: z.uuid() })

/** Which events of a subscription. */
export const DeliveryFilter = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  state: z.enum(deliveryStates).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type DeliveryFilter = z.output<typeof DeliveryFilter>

const Replayed = z.strictObject({ replayed: z.number().int() })

/** Machine accounts, webhooks and the shared folder over HTTP, for administrators and heads. */
export const bridgeApi = {
  ownMachine: {
    method: 'GET',
    url: '/api/bridge/self',
    response: Machine,
    summary: 'The machine account whose key is used: what it may do, and until when',
  },
  listMachines: {
    method: 'GET',
    url: '/api/bridge/machines',
    response: z.strictObject({ machines: z.array(ListedMachine).max(200) }),
    summary: 'Machine accounts of the office',
  },
  createMachine: {
    method: 'POST',
    url: '/api/bridge/machines',
    body: CreateMachine,
    response: NewMachine,
    summary: 'Makes a machine account; its key is shown this once and works when a second person confirmed it',
  },
  confirmMachine: {
    method: 'POST',
    url: '/api/bridge/machines/:id/confirm',
    params: Id,
    response: Machine,
    summary: 'Lets the key of a machine account work, as a second person',
  },
  revokeMachine: {
    method: 'POST',
    url: '/api/bridge/machines/:id/revoke',
    params: Id,
    response: Machine,
    summary: 'Ends the key of a machine account at once',
  },
  listWebhooks: {
    method: 'GET',
    url: '/api/bridge/webhooks',
    response: z.strictObject({ webhooks: z.array(Webhook).max(200) }),
    summary: 'Receivers of events',
  },
  createWebhook: {
    method: 'POST',
    url: '/api/bridge/webhooks',
    body: CreateWebhook,
    response: NewWebhook,
    summary: 'Subscribes a receiver to events; its secret is shown this once',
  },
  getWebhook: {
    method: 'GET',
    url: '/api/bridge/webhooks/:id',
    params: Id,
    response: Webhook,
    summary: 'One receiver of events',
  },
  listDeliveries: {
    method: 'GET',
    url: '/api/bridge/webhooks/:id/deliveries',
    params: Id,
    query: DeliveryFilter,
    response: z.strictObject({ deliveries: z.array(Delivery).max(200), next: z.number().int().nullable() }),
    summary: 'Events of one receiver, newest first: taken, waiting, given up',
  },
  rotateSecret: {
    method: 'POST',
    url: '/api/bridge/webhooks/:id/secret',
    params: Id,
    response: NewWebhook,
    summary: 'Gives a receiver another secret; for a day the former one signs too',
  },
  pingWebhook: {
    method: 'POST',
    url: '/api/bridge/webhooks/:id/ping',
    params: Id,
    response: z.strictObject({ status: z.number().int().nullable(), problem: z.string().max(80).nullable() }),
    summary: 'Calls a receiver with a test',
  },
  replayDelivery: {
    method: 'POST',
    url: '/api/bridge/webhooks/:id/deliveries/:event/replay',
    params: z.strictObject({ id: z.uuid(), event: z.uuid() }),
    response: Replayed,
    summary: 'Sends one event once more',
  },
  replayFailed: {
    method: 'POST',
    url: '/api/bridge/webhooks/:id/replay',
    params: Id,
    body: z.strictObject({ since: z.iso.date() }),
    response: Replayed,
    summary: 'Sends all events once more that were given up since a day',
  },
  stopWebhook: {
    method: 'POST',
    url: '/api/bridge/webhooks/:id/stop',
    params: Id,
    response: Webhook,
    summary: 'Stops sending; events wait',
  },
  resumeWebhook: {
    method: 'POST',
    url: '/api/bridge/webhooks/:id/resume',
    params: Id,
    response: Webhook,
    summary: 'Sends again, what waits first',
  },
  removeWebhook: {
    method: 'DELETE',
    url: '/api/bridge/webhooks/:id',
    params: Id,
    response: Webhook,
    summary: 'Ends a subscription for good',
  },
  folderState: { method: 'GET', url: '/api/bridge/folder', response: FolderState, summary: 'How the shared folder stands' },
} as const satisfies Api

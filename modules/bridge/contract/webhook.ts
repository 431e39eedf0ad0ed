import { z } from 'zod'

/**
 * What is told: a step of one's own office, something that came from the other State, what a receipt says of one's own dossier, and a test.
 * No kind says what the step is: that is read with a key.
 */
export const eventKinds = ['request.stepped', 'request.received', 'request.receipted', 'ping'] as const
export const EventKind = z.enum(eventKinds)
export type EventKind = z.output<typeof EventKind>

/** The kinds one can wish for; a test needs no wish. */
export const wishedKinds = ['request.stepped', 'request.received', 'request.receipted'] as const
export const WishedKind = z.enum(wishedKinds)

/** Why a webhook stands still: its receiver failed for three days, said that it is gone (410), or a person stopped it. */
export const stopReasons = ['failing', 'gone', 'stopped'] as const

/** A subscription: where events go. Its secret is shown when it is made or changed, never again. */
export const Webhook = z
  .strictObject({
    id: z.uuid(),
    url: z.string().max(2000),
    /** The unit whose requests are told of; null: what belongs to no unit. */
    unitId: z.uuid().nullable(),
    kinds: z.array(WishedKind).max(wishedKinds.length),
    createdByName: z.string().max(200),
    createdAt: z.iso.datetime(),
    /** Since when nothing more is sent, and why; null while it works. Events wait meanwhile. */
    stoppedAt: z.iso.datetime().nullable(),
    stoppedFor: z.enum(stopReasons).nullable(),
    /** Since when the receiver has not taken anything; null when all is well. */
    failingSince: z.iso.datetime().nullable(),
    nextTryAt: z.iso.datetime().nullable(),
    /** Until when the secret before the present one signs too; null when there is only one. */
    formerSecretUntil: z.iso.datetime().nullable(),
    waiting: z.number().int(),
    dead: z.number().int(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.output<typeof Webhook>

/** Makes a subscription. Only HTTPS; to this very machine also HTTP. */
export const CreateWebhook = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(2000),
    unitId: z.uuid().nullable().default(null),
    kinds: z.array(WishedKind).min(1).max(wishedKinds.length),
  })
  .meta({ id: 'CreateWebhook' })
export type CreateWebhook = z.output<typeof CreateWebhook>

/** A webhook with its secret in the form of Standard Webhooks: `whsec_` and 32 bytes in base64. */
export const NewWebhook = z.strictObject({ webhook: Webhook, secret: z.string().max(100) }).meta({ id: 'NewWebhook' })
export type NewWebhook = z.output<typeof NewWebhook>

export const deliveryStates = ['waiting', 'delivered', 'dead'] as const

/** One event on its way to one receiver. */
export const Delivery = z
  .strictObject({
    eventId: z.uuid(),
    place: z.number().int(),
    kind: EventKind,
    at: z.iso.datetime(),
    state: z.enum(deliveryStates),
    attempts: z.number().int(),
    lastTriedAt: z.iso.datetime().nullable(),
    /** The HTTP status of the last answer; null where none came. */
    lastStatus: z.number().int().nullable(),
    /** Why no answer came: `timed-out`, `refused`, `not-public` … */
    problem: z.string().max(80).nullable(),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.output<typeof Delivery>

/** What a receiver gets: no content of a case. */
export const EventPayload = z
  .strictObject({
    type: EventKind,
    timestamp: z.iso.datetime(),
    data: z.strictObject({ eventId: z.uuid(), requestId: z.uuid().nullable(), reference: z.string().max(300).nullable() }),
  })
  .meta({ id: 'EventPayload' })
export type EventPayload = z.output<typeof EventPayload>

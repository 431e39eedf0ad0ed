import type { World } from '@comity/world'
import { ComityError } from '@comity/errors'
import type { EventPayload } from './contract.ts'
import { EventKind } from './contract.ts'
import { signedHeaders } from './rules/signature.ts'
import { isNamed, problemOfAddress } from './rules/webhook-address.ts'
import type { Hosts } from './rules/webhook-address.ts'
import type { DeliveryRow } from './store/delivery-store.ts'
import type { WebhookRow } from './store/webhook-store.ts'

/** How this node calls receivers. */
export interface Sending {
  /** Hosts of the own net that may be called. */
  readonly hosts: Hosts
  /** For one whole call; Standard Webhooks: "a generous timeout (e.g. 15 to 30s)". */
  readonly timeoutMs: number
}

/** What came of one call: the status of the answer, or why there was none. */
export interface Outcome {
  readonly status: number | null
  readonly problem: string | null
}

/** Nobody reads what a receiver answers; one that sends without end is not listened to. */
const MAX_ANSWER_BYTES = 64 * 1024

/** Calls a receiver once. No redirect is followed: its target would have been checked by nobody. */
export async function attempt(
  world: World,
  sending: Sending,
  webhook: Pick<WebhookRow, 'url' | 'secret' | 'former_secret' | 'former_until'>,
  event: Pick<DeliveryRow, 'event_id' | 'kind' | 'request_id' | 'reference' | 'at'>,
): Promise<Outcome> {
  // The configuration may have changed since it was subscribed.
  const problem = problemOfAddress(webhook.url, sending.hosts)
  if (problem !== null) return { status: null, problem }
  const now = world.clock.now()
  const body = JSON.stringify(payloadOf(event))
  const former = webhook.former_until !== null && webhook.former_until > now ? webhook.former_secret : null
  const message = { id: event.event_id, timestamp: Math.floor(now.getTime() / 1000), body }
  try {
    const answer = await world.net.fetch({
      method: 'POST',
      url: webhook.url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'comity',
        ...signedHeaders(message, former === null ? [webhook.secret] : [webhook.secret, former]),
      },
      body: new TextEncoder().encode(body),
      timeoutMs: sending.timeoutMs,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      ...(isNamed(new URL(webhook.url), sending.hosts) ? {} : { onlyPublic: true as const }),
    })
    return { status: answer.status, problem: null }
  } catch (error) {
    if (!(error instanceof ComityError) || error.code !== 'no-answer') throw error
    return { status: null, problem: String(error.values['reason'] ?? 'unreachable') }
  }
}

export function isTaken({ status }: Outcome): boolean {
  return status !== null && status >= 200 && status < 300
}

function payloadOf(event: Pick<DeliveryRow, 'event_id' | 'kind' | 'request_id' | 'reference' | 'at'>): EventPayload {
  return {
    type: EventKind.parse(event.kind),
    timestamp: event.at.toISOString(),
    data: { eventId: event.event_id, requestId: event.request_id, reference: event.reference },
  }
}

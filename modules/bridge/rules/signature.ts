import { createHmac } from 'node:crypto'

/** What is signed: Standard Webhooks 1.0.0, "Signature scheme". */
export interface SignedMessage {
  readonly id: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly body: string
}

/** The headers of one attempt; with two secrets a receiver that knows either of them is content. */
export function signedHeaders(message: SignedMessage, secrets: readonly Uint8Array[]): Record<string, string> {
  const { id, timestamp, body } = message
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  )
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}

/** A secret as its receiver is given it. */
export function secretText(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`
}

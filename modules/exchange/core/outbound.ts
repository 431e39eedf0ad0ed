/** One dossier on its way out: (state, event) → (state, effects). No I/O, no clock, no chance: all of that is in the event. */
export type Outbound =
  | {
      readonly at: 'queued'
      readonly attempts: number
      readonly dueMs: number
      readonly expiresMs: number
      readonly problem: string | null
    }
  | { readonly at: 'sending'; readonly attempts: number; readonly expiresMs: number; readonly problem: string | null }
  | { readonly at: 'delivered' }
  | { readonly at: 'refused'; readonly code: string }
  | { readonly at: 'expired' }

/** What may happen to it. Instants are milliseconds since 1970. */
export type OutboundEvent =
  | { readonly is: 'time'; readonly nowMs: number }
  /** A verified receipt of the addressee, in whatever way it came. */
  | { readonly is: 'receipt'; readonly event: 'delivered' | 'opened' | 'refused'; readonly code: string | null }
  /** No answer, or one without a valid receipt. `fraction` in [0, 1) is for the jitter, `retryAfterMs` what the peer asks for. */
  | {
      readonly is: 'failure'
      readonly nowMs: number
      readonly problem: string
      readonly retryAfterMs: number | null
      readonly fraction: number
    }

/** What the node has to do. `tell` informs the module that posted the dossier. */
export type OutboundEffect =
  | { readonly do: 'send' }
  | { readonly do: 'issue-expired' }
  | { readonly do: 'tell'; readonly event: 'delivered' | 'opened' | 'refused' | 'expired'; readonly code: string | null }

export interface OutboundStep {
  readonly state: Outbound
  readonly effects: readonly OutboundEffect[]
}

const SECOND = 1000
/** secure-exchange §8: retries for 30 days, far longer than an outage of a ministry's line. */
export const KEEP_TRYING_MS = 30 * 24 * 3600 * SECOND
const FIRST_DELAY_MS = 2 * SECOND
/** A peer that comes back is found within the hour. */
const LONGEST_DELAY_MS = 3600 * SECOND
/** A hostile Retry-After must not park a dossier for longer than a day. */
const LONGEST_RETRY_AFTER_MS = 24 * 3600 * SECOND

/** A dossier just posted: due at once. */
export function queued(nowMs: number): Outbound {
  return { at: 'queued', attempts: 0, dueMs: nowMs, expiresMs: nowMs + KEEP_TRYING_MS, problem: null }
}

/** The next state and what to do; an event that changes nothing gives the same state and no effect. */
export function outbound(state: Outbound, event: OutboundEvent): OutboundStep {
  switch (event.is) {
    case 'time':
      return onTime(state, event.nowMs)
    case 'receipt':
      return onReceipt(state, event.event, event.code)
    case 'failure':
      return onFailure(state, event)
  }
}

function onTime(state: Outbound, nowMs: number): OutboundStep {
  if (state.at !== 'queued') return unchanged(state)
  if (nowMs >= state.expiresMs) return expired()
  if (nowMs < state.dueMs) return unchanged(state)
  const { attempts, expiresMs, problem } = state
  return { state: { at: 'sending', attempts: attempts + 1, expiresMs, problem }, effects: [{ do: 'send' }] }
}

/**
 * A receipt of the addressee is stronger than anything this node believes: what expired here may have arrived all the same, and what
 * was delivered may be refused when its turn in the thread comes. Only a refusal is never taken back.
 */
function onReceipt(state: Outbound, event: 'delivered' | 'opened' | 'refused', code: string | null): OutboundStep {
  if (state.at === 'refused') return unchanged(state)
  if (event === 'refused') return { state: { at: 'refused', code: code ?? 'internal' }, effects: [{ do: 'tell', event, code }] }
  const news: OutboundEffect = { do: 'tell', event, code: null }
  if (state.at === 'delivered') return { state, effects: event === 'opened' ? [news] : [] }
  // An `opened` that overtakes its `delivered` says both.
  return {
    state: { at: 'delivered' },
    effects: event === 'opened' ? [{ do: 'tell', event: 'delivered', code: null }, news] : [news],
  }
}

function onFailure(state: Outbound, event: OutboundEvent & { is: 'failure' }): OutboundStep {
  if (state.at !== 'sending') return unchanged(state)
  if (event.nowMs >= state.expiresMs) return expired()
  const dueMs = Math.min(event.nowMs + delayAfter(state.attempts, event.retryAfterMs, event.fraction), state.expiresMs)
  return {
    state: { at: 'queued', attempts: state.attempts, dueMs, expiresMs: state.expiresMs, problem: event.problem },
    effects: [],
  }
}

/** Milliseconds until the next attempt: doubled each time, at most an hour, spread over the upper half so that nodes do not march in step. */
export function delayAfter(attempts: number, retryAfterMs: number | null, fraction: number): number {
  const full = Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_DELAY_MS)
  const spread = Math.ceil(full * (0.5 + fraction / 2))
  return Math.max(spread, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS))
}

/** The order in which due dossiers are sent: urgent first, then the longest due. */
export function sendingOrder(
  a: { readonly urgent: boolean; readonly dueMs: number },
  b: { readonly urgent: boolean; readonly dueMs: number },
): number {
  return Number(b.urgent) - Number(a.urgent) || a.dueMs - b.dueMs
}

function expired(): OutboundStep {
  return { state: { at: 'expired' }, effects: [{ do: 'issue-expired' }, { do: 'tell', event: 'expired', code: null }] }
}

function unchanged(state: Outbound): OutboundStep {
  return { state, effects: [] }
}

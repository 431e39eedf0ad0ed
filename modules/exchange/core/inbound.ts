/**
 * The order of one sender's dossiers in one thread, on the receiving side: (state, arrival) → (state, effects). No I/O.
 * An epoch is one run of numbers 1, 2, 3 …; a sender begins a new one when a number of the old one can never arrive.
 */
export interface Inbound {
  /** 0: nothing has come yet. */
  readonly epoch: number
  /** The number that is due. */
  readonly next: number
  /** The dossier whose number is `next - 1`, of whatever outcome; null before the first of an epoch. */
  readonly last: string | null
  /** What came before its turn, by number. */
  readonly ahead: readonly Ahead[]
}

export interface Ahead {
  readonly sequence: number
  readonly dossierId: string
  readonly previous: string | null
  /** Held until its turn, or settled out of turn because it is urgent. */
  readonly is: 'held' | 'settled'
}

export interface Arrival {
  readonly dossierId: string
  readonly epoch: number
  readonly sequence: number
  readonly previous: string | null
  /** A withdrawal or a freeze is never held behind a missing enquiry. */
  readonly urgent: boolean
}

export type InboundEffect =
  | { readonly do: 'apply'; readonly dossierId: string }
  | { readonly do: 'hold'; readonly dossierId: string }
  | { readonly do: 'refuse'; readonly dossierId: string }

export interface InboundStep {
  readonly state: Inbound
  readonly effects: readonly InboundEffect[]
}

/** A thread of which nothing has come yet. */
export const untouched: Inbound = { epoch: 0, next: 1, last: null, ahead: [] }

/** A number further ahead than this is refused: a hostile sender must not make a node keep an unbounded waiting room. */
export const FURTHEST_AHEAD = 1000

/**
 * What a dossier that passed every other check does to its thread. The caller has already answered the ones it knows
 * (same sealed hash or same identity) from its records.
 */
export function inbound(state: Inbound, arrival: Arrival): InboundStep {
  // A new epoch says that what is missing of the old one will not come: its waiting ones go first, in order.
  if (arrival.epoch > state.epoch) {
    const released = waiting(state)
    const fresh = place({ epoch: arrival.epoch, next: 1, last: null, ahead: [] }, arrival)
    return { state: fresh.state, effects: [...released, ...fresh.effects] }
  }
  if (arrival.epoch < state.epoch) return refuse(state, arrival)
  return place(state, arrival)
}

function place(state: Inbound, arrival: Arrival): InboundStep {
  const { sequence, dossierId, previous } = arrival
  const taken = sequence < state.next || state.ahead.some((one) => one.sequence === sequence)
  // Two different dossiers with one number: the sender contradicts itself.
  if (taken || sequence - state.next > FURTHEST_AHEAD) return refuse(state, arrival)
  if (sequence > state.next) {
    const is = arrival.urgent ? 'settled' : 'held'
    const effect: InboundEffect = { do: arrival.urgent ? 'apply' : 'hold', dossierId }
    return { state: { ...state, ahead: [...state.ahead, { sequence, dossierId, previous, is }] }, effects: [effect] }
  }
  if (previous !== state.last) return refuse(state, arrival)
  return release({ ...state, next: sequence + 1, last: dossierId }, [{ do: 'apply', dossierId }])
}

function release(state: Inbound, effects: readonly InboundEffect[]): InboundStep {
  const due = state.ahead.find((one) => one.sequence === state.next)
  if (!due) return { state, effects }
  const ahead = state.ahead.filter((one) => one !== due)
  const after = { ...state, next: due.sequence + 1, last: due.dossierId, ahead }
  if (due.is === 'settled') return release(after, effects)
  const outcome: InboundEffect = { do: due.previous === state.last ? 'apply' : 'refuse', dossierId: due.dossierId }
  return release(after, [...effects, outcome])
}

function waiting(state: Inbound): InboundEffect[] {
  const held = state.ahead.filter((one) => one.is === 'held').toSorted((a, b) => a.sequence - b.sequence)
  return held.map((one) => ({ do: 'apply', dossierId: one.dossierId }))
}

function refuse(state: Inbound, arrival: Arrival): InboundStep {
  return { state, effects: [{ do: 'refuse', dossierId: arrival.dossierId }] }
}

import type { InstrumentStatus } from '../../contract.ts'
import type { InstrumentStanding } from '../contract.ts'
import type { Known, KnownState } from './known.ts'

/**
 * Whether both States are party to an instrument on a day. One State that is known not to be bound makes it `no`; where a side is not
 * known it is unknown, whatever the other one is.
 */
export function standingUnder(
  instrument: string,
  { own, state, instruments }: Pick<Known, 'own' | 'state' | 'instruments'>,
  at: Date,
): InstrumentStanding {
  const sides = { own: sideOf(own, instrument), theirs: sideOf(state, instrument) }
  const bound = [sides.own, sides.theirs].map((side) => boundOn(side, at))
  const both = bound.includes('no') ? 'no' : bound.every((one) => one === 'yes') ? 'yes' : 'unknown'
  return { id: instrument, names: instruments.find(({ id }) => id === instrument)?.names ?? null, both, ...sides }
}

function sideOf({ facts }: KnownState, instrument: string): InstrumentStanding['own'] {
  const said: Partial<InstrumentStatus> = facts?.instruments.find((one) => one.instrument === instrument) ?? {}
  const { status = 'unknown', inForceOn = null, asOf = null, source = null } = said
  return { status, inForceOn, asOf, source }
}

function boundOn({ status, inForceOn }: InstrumentStanding['own'], at: Date): 'yes' | 'no' | 'unknown' {
  if (status === 'unknown') return 'unknown'
  if (status !== 'party') return 'no'
  return inForceOn !== null && inForceOn > at.toISOString().slice(0, 10) ? 'no' : 'yes'
}

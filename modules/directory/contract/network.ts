import { z } from 'zod'
import { Names, Slug } from './plain.ts'
import { InstrumentId } from './state.ts'

/** What practitioners' networks are about. */
export const networkKinds = ['anti-corruption', 'asset-recovery', 'fiu', 'judicial', 'police', 'other'] as const

/** A network of practitioners, as data: one more needs no new program. */
export const Network = z
  .strictObject({
    id: Slug,
    /** As people say it: GlobE, CARIN. */
    short: z.string().min(1).max(40),
    names: Names,
    kind: z.enum(networkKinds),
    website: z
      .url({ protocol: /^https$/ })
      .max(300)
      .optional(),
  })
  .meta({ id: 'Network' })
export type Network = z.output<typeof Network>

/** That an authority belongs to a network. */
export const Membership = z.strictObject({
  network: Slug,
  since: z.iso.date().optional(),
  /** The contact point that speaks for it there. */
  contactPoint: Slug.optional(),
})
export type Membership = z.output<typeof Membership>

/** An instrument on which cooperation may rest, as data. */
export const Instrument = z
  .strictObject({
    id: InstrumentId,
    names: Names,
    /** With whom its status is kept. */
    depositary: z.string().min(1).max(200),
    adoptedOn: z.iso.date().optional(),
    /** Where the depositary publishes it. */
    website: z
      .url({ protocol: /^https$/ })
      .max(300)
      .optional(),
  })
  .meta({ id: 'Instrument' })
export type Instrument = z.output<typeof Instrument>

/** What the whole network speaks of: protocol 07 §15, file `register`. */
export const Register = z.strictObject({ networks: z.array(Network).max(200), instruments: z.array(Instrument).max(300) })
export type Register = z.output<typeof Register>

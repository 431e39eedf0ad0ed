import { z } from 'zod'
import { Names, StateCode } from './plain.ts'

/** A State or territory as everybody lists it. */
export const State = z.strictObject({ code: StateCode, names: Names }).meta({ id: 'State' })
export type State = z.output<typeof State>

/** Regional groups of the United Nations (A/RES/33/138). */
export const unGroups = [
  'african',
  'asia-pacific',
  'eastern-european',
  'latin-american-and-caribbean',
  'western-european-and-others',
] as const
/** One of {@link unGroups}. */
export type UnGroup = (typeof unGroups)[number]

/** What a code of ISO 3166-1 stands for, as far as it is known. */
export const stateKinds = ['un-member', 'un-observer', 'territory', 'other', 'unknown'] as const
/** One of {@link stateKinds}. */
export type StateKind = (typeof stateKinds)[number]

/** Where a State stands towards an instrument. Nobody's silence is a "no": what is not known is `unknown`. */
export const instrumentStatuses = ['party', 'signatory', 'not-party', 'unknown'] as const
/** One of {@link instrumentStatuses}. */
export type InstrumentStatusKind = (typeof instrumentStatuses)[number]

/** An instrument's short id: `UNCAC`, `CETS-173`. */
export const InstrumentId = z.string().regex(/^[A-Z0-9](?:[A-Z0-9-]{0,38}[A-Z0-9])?$/)

/** One State's standing towards one instrument; all but `unknown` carries the day on which the source said so. */
export const InstrumentStatus = z
  .strictObject({
    instrument: InstrumentId,
    status: z.enum(instrumentStatuses),
    signedOn: z.iso.date().optional(),
    /** Ratification, acceptance, approval, accession or succession. */
    ratifiedOn: z.iso.date().optional(),
    inForceOn: z.iso.date().optional(),
    asOf: z.iso.date().optional(),
    source: z.string().min(1).max(300).optional(),
  })
  .meta({ id: 'InstrumentStatus' })
  .refine(({ status, asOf, source }) => status === 'unknown' || (asOf !== undefined && source !== undefined), {
    message: 'a status that is known has a source and the day on which it said so',
  })
export type InstrumentStatus = z.output<typeof InstrumentStatus>

/** What is known of a State or territory besides its names. */
export const StateFacts = z
  .strictObject({
    kind: z.enum(stateKinds),
    /** Where it is left out: unknown, or none. */
    unGroup: z.enum(unGroups).optional(),
    /** The State whose territory it is, as the source says. */
    partOf: StateCode.optional(),
    instruments: z.array(InstrumentStatus).max(200),
    remarks: z.string().min(1).max(2000).optional(),
  })
  .meta({ id: 'StateFacts' })
export type StateFacts = z.output<typeof StateFacts>

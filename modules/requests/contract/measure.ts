import { measureKinds } from '@comity/directory/contract'
import { z } from 'zod'
import { Day, Text } from './plain.ts'

export { measureKinds }
export const MeasureKind = z.enum(measureKinds)
export type MeasureKind = z.output<typeof MeasureKind>

/** What a kind of measure asks for besides its description (reference §2.2); `rules/measure-details.ts` says which kind asks for which. */
export const MeasureDetails = z
  .strictObject({
    /** Who is heard, served, located, transferred or overheard. */
    person: z.string().max(500),
    questions: z.string().max(5000),
    place: z.string().max(500),
    /** Why it is needed or relevant, or why another way is not possible. */
    necessity: z.string().max(5000),
    accounts: z.string().max(2000),
    periodFrom: Day,
    periodUntil: Day,
    /** Number, address or other technical identifier. */
    identifier: z.string().max(500),
    /** Consent of the person and agreement of the States. */
    consent: z.string().max(2000),
    /** Custody on the way and there, and the day of return. */
    custody: z.string().max(2000),
    /** Who conducts it or attends. */
    officials: z.string().max(2000),
    /** Approximate allowances and safe conduct. */
    allowances: z.string().max(2000),
    /** WA 37(1)(d)(ii): that it could be taken at home. */
    homeLaw: z.string().max(5000),
  })
  .partial()
export type MeasureDetails = z.output<typeof MeasureDetails>

/** One item of assistance (UNCAC art. 46(3)); `id` is stable within the request, its outcome is reported on it. */
export const Measure = z
  .strictObject({
    id: z.uuid(),
    kind: MeasureKind,
    description: Text,
    procedureWished: z.string().max(5000).optional(),
    ...MeasureDetails.shape,
  })
  .meta({ id: 'Measure' })
export type Measure = z.output<typeof Measure>

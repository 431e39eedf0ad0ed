import { z } from 'zod'

/** One difference between two states of something: where, and what it said before and says after; empty where it said nothing. */
export const Difference = z.strictObject({ path: z.string().max(300), before: z.string().max(3000), after: z.string().max(3000) })
export type Difference = z.output<typeof Difference>

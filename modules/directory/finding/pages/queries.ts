import { z } from 'zod'
import { FindQuery, LookUp } from '../contract.ts'
import { needs } from '../needs.ts'

/** A form sends fields left empty too. */
function withoutEmpty(given: unknown): unknown {
  return Object.fromEntries(Object.entries(z.record(z.string(), z.unknown()).parse(given)).filter(([, value]) => value !== ''))
}

/** A question as the form sends it: it may not be whole yet. `request` is the draft that the asker comes from. */
export const PageFind = z.preprocess(withoutEmpty, FindQuery.partial().extend({ request: z.uuid().optional() }))

/** The same at the public door, where nobody comes from a draft. */
export const OpenFind = z.preprocess(withoutEmpty, FindQuery.partial())

/** A question as far as it is put. */
export type PartFind = z.output<typeof OpenFind>

/** A whole question, for a file. */
export const WholeFind = z.preprocess(withoutEmpty, FindQuery)

/** Words as the form sends them. */
export const PageWords = z.preprocess(withoutEmpty, LookUp.partial({ query: true }))

export const PageMap = z.preprocess(withoutEmpty, z.strictObject({ need: z.enum(needs).default('bank-records') }))

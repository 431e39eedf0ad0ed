import { z } from 'zod'

/** Names in the six languages; English is always there, the rest where known. */
export const Names = z.strictObject({
  en: z.string().min(1).max(300),
  ar: z.string().max(300).optional(),
  zh: z.string().max(300).optional(),
  fr: z.string().max(300).optional(),
  ru: z.string().max(300).optional(),
  es: z.string().max(300).optional(),
})
export type Names = z.output<typeof Names>

/** ISO 3166-1 alpha-2; demos use user-assigned codes (AA, QM–QZ, XA–XZ, ZZ). */
export const StateCode = z.string().regex(/^[A-Z]{2}$/)

/** A language by its ISO 639 code of two letters, or three where there is none of two. */
export const Language = z.string().regex(/^[a-z]{2,3}$/)

/** What an item of a list is called within its authority, so that others can point at it: `duty-desk`. */
export const Slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)

/** SHA-256 of a file, lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

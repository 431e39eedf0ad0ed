import { z } from 'zod'
import { Sha256 } from './plain.ts'
import { Visibility } from './visibility.ts'

/** Most bytes of a nomination letter. */
export const MAX_LETTER_BYTES = 5 * 1024 * 1024

/** The letter with which a State nominates an authority. The file is served by its hash to the secretariat and to whoever may see it. */
export const Nomination = z
  .strictObject({
    sha256: Sha256,
    bytes: z.number().int().min(1).max(MAX_LETTER_BYTES),
    mediaType: z.enum(['application/pdf', 'image/png', 'image/jpeg']),
    /** The day of the letter. */
    on: z.iso.date(),
    /** Who signed it and under which number, as far as it may be told. */
    reference: z.string().min(1).max(300).optional(),
    visibility: Visibility,
  })
  .meta({ id: 'Nomination' })
export type Nomination = z.output<typeof Nomination>

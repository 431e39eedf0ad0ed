import { z } from 'zod'
import { Sha256 } from './plain.ts'
import { Visibility } from './visibility.ts'

/** Most bytes of a nomination letter: some scanned pages (endless data). */
export const MAX_LETTER_BYTES = 2 * 1024 * 1024

/** A letter as it is kept: what an entry commits to. */
const LetterFile = z.strictObject({
  sha256: Sha256,
  bytes: z.number().int().min(1).max(MAX_LETTER_BYTES),
  mediaType: z.literal('application/pdf'),
})

/** A letter that was uploaded: to be named by an entry together with its day and who may see it. */
export const KeptLetter = LetterFile.meta({ id: 'KeptLetter' })
export type KeptLetter = z.output<typeof KeptLetter>

/** The letter with which a State nominates an authority. The file is served by its hash to the secretariat and to whoever may see it. */
export const Nomination = z
  .strictObject({
    ...LetterFile.shape,
    /** The day of the letter. */
    on: z.iso.date(),
    /** Who signed it and under which number, as far as it may be told. */
    reference: z.string().min(1).max(300).optional(),
    visibility: Visibility,
  })
  .meta({ id: 'Nomination' })
export type Nomination = z.output<typeof Nomination>

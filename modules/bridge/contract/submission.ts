import { z } from 'zod'
import { FileName, Sha256Hex } from '@comity/exchange/contract'
import { DraftRequest, MAX_ATTACHMENTS, RegisterRequest, attachmentTypes } from '@comity/requests/contract'

/** A file beside a submission: it lies in the folder of the same name as the JSON file, without `.json`. */
const SubmittedFile = z.strictObject({
  name: FileName,
  /** Told by the ending of the name unless given. */
  mediaType: z.enum(attachmentTypes).optional(),
  /** Checked where given. */
  sha256: Sha256Hex.optional(),
})
export type SubmittedFile = z.output<typeof SubmittedFile>

const parts = {
  /** The sender's own identifier of this submission; the same one is never taken twice. */
  id: z.string().min(1).max(200),
  /** In which language what is wrong with it is said. */
  language: z.enum(['ar', 'en', 'es', 'fr', 'ru', 'zh']).default('en'),
  files: z
    .array(SubmittedFile)
    .max(MAX_ATTACHMENTS)
    .refine((files) => new Set(files.map(({ name }) => name)).size === files.length)
    .default([]),
}

/** A JSON file in `in/`: opens a draft, or registers a request that came or went outside the network. */
export const Submission = z
  .discriminatedUnion('act', [
    z.strictObject({ ...parts, act: z.literal('draft'), request: DraftRequest }),
    z.strictObject({ ...parts, act: z.literal('register'), request: RegisterRequest }),
  ])
  .meta({ id: 'Submission' })
export type Submission = z.output<typeof Submission>

import { z } from 'zod'

/** Why a person should look twice at an entry before it is admitted. */
export const warningKinds = ['mixed-scripts', 'hidden-signs', 'looks-like', 'foreign-host', 'other-keys'] as const

/** One warning: the text that gave cause, and the authority that it could be taken for. */
export const Warning = z.strictObject({
  kind: z.enum(warningKinds),
  text: z.string().max(400),
  other: z.string().max(80),
})
export type EntryWarning = z.output<typeof Warning>

import { Role } from '@comity/accounts/contract'
import { isNodeOrigin } from '@comity/directory/server'
import { InvalidArgumentError } from 'commander'
import { z } from 'zod'

/** Reads the value of an option by a schema; what does not fit is refused before anything is done. */
export function as<S extends z.ZodType>(schema: S): (text: string) => z.output<S> {
  return (text) => {
    const read = schema.safeParse(text)
    if (read.success) return read.data
    throw new InvalidArgumentError(read.error.issues.map(({ message }) => message).join('; '))
  }
}

/** An address that the directory would take: what is refused there is not founded here. */
export const nodeOrigin = z
  .string()
  .transform((text) => (URL.canParse(text) ? new URL(text).origin : text))
  .refine(isNodeOrigin, 'Give it as https://comity.example; http only for names under localhost.')

export const roleList = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(Role))

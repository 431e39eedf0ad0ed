import { ComityError } from '@comity/errors'
import { Attachment } from '@comity/exchange/contract'
import { z } from 'zod'

/** A file that is prepared for the next answer or result; `guest` is the executing authority that laid it there, absent for the office's own. */
export const Prepared = Attachment.extend({ guest: z.string().max(80).optional() })
export type Prepared = z.output<typeof Prepared>

/** The file as it travels and as everyone reads it. */
export function plain({ name, mediaType, bytes, sha256 }: Prepared): Attachment {
  return { name, mediaType, bytes, sha256 }
}

/** What a guest sees and may touch of what is prepared: its own authority's; the office sees all of it. */
export function preparedFor(files: readonly Prepared[], guest: string | null): Prepared[] {
  return files.filter((file) => guest === null || file.guest === guest)
}

/** @throws ComityError `conflict`: a guest replaces no file that somebody else prepared. */
export function mustBeOwn(files: readonly Prepared[], name: string, guest: string | null): void {
  if (guest !== null && files.some((file) => file.name === name && file.guest !== guest))
    throw new ComityError('conflict', { problems: [{ path: 'name', message: 'taken' }] })
}

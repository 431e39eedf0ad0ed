import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import type { Lang } from '@comity/i18n'
import { errorText } from '../messages.ts'

/** Refusals that say all there is to say without a value, and so can stand beside a field. */
const plain = [
  'login-taken',
  'roles-incompatible',
  'guest-not-possible',
  'unit-name-taken',
  'deputy-not-possible',
  'absence-overlaps',
] as const
type Plain = (typeof plain)[number]

/** A refusal as a problem of the field that caused it; anything else is not the form's to explain, and is thrown again. */
export function problemOf(error: unknown, lang: Lang, fields: Partial<Record<Plain, string>>): Problem {
  const code = plain.find((each) => error instanceof ComityError && error.code === each)
  const path = code === undefined ? undefined : fields[code]
  if (code === undefined || path === undefined) throw error
  return { path, message: errorText(lang)(code) }
}

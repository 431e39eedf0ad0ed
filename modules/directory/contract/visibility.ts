import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'

/** Most authorities that may be named as readers of one detail. */
export const MAX_READERS = 50

/**
 * Who may read a detail: everybody, the authorities of the network, or those that are named. What is not public stands in no public
 * file of the directory (protocol 07 §15).
 */
export const Visibility = z.union([
  z.enum(['public', 'members']),
  z.strictObject({ readers: z.array(AuthorityId).min(1).max(MAX_READERS) }),
])
export type Visibility = z.output<typeof Visibility>

/** The audiences of the files into which a State's details are split. */
export const audiences = ['public', 'members', 'named'] as const
/** One of {@link audiences}. */
export type Audience = (typeof audiences)[number]

/** The audience of a detail. */
export function audienceOf(visibility: Visibility): Audience {
  return typeof visibility === 'string' ? visibility : 'named'
}

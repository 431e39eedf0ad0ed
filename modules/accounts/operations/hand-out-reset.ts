import { record } from '@comity/audit/server'
import type { Context } from '../contract.ts'
import { putReset } from '../reset-store.ts'
import { hashOf, newToken } from '../tokens.ts'
import { loadPersonFor } from './load-person.ts'

/** A day: long enough to hand it over in person, short enough to be of little use in a mailbox. */
const RESET_MS = 24 * 3_600_000

/**
 * Makes a link by which another person sets a password, once. It opens nothing until a second person has confirmed it, and then
 * asks for the code that the second person alone was shown. The link before it stops working.
 *
 * @throws ComityError `not-found`, `not-allowed`.
 */
export async function handOutReset(ctx: Context, id: string): Promise<{ url: string; expiresAt: Date }> {
  const row = await loadPersonFor(ctx, 'hand-out-reset', id)
  const token = newToken(ctx.node.world.chance)
  const expiresAt = new Date(ctx.now.getTime() + RESET_MS)
  await putReset(ctx.db, { tokenHash: hashOf(token), personId: row.id, madeBy: ctx.actor.id, expiresAt })
  await record(ctx, { act: 'person.reset-handed-out', subject: { kind: 'person', id } })
  return { url: `${ctx.node.facts.origin}/reset/${token}`, expiresAt }
}

import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Context } from '../contract.ts'
import { endSessionOf } from '../session-store.ts'

/** Ends one of one's own sessions or tokens. @throws ComityError `not-found`. */
export async function endSession(ctx: Context, id: string): Promise<void> {
  if (!(await endSessionOf(ctx.db, ctx.actor.id, { id, at: ctx.now }))) throw new ComityError('not-found')
  await record(ctx, { act: 'session.ended', subject: { kind: 'session', id } })
}

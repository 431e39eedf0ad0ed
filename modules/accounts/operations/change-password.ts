import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { inContext } from '../context.ts'
import type { Node, Viewer } from '../contract.ts'
import { hashPassword, isPassword } from '../hash-password.ts'
import { mustBeAllowed } from '../policy.ts'
import { endSessions } from '../session-store.ts'
import { personOf, personRow, setPassword } from '../store.ts'
import { mustBeStrong } from './must-be-strong.ts'
import { mustHaveAttempts } from './must-have-attempts.ts'

/**
 * Changes one's own password and ends all one's other sessions and tokens.
 *
 * @throws ComityError `sign-in-failed` when the present password is wrong, `too-many-attempts`, `password-too-weak`.
 */
export async function changePassword(
  node: Node,
  viewer: Viewer,
  input: { readonly current: string; readonly next: string; readonly address: string },
): Promise<void> {
  const row = await personRow(node.db, viewer.actor.id)
  if (!row) throw new ComityError('not-found')
  mustBeAllowed(viewer.actor, 'change-password', personOf(row))
  // A session left open must not be a way to try passwords.
  await mustHaveAttempts(node, { login: row.login, address: input.address })
  if (!(await isPassword(input.current, row.password))) throw new ComityError('sign-in-failed')
  mustBeStrong(input.next, row)
  const hash = await hashPassword(input.next, node.world.chance)
  await inContext(node, viewer.actor, async (ctx) => {
    await setPassword(ctx.db, row.id, hash)
    await endSessions(ctx.db, row.id, { at: ctx.now, except: viewer.sessionId })
    await record(ctx, { act: 'person.password-changed', subject: { kind: 'person', id: row.id } })
  })
}

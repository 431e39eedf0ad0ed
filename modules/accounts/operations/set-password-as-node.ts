import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import type { Context, Person } from '../contract.ts'
import { hashPassword } from '../hash-password.ts'
import { endSessions } from '../session-store.ts'
import { personByLogin, personOf, setPassword, setPasswordUnseen } from '../store.ts'
import { mustBeStrong } from './must-be-strong.ts'
import { forgetLogin } from './must-have-attempts.ts'

/**
 * Sets a password on the node's own machine: the way in where no second person is left to confirm a link. Whoever holds that machine
 * holds its data anyhow; the audit entry says that it was the node.
 *
 * @throws ComityError `not-allowed` for anyone but the node itself, `not-found`, `password-too-weak`.
 */
export async function setPasswordAsNode(
  ctx: Context,
  input: { readonly login: string; readonly password: string },
): Promise<Person> {
  if (ctx.actor.kind !== 'system') throw new ComityError('not-allowed')
  const row = await personByLogin(ctx.db, input.login)
  if (!row) throw new ComityError('not-found')
  mustBeStrong(input.password, row)
  await setPassword(ctx.db, row.id, await hashPassword(input.password, ctx.node.world.chance))
  await setPasswordUnseen(ctx.db, row.id, false)
  await endSessions(ctx.db, row.id, { at: ctx.now })
  await forgetLogin(ctx, row.login)
  await record(ctx, { act: 'person.password-reset', subject: { kind: 'person', id: row.id }, details: { by: 'node' } })
  return personOf(row)
}

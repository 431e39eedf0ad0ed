import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { inContext } from '../context.ts'
import type { Node } from '../contract.ts'
import { hashPassword } from '../hash-password.ts'
import { endSessions, forgetAttempts } from '../session-store.ts'
import { personOf, personOfReset, setPassword, takeReset } from '../store.ts'
import { hashOf } from '../tokens.ts'
import { mustBeStrong } from './must-be-strong.ts'
import { actorOf } from './start-session.ts'

/** Sets a password by a link; uses the link up and ends all sessions. @throws ComityError `not-found`, `password-too-weak`. */
export async function resetPassword(node: Node, input: { readonly token: string; readonly password: string }): Promise<void> {
  const tokenHash = hashOf(input.token)
  const row = await personOfReset(node.db, tokenHash, node.world.clock.now())
  if (!row) throw new ComityError('not-found')
  mustBeStrong(input.password, personOf(row))
  const hash = await hashPassword(input.password, node.world.chance)
  await inContext(node, actorOf(row), async (ctx) => {
    if (!(await takeReset(ctx.db, tokenHash))) throw new ComityError('not-found')
    await setPassword(ctx.db, row.id, hash)
    await endSessions(ctx.db, row.id, { at: ctx.now })
    await forgetAttempts(ctx.db, `account ${row.login}`)
    await record(ctx, { act: 'person.password-reset', subject: { kind: 'person', id: row.id } })
  })
}

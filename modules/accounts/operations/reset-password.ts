import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { inContext } from '../context.ts'
import type { Node } from '../contract.ts'
import { hashPassword } from '../hash-password.ts'
import { countWrongCode, personOfReset, takeReset } from '../reset-store.ts'
import { endSessions } from '../session-store.ts'
import { administersOnly } from '../rules/role-pairs.ts'
import { lockPerson, personOf, setPassword, setPasswordUnseen } from '../store.ts'
import { hashOf } from '../tokens.ts'
import { mustBeStrong } from './must-be-strong.ts'
import { forgetLogin } from './must-have-attempts.ts'
import { actorOf } from './start-session.ts'

/** Wrong codes that a link bears: one in ten million is guessed. */
const CODE_LIMIT = 10

/** A link, the code that goes with it, and the password wished. */
export interface ResetWish {
  readonly token: string
  readonly code: string
  readonly password: string
}

/**
 * Sets a password by a link and its code; uses the link up and ends all sessions.
 *
 * @throws ComityError `not-found`; `reset-unconfirmed` while no second person has confirmed the link, and none whom the account takes by now; `code-wrong`; `password-too-weak`.
 */
export async function resetPassword(node: Node, { token, code, password }: ResetWish): Promise<void> {
  const tokenHash = hashOf(token)
  const row = await personOfReset(node.db, tokenHash, node.world.clock.now())
  if (!row || row.wrong_codes >= CODE_LIMIT) throw new ComityError('not-found')
  if (row.code_hash === null) throw new ComityError('reset-unconfirmed')
  mustBeStrong(password, personOf(row))
  const codeHash = hashOf(code.replaceAll(/\D/g, ''))
  const hash = await hashPassword(password, node.world.chance)
  const done = await inContext(node, actorOf(row), async (ctx) => {
    // What the account may do can have changed since the link was let through.
    const held = await lockPerson(ctx.db, row.id)
    if (!held || !(row.seen_by_head || administersOnly(personOf(held)))) throw new ComityError('reset-unconfirmed')
    // Counted first and kept whatever follows: many guesses at once gain nothing.
    if ((await countWrongCode(ctx.db, tokenHash)) > CODE_LIMIT) return false
    if (!(await takeReset(ctx.db, tokenHash, codeHash))) return false
    await setPassword(ctx.db, row.id, hash)
    await setPasswordUnseen(ctx.db, row.id, !row.seen_by_head)
    await endSessions(ctx.db, row.id, { at: ctx.now })
    await forgetLogin(ctx, row.login)
    await record(ctx, { act: 'person.password-reset', subject: { kind: 'person', id: row.id } })
    return true
  })
  if (!done) throw new ComityError('code-wrong')
}

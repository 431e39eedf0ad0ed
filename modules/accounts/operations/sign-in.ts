import { record } from '@comity/audit/server'
import { ComityError } from '@comity/errors'
import { inContext, systemActor } from '../context.ts'
import type { Context, Node } from '../contract.ts'
import { hashPassword, isPassword, isOutdated } from '../hash-password.ts'
import { personByLogin, setPassword } from '../store.ts'
import type { PersonRow } from '../store.ts'
import { forgiveAttempts, mustHaveAttempts } from './must-have-attempts.ts'
import { actorOf, startSession } from './start-session.ts'
import type { SessionWish, StartedSession } from './start-session.ts'

export interface SignIn extends Omit<SessionWish, 'by'> {
  readonly login: string
  readonly password: string
}

/**
 * Signs a person in by login and password.
 *
 * @throws ComityError `too-many-attempts`; `sign-in-failed`, the same and as slow whether login, password or account is at fault.
 */
export async function signIn(node: Node, input: SignIn): Promise<StartedSession> {
  const login = input.login.trim().toLowerCase()
  const attempt = { login, address: input.address }
  await mustHaveAttempts(node, attempt)
  const row = await personByLogin(node.db, login)
  const right = await isPassword(input.password, row?.password ?? null)
  if (!row || !right || row.disabled_at) {
    await inContext(node, systemActor(node.facts.authorityId), (ctx) => noteFailure(ctx, row))
    throw new ComityError('sign-in-failed')
  }
  const renewed = isOutdated(row.password) ? await hashPassword(input.password, node.world.chance) : null
  return inContext(node, actorOf(row), async (ctx) => {
    await forgiveAttempts(ctx, attempt)
    if (renewed !== null) await setPassword(ctx.db, row.id, renewed)
    return startSession(ctx, { kind: input.kind, label: input.label, address: input.address, by: 'password' })
  })
}

/** Of an unknown login nothing is kept: it may be a password typed into the wrong field. */
async function noteFailure(ctx: Context, row: PersonRow | undefined): Promise<void> {
  await record(ctx, { act: 'session.refused', subject: { kind: 'person', id: row?.id ?? 'unknown' } })
}

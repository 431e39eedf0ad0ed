import { ComityError } from '@comity/errors'
import { inContext, systemActor } from '../context.ts'
import type { Context, Node } from '../contract.ts'
import { accountLimit, addressLimit, secondsLeft, windowMs } from '../rules/attempts.ts'
import { countAttempt, forgetAttempts, uncountAttempt } from '../session-store.ts'

export interface Attempt {
  readonly login: string
  readonly address: string
}

/**
 * Counts an attempt at a password for its account and its address, before the password is looked at: many at once gain nothing.
 *
 * @throws ComityError `too-many-attempts`, with the seconds to wait.
 */
export async function mustHaveAttempts(node: Node, attempt: Attempt): Promise<void> {
  // The count is kept whatever follows; a refusal thrown inside would undo it.
  const seconds = await inContext(node, systemActor(node.facts.authorityId), (ctx) => secondsToWait(ctx, attempt))
  if (seconds > 0) throw new ComityError('too-many-attempts', { values: { seconds } })
}

/** A right password: the account starts anew, the address gets its attempt back. */
export async function forgiveAttempts(ctx: Context, { login, address }: Attempt): Promise<void> {
  await forgetAttempts(ctx.db, `account ${login}`)
  await uncountAttempt(ctx.db, `address ${address}`)
}

async function secondsToWait(ctx: Context, { login, address }: Attempt): Promise<number> {
  const time = { now: ctx.now, windowBegan: new Date(ctx.now.getTime() - windowMs) }
  const byAddress = await countAttempt(ctx.db, `address ${address}`, time)
  if (byAddress.count > addressLimit) return secondsLeft(byAddress.since, ctx.now)
  const byAccount = await countAttempt(ctx.db, `account ${login}`, time)
  return byAccount.count > accountLimit ? secondsLeft(byAccount.since, ctx.now) : 0
}

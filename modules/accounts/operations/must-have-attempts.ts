import { ComityError } from '@comity/errors'
import { inContext, systemActor } from '../context.ts'
import type { Context, Node } from '../contract.ts'
import { loginWaitMs, loginWindowMs, networkLimit, networkOf, pairLimit, secondsLeft, windowMs } from '../rules/attempts.ts'
import {
  attemptsAt,
  countAttempt,
  forgetAttempts,
  forgetAttemptsAtLogin,
  isKnownPlace,
  uncountAttempt,
} from '../session-store.ts'

export interface Attempt {
  readonly login: string
  readonly address: string
}

/**
 * Counts an attempt at a password before the password is looked at: many at once gain nothing. It counts for the network it comes
 * from, for the login from that network, and for the login from anywhere. The last one only slows down, and only strangers: where a
 * person signed in before, what others do elsewhere does not hold them up.
 *
 * @throws ComityError `too-many-attempts`, with the seconds to wait.
 */
export async function mustHaveAttempts(node: Node, attempt: Attempt): Promise<void> {
  // The count is kept whatever follows; a refusal thrown inside would undo it.
  const seconds = await inContext(node, systemActor(node.facts.authorityId), (ctx) => secondsToWait(ctx, attempt))
  if (seconds > 0) throw new ComityError('too-many-attempts', { values: { seconds } })
}

/** A right password: the login starts anew from this network, the network and the login get their attempt back. */
export async function forgiveAttempts(ctx: Context, { login, address }: Attempt): Promise<void> {
  const network = networkOf(address)
  await forgetAttempts(ctx.db, pairKey(login, network))
  await uncountAttempt(ctx.db, `address ${network}`)
  await uncountAttempt(ctx.db, `login ${login}`)
}

/** A new password: all that was counted for the login is over, wherever it came from. */
export async function forgetLogin(ctx: Context, login: string): Promise<void> {
  await forgetAttempts(ctx.db, `login ${login}`)
  await forgetAttemptsAtLogin(ctx.db, login)
}

const pairKey = (login: string, network: string): string => `pair ${login} ${network}`

async function secondsToWait(ctx: Context, { login, address }: Attempt): Promise<number> {
  const network = networkOf(address)
  const time = { now: ctx.now, windowBegan: new Date(ctx.now.getTime() - windowMs) }
  const byNetwork = await countAttempt(ctx.db, `address ${network}`, time)
  if (byNetwork.count > networkLimit) return secondsLeft(byNetwork.since, ctx.now)
  const byPair = await countAttempt(ctx.db, pairKey(login, network), time)
  if (byPair.count > pairLimit) return secondsLeft(byPair.since, ctx.now)
  return secondsForStrangers(ctx, { login, address })
}

async function secondsForStrangers(ctx: Context, { login, address }: Attempt): Promise<number> {
  const windowBegan = new Date(ctx.now.getTime() - loginWindowMs)
  const key = `login ${login}`
  const known = await isKnownPlace(ctx.db, login, address)
  const before = await attemptsAt(ctx.db, key)
  if (!known && before !== undefined && before.since > windowBegan) {
    const waitMs = loginWaitMs(before.count) - (ctx.now.getTime() - (before.last_at ?? before.since).getTime())
    // What is refused is not counted: whoever hammers does not lengthen the wait of others.
    if (waitMs > 0) return Math.ceil(waitMs / 1000)
  }
  if (!known) await countAttempt(ctx.db, key, { now: ctx.now, windowBegan })
  return 0
}

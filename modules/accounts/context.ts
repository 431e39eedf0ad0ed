import { inTransaction, isDeadlock } from '@comity/database'
import type { Actor, AuthorityId, Context, EventRegistry, ListenerTo, Node } from './contract.ts'

/** Attempts at one transaction before its deadlock is a failure: one more has always been enough, and a cause that stays must be seen. */
const MAX_ATTEMPTS = 4

/**
 * Runs `act` in one transaction of the node, on behalf of `actor`, at the node's present instant. Where PostgreSQL undoes it because two
 * transactions waited for each other, it runs again from its beginning, and now waits for the one that went on: outside the transaction `act` does nothing that may not be done twice.
 */
export async function inContext<T>(node: Node, actor: Actor, act: (ctx: Context) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptIn(node, actor, act)
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isDeadlock(error)) throw error
      node.log.info({ attempt }, 'a deadlock: tried again')
    }
  }
}

async function attemptIn<T>(node: Node, actor: Actor, act: (ctx: Context) => Promise<T>): Promise<T> {
  const { world, log } = node
  const afterwards: (() => void)[] = []
  const afterCommit = (later: () => void): void => void afterwards.push(later)
  const result = await inTransaction(node.db, (db) =>
    act({ node, db, world, log, actor, now: world.clock.now(), afterCommit }),
  ).finally(() => {
    // Also where it failed: whether it was committed is not known when the connection broke.
    if (node.changes) node.changes.count += 1
  })
  for (const later of afterwards) later()
  return result
}

/** The node itself: timers, start. */
export function systemActor(authorityId: AuthorityId | null): Actor {
  return { kind: 'system', id: 'system', name: 'Comity', authorityId, roles: [] }
}

/** A peer whose dossier is received. */
export function peerActor(authorityId: AuthorityId): Actor {
  return { kind: 'peer', id: authorityId, name: authorityId, authorityId, roles: [] }
}

/** Tells everyone on this node who listens to such events, one after the other, in the teller's own transaction. */
export async function announce<Name extends keyof EventRegistry>(
  ctx: Context,
  event: Name,
  told: EventRegistry[Name],
): Promise<void> {
  const listeners: readonly { readonly event: keyof EventRegistry }[] = ctx.node.listeners ?? []
  for (const listener of listeners) if (hears(listener, event)) await listener.hear(ctx, told)
}

function hears<Name extends keyof EventRegistry>(
  listener: { readonly event: keyof EventRegistry },
  event: Name,
): listener is ListenerTo<Name> {
  return listener.event === event
}

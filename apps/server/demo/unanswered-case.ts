import { inContext } from '@comity/accounts/server'
import type { Actor, Node } from '@comity/accounts/contract'
import { registerRequest } from '@comity/requests/server'
import { unansweredLetter } from './life-texts.ts'

/** So long ago the letter left: its receipt should have been acknowledged a week later, and since then a month and more has gone. */
const AGO_MS = 45 * 86_400_000

/**
 * A letter to the other authority of the demonstration that its officer registered when it left, and that nobody has answered: the clocks that began
 * then tell the officer, the head and the other contact, and at last the secretariat the bare fact, as soon as the node looks at them.
 */
export async function unansweredCase(node: Node, officer: Actor, counterpart: Node['facts']['authorityId']): Promise<void> {
  await inContext(asOf(node, AGO_MS), officer, (ctx) => registerRequest(ctx, unansweredLetter(ctx.world, counterpart)))
}

/** The node on a day before. */
function asOf(node: Node, agoMs: number): Node {
  const { world } = node
  const now = () => new Date(world.clock.now().getTime() - agoMs)
  return { ...node, world: { ...world, clock: { ...world.clock, now } } }
}

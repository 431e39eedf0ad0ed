import type { Context } from '@comity/accounts/contract'
import type { ActInput, ActName } from '../contract.ts'
import { mustBeAllowed } from '../policy.ts'
import { loadForUpdate, sideOf, stepped, today } from '../request-steps.ts'
import { mustPass } from '../rules/gate.ts'
import { gatesOfDecision } from '../rules/gates-of-decision.ts'
import { gatesOf } from '../rules/gates.ts'

/**
 * Whether an act would be admitted now, with this input; changes nothing. Asked before a person is asked to confirm it.
 *
 * @throws ComityError as {@link perform} for who, from where and before which gate.
 */
export async function checkGates(
  ctx: Context,
  { requestId, act, input }: { readonly requestId: string; readonly act: ActName; readonly input: unknown },
): Promise<void> {
  const request = await loadForUpdate(ctx, requestId)
  mustBeAllowed(ctx.actor, act, request)
  stepped(request, act, ctx.now)
  const facts = { today: today(ctx), side: sideOf(request) }
  mustPass(
    act === 'decide' ? gatesOfDecision(request, input as ActInput<'decide'>, facts.today) : gatesOf(request, act, input, facts),
  )
}

import type { Context } from '@comity/accounts/contract'
import { record } from '@comity/audit/server'
import type { Matter, OpenMatter } from '../contract.ts'
import { authorityFor } from '../policy.ts'
import { mustBelongHere } from './must-belong-here.ts'
import { beginsWith } from '../rules/sight.ts'
import { nextReference } from '../store.ts'
import { insertMatter } from '../store-matter.ts'

/** Opens a matter under the office's next number. */
export async function openMatter(ctx: Context, input: OpenMatter): Promise<Matter> {
  const ownAuthority = authorityFor(ctx.actor, 'open-matter')
  const reference = await nextReference(ctx.db, { authority: ownAuthority, series: 'matter', now: ctx.now })
  const at = ctx.now.toISOString()
  const begins = beginsWith(ctx.actor)
  const matter: Matter = {
    id: ctx.world.chance.uuid(),
    ownAuthority,
    reference,
    ...input,
    exhibits: [],
    assignee: begins.assignee,
    unit: input.unit ?? begins.unit,
    named: input.named ?? [],
    closedAt: null,
    closedBy: null,
    closedBecause: null,
    createdAt: at,
    changedAt: at,
    revision: 0,
  }
  await mustBelongHere(ctx, matter)
  await insertMatter(ctx.db, matter)
  await record(ctx, { act: 'matter.opened', subject: { kind: 'matter', id: matter.id }, details: { reference } })
  return matter
}

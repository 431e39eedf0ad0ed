import type { Context } from '@comity/accounts/contract'
import type { RequestStepped } from '@comity/requests/contract'
import { nextNotice } from './rules/plan-steps.ts'
import type { LeftClock } from './rules/replay.ts'
import { insertClocks, insertEntry } from './store.ts'
import type { StoredClock } from './store.ts'

/**
 * Begins these clocks of a request. What is due already is late since now, or since `lateSince`: the reminders that its rule names for then are
 * given from there on, and all of a day together.
 */
export async function beginClocks(
  ctx: Context,
  { request, access }: Pick<RequestStepped, 'request' | 'access'>,
  clocks: readonly LeftClock[],
  lateSince = ctx.now,
): Promise<void> {
  const rows = clocks.map((one): StoredClock => {
    const late = one.dueAt <= ctx.now ? lateSince : null
    return {
      id: ctx.world.chance.uuid(),
      authority_id: request.ownAuthority,
      request_id: request.id,
      direction: request.direction,
      rule_id: one.rule.id,
      rule_version: one.version,
      rule: one.rule,
      key: one.key,
      owner: one.owner,
      assignee: request.assignee,
      unit: request.unit,
      counterpart: request.counterpart,
      counterpart_name: request.counterpartName,
      counterpart_state: request.counterpartState,
      own_state: request.ownAuthority.slice(0, 2),
      reference: request.ownReference,
      urgency: request.content.urgency ?? 'routine',
      access: [...access],
      zone: one.zone,
      started_at: one.startedAt,
      due_at: one.dueAt,
      stopped_at: one.stoppedAt,
      held_until: null,
      met_at: null,
      ended_at: null,
      late_since: late,
      // A reminder whose day had passed when the clock began reminds nobody.
      notice_at: nextNotice({ ...one, lateSince: late }, late ?? ctx.now),
    }
  })
  await insertClocks(ctx.db, rows, ctx.actor.name)
  for (const { id, stopped_at: at } of rows)
    if (at !== null) await insertEntry(ctx.db, { clockId: id, at, what: 'stopped', by: ctx.actor.name })
}

import type { Db } from '@comity/database'
import { sql } from 'kysely'
import { shippedRule } from '../../modules/deadlines/rules/catalogue.ts'
import { idOf } from './story.ts'

/** The running clock behind each due day of the batch: what is overdue has been told already, the rest is told when it is due. */
export async function seedClocks(tx: Db, now: Date): Promise<void> {
  const rules = JSON.stringify({ outgoing: shippedRule('clarification-answer'), incoming: shippedRule('first-decision') })
  await sql`
    insert into deadlines.clock (id, authority_id, request_id, direction, rule_id, rule_version, rule, owner, assignee, unit, counterpart, counterpart_name,
      counterpart_state, own_state, reference, urgency, access, zone, started_at, due_at, notice_at)
    select ${sql.raw(idOf('clock'))}, own, id, direction, due_for, 0, ${rules}::jsonb -> direction, 'us', assignee, unit, case when not by_hand then counterpart end,
      counterpart_name, case when by_hand then upper(left(counterpart, 2)) end, upper(left(own, 2)), own_reference, case when urgent then 'urgent' else 'routine' end,
      access, 'UTC', created_at, due_on::timestamp at time zone 'UTC', case when due_on >= ${now}::date then due_on::timestamp at time zone 'UTC' end
    from story where due_on is not null`.execute(tx)
  // These are all that it has: a node that opens the folder looks for no more.
  await sql`insert into deadlines.catch_up (began_at, done_at) values (${now}, ${now}) on conflict do nothing`.execute(tx)
}

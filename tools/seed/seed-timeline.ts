import type { Db } from '@comity/database'
import { sql } from 'kysely'

/**
 * What happened to each request of the batch, as far as its state says that it did. Every fourth day something; what crossed between the offices
 * has the identity of a dossier, whose file was never made.
 */
export async function seedTimeline(tx: Db): Promise<void> {
  await sql`
    insert into requests.timeline (request_id, sequence, at, side, act, actor_id, actor_name, internal, body, attachments, dossier_id)
    select id, line.sequence, least(created_at + (line.sequence - 1) * interval '4 days', changed_at), line.side, line.act,
      case line.side when 'ours' then coalesce(officer::text, 'system') else counterpart end,
      case line.side when 'ours' then 'Central Authority' else 'Counterpart' end, line.internal,
      case line.act
        when 'acknowledgement' then jsonb_build_object('reference', upper(left(counterpart, 2)) || '/MLA/' || n)
        when 'decision' then jsonb_build_object('decision', decided)
        when 'result' then jsonb_build_object('summary', measure, 'final', true, 'outcomes', jsonb_build_array(jsonb_build_object('measureId', measure_id, 'outcome', 'full')))
        else '{}' end, '[]',
      case when not line.internal and not by_hand then md5(n || '-' || line.sequence) || md5(line.sequence || '-' || n) end
    from story, (values ${lines}) as line (direction, sequence, side, act, internal, states)
    where line.direction = story.direction and (line.states is null or story.state = any(line.states)) and (line.act <> 'result' or decided <> 'refused')`.execute(
    tx,
  )
}

const decided = "'decided','executing','result-received','assessed','closed','with-executing-authority','executed','result-sent'"
const acknowledged = `'acknowledged','under-assessment','clarification-asked','in-consultation',${decided}`
const sent = `'sent','delivered','returned',${acknowledged}`
const lines = sql.raw(
  [
    `('outgoing', 1, 'ours', 'drafted', true, null::text[])`,
    `('outgoing', 2, 'ours', 'approved', true, array['approved','ready',${sent}])`,
    `('outgoing', 3, 'ours', 'request', false, array[${sent}])`,
    `('outgoing', 4, 'theirs', 'acknowledgement', false, array[${acknowledged}])`,
    `('outgoing', 5, 'theirs', 'decision', false, array[${decided}])`,
    `('outgoing', 6, 'theirs', 'result', false, array['result-received','assessed','closed'])`,
    `('outgoing', 7, 'ours', 'closing', false, array['closed'])`,
    `('incoming', 1, 'theirs', 'request', false, null)`,
    `('incoming', 2, 'ours', 'acknowledgement', false, array[${acknowledged}])`,
    `('incoming', 3, 'ours', 'decision', false, array[${decided}])`,
    `('incoming', 4, 'ours', 'result', false, array['result-sent','closed'])`,
    `('incoming', 5, 'theirs', 'closing', false, array['closed'])`,
  ].join(', '),
)

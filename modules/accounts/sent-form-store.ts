import type { Db } from '@comity/database'
import type { SentForms } from '@comity/http'
import { sql } from 'kysely'

/** For `createApp`: the forms that each session has sent, in the node's database, so that a restart forgets none. */
export function sentForms(db: Db): SentForms {
  return {
    async take({ sessionId, key }) {
      const taken = await sql`insert into accounts.sent_form (session_id, key) values (${sessionId}, ${key})
        on conflict do nothing`.execute(db)
      if (taken.numAffectedRows === 1n) return null
      const found = await sql<{ led_to: string | null }>`
        select led_to from accounts.sent_form where session_id = ${sessionId} and key = ${key}`.execute(db)
      return { ledTo: found.rows[0]?.led_to ?? null }
    },
    async lead({ sessionId, key }, url) {
      await sql`update accounts.sent_form set led_to = ${url} where session_id = ${sessionId} and key = ${key}`.execute(db)
    },
    async giveBack({ sessionId, key }) {
      await sql`delete from accounts.sent_form where session_id = ${sessionId} and key = ${key}`.execute(db)
    },
  }
}

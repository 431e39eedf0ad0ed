import type { Db } from '@comity/database'
import { sql, type Insertable, type Selectable } from 'kysely'
import { tables } from '../tables.ts'
import type { WebhookTable } from '../tables.ts'

export type WebhookRow = Selectable<WebhookTable>

export async function insertWebhook(db: Db, row: Insertable<WebhookTable>): Promise<void> {
  await tables(db).insertInto('bridge.webhook').values(row).execute()
}

export type CountedWebhook = WebhookRow & { readonly waiting: number; readonly dead: number }

/** Counting stops here: pages show no larger number. */
const MAX_COUNTED = 9999

function counted(state: 'waiting' | 'dead') {
  return sql<number>`(select count(*)::integer from
    (select 1 from bridge.delivery d where d.webhook_id = bridge.webhook.id and d.state = ${sql.lit(state)} and d.kind <> 'ping' limit ${MAX_COUNTED}) n)`
}

/** Subscriptions of an office in the order of their making, with what waits and what was given up; 200 at most. */
export function webhooksOf(db: Db, authorityId: string): Promise<CountedWebhook[]> {
  return tables(db)
    .selectFrom('bridge.webhook')
    .selectAll()
    .select([counted('waiting').as('waiting'), counted('dead').as('dead')])
    .where('authority_id', '=', authorityId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(200)
    .execute()
}

export function webhookById(db: Db, authorityId: string, id: string): Promise<CountedWebhook | undefined> {
  return tables(db)
    .selectFrom('bridge.webhook')
    .selectAll()
    .select([counted('waiting').as('waiting'), counted('dead').as('dead')])
    .where('id', '=', id)
    .where('authority_id', '=', authorityId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

/** Who wishes to hear of this kind; also those that stand still, for which events wait. */
export function listeningWebhooks(db: Db, authorityId: string, kind: string): Promise<{ id: string; unit_id: string | null }[]> {
  return tables(db)
    .selectFrom('bridge.webhook')
    .select(['id', 'unit_id'])
    .where('authority_id', '=', authorityId)
    .where('removed_at', 'is', null)
    .where(sql<boolean>`${kind} = any(kinds)`)
    .execute()
}

export async function updateWebhook(db: Db, id: string, change: Partial<Insertable<WebhookTable>>): Promise<void> {
  await tables(db).updateTable('bridge.webhook').set(change).where('id', '=', id).execute()
}

/** Takes a subscription that has something due, so that no other process sends for it until `leaseUntil`. */
export async function claimWebhook(db: Db, now: Date, leaseUntil: Date): Promise<WebhookRow | undefined> {
  const claimed = await sql<WebhookRow>`
    with due as (
      select w.id from bridge.webhook w
      where w.removed_at is null and w.stopped_at is null
        and (w.busy_until is null or w.busy_until <= ${now}) and (w.next_try_at is null or w.next_try_at <= ${now})
        and exists (select 1 from bridge.delivery d where d.webhook_id = w.id and d.state = 'waiting')
      order by w.next_try_at nulls first, w.id limit 1 for update skip locked)
    update bridge.webhook w set busy_until = ${leaseUntil} from due where w.id = due.id returning w.*`.execute(db)
  return claimed.rows[0]
}

/** Keeps a subscription that one has, unless somebody stopped or removed it meanwhile. @returns false where that is so. */
export async function keepClaim(db: Db, id: string, leaseUntil: Date): Promise<boolean> {
  const done = await tables(db)
    .updateTable('bridge.webhook')
    .set({ busy_until: leaseUntil })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

import type { Db } from '@comity/database'
import { sql, type Insertable, type Selectable } from 'kysely'
import { tables } from '../tables.ts'
import type { DeliveryTable } from '../tables.ts'

export type DeliveryRow = Selectable<DeliveryTable>

export async function insertDelivery(db: Db, row: Insertable<DeliveryTable>): Promise<void> {
  await tables(db).insertInto('bridge.delivery').values(row).execute()
}

/** The next event for a receiver: they go one after the other, in the order in which they were made. */
export function nextDelivery(db: Db, webhookId: string): Promise<DeliveryRow | undefined> {
  return tables(db)
    .selectFrom('bridge.delivery')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .orderBy('place')
    .limit(1)
    .executeTakeFirst()
}

export async function updateDelivery(
  db: Db,
  delivery: Pick<DeliveryRow, 'webhook_id' | 'event_id'>,
  change: Partial<Insertable<DeliveryTable>>,
): Promise<void> {
  await tables(db)
    .updateTable('bridge.delivery')
    .set(change)
    .where('webhook_id', '=', delivery.webhook_id)
    .where('event_id', '=', delivery.event_id)
    .execute()
}

/** Newest first; `before` is the last place of the page before. */
export function deliveriesOf(
  db: Db,
  webhookId: string,
  page: { readonly before: number | null; readonly state: string | null; readonly limit: number },
): Promise<DeliveryRow[]> {
  return tables(db)
    .selectFrom('bridge.delivery')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .$if(page.before !== null, (query) => query.where('place', '<', page.before ?? 0))
    .$if(page.state !== null, (query) => query.where(sql<boolean>`state = ${page.state}`))
    .orderBy('place', 'desc')
    .limit(page.limit)
    .execute()
}

/** An event that is settled goes out once more, under its own identifier. @returns how many. */
export async function replay(
  db: Db,
  webhookId: string,
  which: { readonly eventId: string } | { readonly deadSince: Date },
  now: Date,
): Promise<number> {
  const done = await tables(db)
    .updateTable('bridge.delivery')
    .set({ state: 'waiting', attempts: 0, due_since: now })
    .where('webhook_id', '=', webhookId)
    .where('kind', '<>', 'ping')
    .$if('eventId' in which, (query) =>
      query.where('event_id', '=', 'eventId' in which ? which.eventId : '').where('state', '<>', 'waiting'),
    )
    .$if('deadSince' in which, (query) =>
      query.where('state', '=', 'dead').where('at', '>=', 'deadSince' in which ? which.deadSince : now),
    )
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** What waits for a receiver that begins anew has its days of trying before it. */
export async function beginAnew(db: Db, webhookId: string, now: Date): Promise<void> {
  await tables(db)
    .updateTable('bridge.delivery')
    .set({ due_since: now, attempts: 0 })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .execute()
}

/** Forgets old events that are settled, or whose subscription has ended. */
export async function sweepDeliveries(db: Db, before: Date): Promise<void> {
  await sql`delete from bridge.delivery d where d.at < ${before}
    and (d.state <> 'waiting' or exists (select 1 from bridge.webhook w where w.id = d.webhook_id and w.removed_at is not null))`.execute(
    db,
  )
}

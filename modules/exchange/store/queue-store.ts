import type { Db } from '@comity/database'
import { sql } from 'kysely'

/** What waits for one peer. */
export interface LineQueue {
  readonly peer: string
  readonly waiting: number
  readonly urgent: number
  readonly oldestAt: Date | null
  readonly nextAttemptAt: Date | null
  /** Receipts on their way to it. */
  readonly receipts: number
}

/** What waits for each peer for whom anything does. */
export async function lineQueues(db: Db): Promise<LineQueue[]> {
  const found = await sql<LineQueue>`
    with d as (
      select addressee as peer, count(*) as waiting, count(*) filter (where urgent) as urgent, min(stored_at) as oldest, min(due_at) as next
      from exchange.dossier where state = 'queued' group by addressee),
    r as (select peer, count(*) as receipts from exchange.receipt_outbox group by peer)
    select coalesce(d.peer, r.peer) as peer, coalesce(d.waiting, 0) as waiting, coalesce(d.urgent, 0) as urgent,
      d.oldest as "oldestAt", d.next as "nextAttemptAt", coalesce(r.receipts, 0) as receipts
    from d full join r on r.peer = d.peer`.execute(db)
  return found.rows
}

/** How what one thread has to say to a peer stands: the oldest of what waits, and when it is tried next. */
export interface ThreadQueue {
  readonly addressee: string
  readonly waiting: number
  readonly since: Date
  readonly nextAttemptAt: Date
  readonly expiresAt: Date
  readonly problem: string | null
}

/** What waits of one thread, by addressee. */
export async function threadQueues(db: Db, thread: string): Promise<ThreadQueue[]> {
  const found = await sql<ThreadQueue>`
    select addressee, count(*) as waiting, min(stored_at) as since, min(due_at) as "nextAttemptAt", min(expires_at) as "expiresAt",
      (array_agg(last_problem order by due_at) filter (where last_problem is not null))[1] as problem
    from exchange.dossier where thread = ${thread} and state = 'queued' and direction = 'out' group by addressee order by addressee`.execute(
    db,
  )
  return found.rows
}

/** What ended undelivered, and nothing was delivered to the same authority since. */
export interface EndedThread {
  readonly addressee: string
  readonly endedAt: Date
  readonly problem: string | null
}

/** The latest such end of one thread, by addressee. */
export async function endedOf(db: Db, thread: string): Promise<EndedThread[]> {
  const found = await sql<EndedThread>`
    select distinct on (d.addressee) d.addressee, coalesce(r.at, d.expires_at) as "endedAt", d.last_problem as problem
    from exchange.dossier d left join exchange.receipt r on r.dossier_id = d.dossier_id and r.event = 'expired'
    where d.thread = ${thread} and d.direction = 'out' and d.state = 'expired'
      and not exists (
        select 1 from exchange.dossier n
        where n.thread = d.thread and n.addressee = d.addressee and n.direction = 'out' and n.state = 'delivered' and n.stored_at > d.stored_at)
    order by d.addressee, d.stored_at desc`.execute(db)
  return found.rows
}

import type { Db } from '@comity/database'
import { sql, type Selectable, type Updateable } from 'kysely'
import { type LineRow, tables } from '../tables.ts'

export type Line = Selectable<LineRow>

export function lineOf(db: Db, peer: string): Promise<Line | undefined> {
  return tables(db).selectFrom('exchange.line').selectAll().where('peer', '=', peer).executeTakeFirst()
}

/** Every line on which something happened or about which something was decided. */
export function allLines(db: Db): Promise<Line[]> {
  return tables(db).selectFrom('exchange.line').selectAll().execute()
}

/** Changes a line, making it where there is none. */
export async function changeLine(db: Db, peer: string, change: Updateable<LineRow>): Promise<void> {
  await tables(db)
    .insertInto('exchange.line')
    .values({ ...change, peer })
    .onConflict((conflict) => conflict.column('peer').doUpdateSet({ ...change, peer }))
    .execute()
}

/** Notes a failure; since when it fails is kept from the first of a row. */
export async function noteFailure(db: Db, peer: string, failure: { at: Date; problem: string }): Promise<void> {
  const { at, problem } = failure
  await tables(db)
    .insertInto('exchange.line')
    .values({ peer, failed_at: at, failing_since: at, problem })
    .onConflict((conflict) =>
      conflict
        .column('peer')
        .doUpdateSet({ failed_at: at, problem, failing_since: sql`coalesce(exchange.line.failing_since, ${at})` }),
    )
    .execute()
}

/** Peers for which a decision keeps dossiers here. */
export async function keptBack(db: Db): Promise<{ peer: string; paused: boolean }[]> {
  const rows = await tables(db)
    .selectFrom('exchange.line')
    .select(['peer', 'paused_at', 'sends'])
    .where((where) => where.or([where('paused_at', 'is not', null), where('sends', '=', 'await')]))
    .execute()
  return rows.map(({ peer, paused_at: at }) => ({ peer, paused: at !== null }))
}

/** Sets which peers are asked for what waits there: new ones at once, the others no more. */
export async function setFetched(db: Db, peers: readonly string[], now: Date): Promise<void> {
  await sql`
    update exchange.line set fetch_due_at = null, fetch_attempts = 0, fetch_problem = null
    where fetch_due_at is not null and peer <> all (${peers}::text[])`.execute(db)
  await sql`
    insert into exchange.line as own (peer, fetch_due_at) select p, ${now} from unnest(${peers}::text[]) as p
    on conflict (peer) do update set fetch_due_at = ${now} where own.fetch_due_at is null`.execute(db)
}

/** Everyone who is asked at all is due now: a process that ended may have left them leased. */
export async function makeFetchesDue(db: Db, now: Date): Promise<void> {
  await tables(db).updateTable('exchange.line').set({ fetch_due_at: now }).where('fetch_due_at', '>', now).execute()
}

/** Takes peers that are due to be asked, and puts their next turn off until `leaseUntil`: no other process asks them too. */
export async function claimFetches(
  db: Db,
  claim: { now: Date; leaseUntil: Date; limit: number; inTurn: readonly string[] },
): Promise<{ peer: string; fetch_attempts: number }[]> {
  const claimed = await sql<{ peer: string; fetch_attempts: number }>`
    with due as (
      select peer from exchange.line where fetch_due_at <= ${claim.now} and paused_at is null and peer <> all (${claim.inTurn}::text[])
      order by fetch_due_at limit ${claim.limit} for update skip locked)
    update exchange.line l set fetch_due_at = ${claim.leaseUntil} from due where l.peer = due.peer
    returning l.peer, l.fetch_attempts`.execute(db)
  return claimed.rows
}

/** Writes what became of one turn; a peer that is not asked any more stays so. */
export async function settleFetch(
  db: Db,
  peer: string,
  turn: { dueAt: Date; attempts: number; problem: string | null; fetchedAt: Date | null },
): Promise<void> {
  await tables(db)
    .updateTable('exchange.line')
    .set({
      fetch_due_at: turn.dueAt,
      fetch_attempts: turn.attempts,
      fetch_problem: turn.problem,
      ...(turn.fetchedAt === null ? {} : { fetched_at: turn.fetchedAt }),
    })
    .where('peer', '=', peer)
    .where('fetch_due_at', 'is not', null)
    .execute()
}

/** Everything for this peer is due now. */
export async function makeDue(db: Db, peer: string, now: Date): Promise<number> {
  const moved = await tables(db)
    .updateTable('exchange.dossier')
    .set({ due_at: now })
    .where('addressee', '=', peer)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  await tables(db).updateTable('exchange.receipt_outbox').set({ due_at: now }).where('peer', '=', peer).execute()
  await tables(db)
    .updateTable('exchange.line')
    .set({ fetch_due_at: now })
    .where('peer', '=', peer)
    .where('fetch_due_at', 'is not', null)
    .execute()
  return Number(moved.numUpdatedRows)
}

/** Signatures count whole seconds, and are good to the end of the second that they name. */
const SECOND_MS = 1_000

/** Whether this nonce of a peer is new; it is from now on known for as long as its signature is good. */
export async function isNewNonce(db: Db, seen: { peer: string; nonce: string; expiresAt: Date; now: Date }): Promise<boolean> {
  await tables(db)
    .deleteFrom('exchange.nonce')
    .where('expires_at', '<', new Date(seen.now.getTime() - SECOND_MS))
    .execute()
  const taken = await tables(db)
    .insertInto('exchange.nonce')
    .values({ peer: seen.peer, nonce: seen.nonce, expires_at: seen.expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(taken.numInsertedOrUpdatedRows) === 1
}

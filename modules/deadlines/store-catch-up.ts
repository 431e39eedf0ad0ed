import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { tables } from './tables.ts'
import type { ClockRow } from './tables.ts'

/** How far the catching up is. */
export interface CatchUp {
  readonly beganAt: Date
  readonly after: string | null
  readonly done: boolean
}

/** Notes that the catching up begins, where it has not begun. */
export async function beginCatchUp(db: Db, now: Date): Promise<void> {
  await tables(db)
    .insertInto('deadlines.catch_up')
    .values({ one: true, began_at: now, after_id: null, requests: 0, clocks: 0, done_at: null })
    .onConflict((there) => there.column('one').doNothing())
    .execute()
}

/** Where it stands, which no other process moves until this transaction ends; null where another one is at it. */
export async function holdCatchUp(db: Db): Promise<CatchUp | null> {
  const row = await tables(db)
    .selectFrom('deadlines.catch_up')
    .select(['began_at', 'after_id', 'done_at'])
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row === undefined ? null : { beganAt: row.began_at, after: row.after_id, done: row.done_at !== null }
}

/** Notes what a round has done. */
export async function moveCatchUp(
  db: Db,
  round: { readonly after: string; readonly requests: number; readonly clocks: number },
): Promise<void> {
  await tables(db)
    .updateTable('deadlines.catch_up')
    .set({
      after_id: round.after,
      requests: sql<number>`requests + ${round.requests}`,
      clocks: sql<number>`clocks + ${round.clocks}`,
    })
    .execute()
}

/** Notes that it is done for good; gives what was looked at and what was begun. */
export function endCatchUp(db: Db, now: Date): Promise<{ requests: number; clocks: number }> {
  return tables(db)
    .updateTable('deadlines.catch_up')
    .set({ done_at: now })
    .returning(['requests', 'clocks'])
    .executeTakeFirstOrThrow()
}

/** A clock that a request has or had. */
export type KnownClock = Pick<ClockRow, 'request_id' | 'rule_id' | 'key' | 'started_at'>

/** All clocks of these requests, running or not. */
export function clocksOfRequests(db: Db, requestIds: readonly string[]): Promise<KnownClock[]> {
  return tables(db)
    .selectFrom('deadlines.clock')
    .select(['request_id', 'rule_id', 'key', 'started_at'])
    .where(sql<boolean>`request_id = any(${[...requestIds]}::uuid[])`)
    .execute()
}

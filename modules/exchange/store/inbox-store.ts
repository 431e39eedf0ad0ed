import type { Db } from '@comity/database'
import { sql, type Insertable } from 'kysely'
import { type DossierRow, type RefusalRow, tables, type ThreadInRow } from '../tables.ts'

export interface ThreadKey {
  readonly thread: string
  readonly sender: string
}

/** The rows of these threads, made where missing, locked in one order until the transaction ends. */
export async function lockThreads(db: Db, keys: readonly ThreadKey[]): Promise<ThreadInRow[]> {
  const locked = await sql<ThreadInRow>`
    insert into exchange.thread_in as own (thread, sender, epoch, next_sequence)
    select thread, sender, 0, 1 from (
      select distinct * from unnest(${keys.map((key) => key.thread)}::uuid[], ${keys.map((key) => key.sender)}::text[]) as k (thread, sender) order by 1, 2) as k
    on conflict (thread, sender) do update set epoch = own.epoch returning *`.execute(db)
  return locked.rows
}

export interface AheadRow extends ThreadKey {
  readonly sequence: number
  readonly dossier_id: string
  readonly previous: string | null
  readonly state: DossierRow['state']
}

/** Dossiers of these threads whose number is beyond the one that is due. */
export async function aheadOf(db: Db, keys: readonly ThreadKey[]): Promise<AheadRow[]> {
  if (keys.length === 0) return []
  const found = await sql<AheadRow>`
    select d.thread, d.sender, d.sequence, d.dossier_id, d.previous, d.state
    from exchange.thread_in t
    join exchange.dossier d on d.thread = t.thread and d.sender = t.sender and d.epoch = t.epoch and d.sequence >= t.next_sequence and d.direction = 'in'
    where (t.thread, t.sender) in (select * from unnest(${keys.map((key) => key.thread)}::uuid[], ${keys.map((key) => key.sender)}::text[]))
      and d.state in ('held', 'applied')`.execute(db)
  return found.rows
}

export async function saveThreads(
  db: Db,
  rows: readonly (ThreadKey & { epoch: number; next: number; last: string | null; ahead: number })[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update exchange.thread_in t set epoch = n.epoch, next_sequence = n.next, last_dossier = n.last, ahead = n.ahead
    from unnest(${rows.map((row) => row.thread)}::uuid[], ${rows.map((row) => row.sender)}::text[], ${rows.map((row) => row.epoch)}::int[], ${rows.map((row) => row.next)}::int[],
      ${rows.map((row) => row.last)}::text[], ${rows.map((row) => row.ahead)}::int[]) as n (thread, sender, epoch, next, last, ahead)
    where t.thread = n.thread and t.sender = n.sender`.execute(db)
}

export async function storeIncoming(db: Db, rows: readonly Insertable<DossierRow>[]): Promise<void> {
  if (rows.length > 0)
    await tables(db)
      .insertInto('exchange.dossier')
      .values([...rows])
      .execute()
}

export async function changeState(db: Db, dossierIds: readonly string[], state: 'applied' | 'refused'): Promise<void> {
  if (dossierIds.length === 0) return
  await tables(db)
    .updateTable('exchange.dossier')
    .set({ state })
    .where('dossier_id', 'in', [...dossierIds])
    .execute()
}

export async function recordRefusals(db: Db, rows: readonly Insertable<RefusalRow>[]): Promise<void> {
  if (rows.length > 0)
    await tables(db)
      .insertInto('exchange.refusal')
      .values([...rows])
      .execute()
}

import { sql } from 'kysely'
import type { Db } from '@comity/database'
import { DeadlineRule } from './contract.ts'
import type { ClockEntry, ClockFilter, EntryKind } from './contract.ts'
import { tables } from './tables.ts'
import type { ClockRow, EntryRow } from './tables.ts'

/** A clock as stored, with its rule read. */
export type StoredClock = Omit<ClockRow, 'rule'> & { readonly rule: DeadlineRule }

const stored = (row: Omit<ClockRow, 'rule'> & { rule: unknown }): StoredClock => ({ ...row, rule: DeadlineRule.parse(row.rule) })

const running = sql<boolean>`met_at is null and ended_at is null`

/** The clocks of a request that run or stand still; whoever asks holds the request. */
export async function runningOf(db: Db, authorityId: string, requestId: string): Promise<StoredClock[]> {
  const rows = await tables(db)
    .selectFrom('deadlines.clock')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('request_id', '=', requestId)
    .where(running)
    .orderBy('due_at')
    .forUpdate()
    .execute()
  return rows.map(stored)
}

/** Who looks: their office and the tokens they hold. */
export interface ClockSight {
  readonly office: string
  readonly tokens: readonly string[]
  /** The person who looks, for "mine". */
  readonly personId: string
}

export async function clockRows(
  db: Db,
  sight: ClockSight,
  filter: ClockFilter,
  place: { readonly after: { readonly dueAt: Date; readonly id: string } | null; readonly now: Date },
): Promise<StoredClock[]> {
  let query = tables(db)
    .selectFrom('deadlines.clock')
    .selectAll()
    .where('authority_id', '=', sight.office)
    .where(sql<boolean>`access && ${[...sight.tokens]}::text[]`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(filter.limit + 1)
  query = filter.requestId === undefined ? query.where(running) : query.where('request_id', '=', filter.requestId)
  if (filter.owner !== undefined) query = query.where('owner', '=', filter.owner)
  if (filter.only === 'overdue') query = query.where('due_at', '<', place.now).where('stopped_at', 'is', null)
  if (filter.only === 'stopped') query = query.where('stopped_at', 'is not', null)
  if (filter.only === 'mine') query = query.where('assignee', '=', sight.personId)
  if (place.after !== null) query = query.where(sql<boolean>`(due_at, id) > (${place.after.dueAt}, ${place.after.id}::uuid)`)
  return (await query.execute()).map(stored)
}

/** More than so many are not counted one by one. */
const MAX_COUNTED = 1000

/** How many clocks are overdue, by who owes; no more than a thousand of each are counted. */
export async function overdueOf(db: Db, { office, tokens }: ClockSight, now: Date): Promise<{ us: number; them: number }> {
  const counted = (owner: 'us' | 'them') =>
    tables(db)
      .selectFrom((from) =>
        from
          .selectFrom('deadlines.clock')
          .select('id')
          .where('authority_id', '=', office)
          .where(running)
          .where('stopped_at', 'is', null)
          .where('owner', '=', owner)
          .where('due_at', '<', now)
          .where(sql<boolean>`access && ${[...tokens]}::text[]`)
          .limit(MAX_COUNTED)
          .as('found'),
      )
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  const [us, them] = [await counted('us'), await counted('them')]
  return { us: us.count, them: them.count }
}

/** A clock of the office that a holder of these tokens may see: to whom a request was passed on, the office's clocks are not. */
export async function clockById(
  db: Db,
  id: string,
  { office, tokens }: Pick<ClockSight, 'office' | 'tokens'>,
  lock = false,
): Promise<StoredClock | null> {
  const query = tables(db)
    .selectFrom('deadlines.clock')
    .selectAll()
    .where('id', '=', id)
    .where('authority_id', '=', office)
    .where(sql<boolean>`access && ${[...tokens]}::text[]`)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row ? stored(row) : null
}

/** A line of history to be written. */
export interface NewEntry {
  readonly clockId: string
  readonly at: Date
  readonly what: EntryKind
  readonly by: string
  readonly reason?: string
  readonly fromDue?: Date
  readonly toDue?: Date
}

export async function insertClocks(db: Db, clocks: readonly StoredClock[], by: string): Promise<void> {
  if (clocks.length === 0) return
  await tables(db)
    .insertInto('deadlines.clock')
    .values(clocks.map((clock) => ({ ...clock, rule: JSON.stringify(clock.rule) })))
    .execute()
  await tables(db)
    .insertInto('deadlines.entry')
    .values(
      clocks.map((clock) => entryRow({ clockId: clock.id, at: clock.started_at, what: 'started', by, toDue: clock.due_at }, 1)),
    )
    .execute()
}

type ClockPatch = Partial<
  Pick<
    ClockRow,
    | 'due_at'
    | 'held_until'
    | 'stopped_at'
    | 'met_at'
    | 'ended_at'
    | 'notice_at'
    | 'late_since'
    | 'assignee'
    | 'unit'
    | 'access'
    | 'urgency'
    | 'reference'
  >
>

export async function updateClock(db: Db, id: string, patch: ClockPatch): Promise<void> {
  await tables(db).updateTable('deadlines.clock').set(patch).where('id', '=', id).execute()
}

/** Takes away all clocks of these requests with their histories. */
export async function removeClocks(db: Db, requestIds: readonly string[]): Promise<void> {
  const ofThem = sql<boolean>`request_id = any(${[...requestIds]}::uuid[])`
  const clocks = tables(db).selectFrom('deadlines.clock').select('id').where(ofThem)
  await tables(db).deleteFrom('deadlines.entry').where('clock_id', 'in', clocks).execute()
  await tables(db).deleteFrom('deadlines.clock').where(ofThem).execute()
}

/** What every clock of a request knows of it: who has it, who may see it. Met and ended clocks too, since their history stays to be seen. */
export async function refreshClocks(
  db: Db,
  requestId: string,
  authorityId: string,
  facts: Pick<ClockRow, 'assignee' | 'unit' | 'access' | 'urgency' | 'reference'>,
): Promise<void> {
  await tables(db)
    .updateTable('deadlines.clock')
    .set(facts)
    .where('request_id', '=', requestId)
    .where('authority_id', '=', authorityId)
    .where(
      sql<boolean>`(access, assignee, unit, urgency, reference) is distinct from (${facts.access}::text[], ${facts.assignee}::text, ${facts.unit}::uuid, ${facts.urgency}::text, ${facts.reference}::text)`,
    )
    .execute()
}

export async function insertEntry(db: Db, entry: NewEntry): Promise<void> {
  const { number } = await tables(db)
    .selectFrom('deadlines.entry')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .where('clock_id', '=', entry.clockId)
    .executeTakeFirstOrThrow()
  await tables(db).insertInto('deadlines.entry').values(entryRow(entry, number)).execute()
}

function entryRow({ clockId, at, what, by, reason, fromDue, toDue }: NewEntry, number: number): EntryRow {
  return {
    clock_id: clockId,
    number,
    at,
    what,
    by_name: by,
    reason: reason ?? null,
    from_due: fromDue ?? null,
    to_due: toDue ?? null,
  }
}

export async function entriesOf(db: Db, clockId: string): Promise<ClockEntry[]> {
  const rows = await tables(db)
    .selectFrom('deadlines.entry')
    .selectAll()
    .where('clock_id', '=', clockId)
    .orderBy('number')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    what: row.what as EntryKind,
    by: row.by_name,
    reason: row.reason,
    fromDue: row.from_due?.toISOString() ?? null,
    toDue: row.to_due?.toISOString() ?? null,
  }))
}

/** A clock whose notice is due, which no other process takes meanwhile. */
export async function claimNotice(db: Db, now: Date): Promise<StoredClock | null> {
  const row = await tables(db)
    .selectFrom('deadlines.clock')
    .selectAll()
    .where('notice_at', '<=', now)
    .where(({ or, eb }) => or([eb('held_until', 'is', null), eb('held_until', '<=', now)]))
    .where(running)
    .where('stopped_at', 'is', null)
    .orderBy('notice_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ? stored(row) : null
}

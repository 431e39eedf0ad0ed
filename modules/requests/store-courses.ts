import { sql } from 'kysely'
import type { Db } from '@comity/database'
import type { TimelineEntry } from './contract.ts'
import { finalStates } from './rules/lifecycle.ts'
import { fromRow } from './stored-request.ts'
import type { StoredRequest } from './stored-request.ts'
import { tables } from './tables.ts'

/** Nothing is owed to anybody: it has not left the house, or its procedure has ended. */
const nothingOwed: readonly string[] = ['draft', 'in-review', 'approved', 'ready', ...finalStates]

/** An undertaking that outlives the procedure: a condition with a date, a consent that was asked for. */
const undertakings = sql<boolean>`(record @? '$.conditions[*] ? (@.dueOn != null)' or record @? '$.consents[*] ? (@.status == "asked")')`

/** Requests for which something may be owed, by id: those behind `after`. */
export async function openRequestsAfter(
  db: Db,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .select('id')
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .where(({ or }) => or([sql<boolean>`state <> all (${[...nothingOwed]}::text[])`, undertakings]))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Those of them that nobody holds, held until this transaction ends. */
export async function freeRequests(db: Db, ids: readonly string[]): Promise<StoredRequest[]> {
  const rows = await tables(db)
    .selectFrom('requests.request')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(fromRow)
}

/** What a line of a timeline says, without its files. */
export type CourseLine = Pick<TimelineEntry, 'sequence' | 'side' | 'act' | 'internal' | 'body' | 'dossierId'> & {
  readonly at: Date
}

/** The timelines of these requests, each oldest first. */
export async function courseLines(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly CourseLine[]>> {
  const rows = await tables(db)
    .selectFrom('requests.timeline')
    .select(['request_id', 'sequence', 'at', 'side', 'act', 'internal', 'body', 'dossier_id'])
    .where(sql<boolean>`request_id = any(${[...ids]}::uuid[])`)
    .orderBy('request_id')
    .orderBy('sequence')
    .execute()
  const lines = rows.map(({ request_id: id, dossier_id: dossierId, ...line }) => ({ id, line: { ...line, dossierId } }))
  return new Map([...Map.groupBy(lines, ({ id }) => id)].map(([id, found]) => [id, found.map(({ line }) => line)]))
}

import type { Db } from '@comity/database'
import { sql, type Selectable } from 'kysely'
import type { DirectoryTables, ErrandRow, SuggestionRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** A suggestion as it is kept. */
export type KeptSuggestion = Selectable<SuggestionRow>

/** @returns whether it is new here. */
export async function addSuggestion(db: Db, row: SuggestionRow): Promise<boolean> {
  const added = await tables(db)
    .insertInto('directory.suggestion')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('sha256')
    .executeTakeFirst()
  return added !== undefined
}

export function suggestionOf(db: Db, sha256: string): Promise<KeptSuggestion | undefined> {
  return tables(db).selectFrom('directory.suggestion').selectAll().where('sha256', '=', sha256).executeTakeFirst()
}

/** The same, held until the transaction ends. */
export function suggestionForUpdate(db: Db, sha256: string): Promise<KeptSuggestion | undefined> {
  return tables(db).selectFrom('directory.suggestion').selectAll().where('sha256', '=', sha256).forUpdate().executeTakeFirst()
}

/** What an authority said last of an entry, whatever became of it. */
export function latestStatement(db: Db, about: string, from: string): Promise<KeptSuggestion | undefined> {
  return tables(db)
    .selectFrom('directory.suggestion')
    .selectAll()
    .where('kind', '=', 'entry')
    .where('authority_id', '=', about)
    .where('from_authority', '=', from)
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * Suggestions, newest first; `about` narrows them to one authority. Where there are more, what is still open comes before what is decided, and of each author the
 * latest before their earlier ones: no authority hides the others' by saying much.
 */
export async function latestSuggestions(db: Db, limit: number, about?: string): Promise<KeptSuggestion[]> {
  const isWanted = about === undefined ? sql`true` : sql`(authority_id = ${about} or from_authority = ${about})`
  const chosen = sql`select sha256 from (
      select sha256, received_at, is_open, row_number() over (partition by from_authority, is_open order by received_at desc, sha256) as turn
      from (select *, state in ('received', 'taken-up') as is_open from directory.suggestion where ${isWanted}) as wanted) as ranked
    order by is_open desc, turn, received_at desc, sha256 limit ${limit}`
  const found = await sql<KeptSuggestion>`
    select * from directory.suggestion where sha256 in (${chosen}) order by received_at desc, sha256`.execute(db)
  return found.rows
}

type Decision = Partial<Pick<SuggestionRow, 'proposal_id' | 'decided_by_name' | 'decided_at' | 'answer'>>

export async function moveSuggestion(
  db: Db,
  sha256: string,
  state: 'received' | 'taken-up' | 'published' | 'declined' | 'overtaken',
  decision: Decision = {},
): Promise<void> {
  await tables(db)
    .updateTable('directory.suggestion')
    .set({ state, ...decision })
    .where('sha256', '=', sha256)
    .execute()
}

/** What a proposal took up is published with it, or waits again where the proposal came to nothing. */
export async function moveTakenUp(db: Db, proposalId: string, state: 'received' | 'published', at: Date): Promise<void> {
  await tables(db)
    .updateTable('directory.suggestion')
    .set(
      state === 'published' ? { state, decided_at: at } : { state, proposal_id: null, decided_by_name: null, decided_at: null },
    )
    .where('proposal_id', '=', proposalId)
    .where('state', '=', 'taken-up')
    .execute()
}

/** Earlier words of the same author about the same entry, which nobody has taken up: the later one stands for them. */
export async function overtakeStatements(
  db: Db,
  later: Pick<SuggestionRow, 'sha256' | 'authority_id' | 'from_authority'>,
): Promise<void> {
  await tables(db)
    .updateTable('directory.suggestion')
    .set({ state: 'overtaken' })
    .where('kind', '=', 'entry')
    .where('state', '=', 'received')
    .where('authority_id', '=', later.authority_id)
    .where('from_authority', '=', later.from_authority)
    .where('sha256', '!=', later.sha256)
    .execute()
}

/** A signed file and whom it still has to reach. */
export interface DueErrand extends Selectable<ErrandRow> {
  readonly file: Uint8Array
}

export async function addErrand(
  db: Db,
  errand: { readonly sha256: string; readonly peer: string; readonly due_at: Date },
): Promise<void> {
  await tables(db)
    .insertInto('directory.errand')
    .values({ ...errand, delivered_at: null, problem: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function dueErrands(db: Db, at: Date, limit: number): Promise<DueErrand[]> {
  return tables(db)
    .selectFrom('directory.errand as e')
    .innerJoin('directory.suggestion as s', 's.sha256', 'e.sha256')
    .selectAll('e')
    .select('s.file')
    .where('e.due_at', '<=', at)
    .orderBy('e.due_at')
    .limit(limit)
    .execute()
}

export async function settleErrand(
  db: Db,
  { sha256, peer }: Pick<ErrandRow, 'sha256' | 'peer'>,
  settled: Partial<Pick<Selectable<ErrandRow>, 'attempts' | 'due_at' | 'delivered_at' | 'problem'>>,
): Promise<void> {
  await tables(db).updateTable('directory.errand').set(settled).where('sha256', '=', sha256).where('peer', '=', peer).execute()
}

/** How the errands of suggestions stand, by their hash. */
export function errandsOf(db: Db, hashes: readonly string[]): Promise<Selectable<ErrandRow>[]> {
  if (hashes.length === 0) return Promise.resolve([])
  return tables(db).selectFrom('directory.errand').selectAll().where('sha256', 'in', hashes).orderBy('peer').execute()
}

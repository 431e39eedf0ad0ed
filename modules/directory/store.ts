import type { Db } from '@comity/database'
import { sql, type Selectable } from 'kysely'
import {
  Authority,
  Names,
  State,
  type AuthoritySummary,
  type Contents,
  type DirectorySearch,
  type PeerFacts,
} from './contract.ts'
import { fold, searchWords } from './rules/fold.ts'
import type { DirectoryTables, EditionRow, RootRow, StandingRow } from './tables.ts'

const tables = (db: Db) => db.$extendTables<DirectoryTables>()

/** What is in force, as read. */
export type Standing = Selectable<StandingRow>

/** The one row that says what is in force. */
export function standing(db: Db): Promise<Standing> {
  return tables(db).selectFrom('directory.standing').selectAll().executeTakeFirstOrThrow()
}

/** The same, held until the transaction ends: one installation at a time. */
export function standingForUpdate(db: Db): Promise<Standing> {
  return tables(db).selectFrom('directory.standing').selectAll().forUpdate().executeTakeFirstOrThrow()
}

export function editionOf(db: Db, version: number): Promise<EditionRow | undefined> {
  return tables(db).selectFrom('directory.edition').selectAll().where('version', '=', version).executeTakeFirst()
}

export function rootOf(db: Db, version: number): Promise<RootRow | undefined> {
  return tables(db).selectFrom('directory.root').selectAll().where('version', '=', version).executeTakeFirst()
}

export async function addRoot(db: Db, root: RootRow): Promise<void> {
  await tables(db)
    .insertInto('directory.root')
    .values(root)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function addEdition(db: Db, edition: EditionRow): Promise<void> {
  await tables(db)
    .insertInto('directory.edition')
    .values(edition)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

type InForce = Pick<
  StandingRow,
  'network' | 'version' | 'root_version' | 'freshness' | 'valid_until' | 'usable_until' | 'threshold'
> & { signedBy: readonly string[]; checkedAt: Date }

export async function putInForce(db: Db, { signedBy, checkedAt, ...row }: InForce): Promise<void> {
  await tables(db)
    .updateTable('directory.standing')
    .set({ ...row, signed_by: JSON.stringify(signedBy), checked_at: checkedAt, problem: null, problem_at: null })
    .execute()
}

export async function noteChecked(db: Db, at: Date): Promise<void> {
  await tables(db).updateTable('directory.standing').set({ checked_at: at, problem: null, problem_at: null }).execute()
}

export async function noteProblem(db: Db, problem: string, at: Date): Promise<void> {
  await tables(db).updateTable('directory.standing').set({ problem, problem_at: at }).execute()
}

/** Replaces the rows for reading with those of the contents. */
export async function replaceRows(db: Db, contents: Contents): Promise<void> {
  await tables(db).deleteFrom('directory.authority').execute()
  await tables(db).deleteFrom('directory.member_state').execute()
  const names = new Map(contents.states.map((state) => [state.code, namesIn(state.names)]))
  const states = contents.states.map(({ code, names: stateNames }) => ({ code, names: JSON.stringify(stateNames) }))
  const authorities = contents.authorities.map((entry) => ({
    id: entry.id,
    state: entry.state,
    kind: entry.kind,
    entry: JSON.stringify(entry),
    search: searchTextOf(entry, names.get(entry.state) ?? []),
  }))
  const designations = contents.authorities.flatMap((entry) =>
    entry.designations.map(({ form, instrument, territory }) => ({ authority_id: entry.id, form, instrument, territory })),
  )
  for (const some of batchesOf(states)) await tables(db).insertInto('directory.member_state').values(some).execute()
  for (const some of batchesOf(authorities)) await tables(db).insertInto('directory.authority').values(some).execute()
  for (const some of batchesOf(designations)) await tables(db).insertInto('directory.designation').values(some).execute()
}

/** PostgreSQL takes at most 65,535 parameters in one statement. */
const ROWS_AT_ONCE = 5_000

function batchesOf<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  )
}

function namesIn(names: Names): string[] {
  return Object.values(names).filter((name) => name !== undefined)
}

function searchTextOf(entry: Authority, stateNames: readonly string[]): string {
  return fold([entry.id, entry.state, ...namesIn(entry.names), ...stateNames, entry.address].join(' '))
}

export async function statesInForce(db: Db): Promise<State[]> {
  const rows = await tables(db).selectFrom('directory.member_state').selectAll().orderBy('code').execute()
  return rows.map((row) => State.parse({ code: row.code, names: row.names }))
}

/** One authority with the version that lists it; null when it is not in the directory in force. */
export async function authorityInForce(db: Db, id: string): Promise<PeerFacts | null> {
  const row = await tables(db)
    .selectFrom('directory.authority')
    .innerJoin('directory.standing', (join) => join.onTrue())
    .select(['directory.authority.entry', 'directory.standing.version', 'directory.standing.usable_until'])
    .where('directory.authority.id', '=', id)
    .executeTakeFirst()
  if (row === undefined || row.version === null || row.usable_until === null) return null
  return { authority: Authority.parse(row.entry), directoryVersion: row.version, usableUntil: row.usable_until }
}

/** Authorities that answer a search, in the order of their ids, at most `limit`. */
export async function authoritiesFound(db: Db, search: DirectorySearch): Promise<AuthoritySummary[]> {
  let query = tables(db)
    .selectFrom('directory.authority as a')
    .innerJoin('directory.member_state as s', 's.code', 'a.state')
    .select(['a.entry', 's.names'])
  for (const word of searchWords(search.query ?? '')) query = query.where('a.search', 'like', `%${escapeLike(word)}%`)
  const { state, form, after } = search
  if (state !== undefined) query = query.where('a.state', '=', state)
  if (form !== undefined)
    query = query.where(
      sql<boolean>`exists (select from directory.designation d where d.authority_id = a.id and d.form = ${form})`,
    )
  if (after !== undefined) query = query.where('a.id', '>', after)
  const rows = await query.orderBy('a.id').limit(search.limit).execute()
  return rows.map((row) => summaryOf(Authority.parse(row.entry), Names.parse(row.names)))
}

export async function countsInForce(db: Db): Promise<{ authorities: number; states: number }> {
  const row = await tables(db)
    .selectNoFrom((from) => [
      from
        .selectFrom('directory.authority')
        .select((each) => each.fn.countAll<number>().as('count'))
        .as('authorities'),
      from
        .selectFrom('directory.member_state')
        .select((each) => each.fn.countAll<number>().as('count'))
        .as('states'),
    ])
    .executeTakeFirstOrThrow()
  return { authorities: row.authorities ?? 0, states: row.states ?? 0 }
}

function summaryOf(
  { id, state, kind, names, designations, hostedBy, confirmedOn }: Authority,
  stateNames: Names,
): AuthoritySummary {
  return { id, state, stateNames, kind, names, designations, hostedBy, confirmedOn }
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&')
}
